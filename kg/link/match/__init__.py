"""Names to entities of an authority: what speaks for a link, and when none is. Pure."""
