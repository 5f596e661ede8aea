"""Who is meant where no name stands: pointers, unnamed groups, what was told before. Pure."""
