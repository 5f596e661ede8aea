"""Numbers, units and dates, and where they stand. Pure."""
