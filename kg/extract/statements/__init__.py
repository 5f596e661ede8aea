"""Who said what. Pure."""
