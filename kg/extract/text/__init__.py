"""Blocks of a text: sentences, list items, quotes, lines of tables, letters in pieces. Pure."""
