"""Gatherings, circumstances and designations. Pure."""
