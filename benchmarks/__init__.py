"""Measurements of reading and speed, run by hand or by `make`; nothing here ships."""
