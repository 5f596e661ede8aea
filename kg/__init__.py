"""Deungdae."""
