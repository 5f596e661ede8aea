"""Who helped whom, in which way, and whether it happened. Pure."""
