"""The vocabulary as data: read, checked against the code, and turned into what follows.

Reads files under `ontology/`, `shapes/` and `tests/`; writes none.
"""
