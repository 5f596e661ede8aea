"""Who holds which post where. Pure."""
