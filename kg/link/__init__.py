"""Linking: which names of which sources stand for the same party. Pure."""
