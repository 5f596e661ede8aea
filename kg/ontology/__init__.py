"""The vocabulary as data: reading it, checking it against the code, generating what follows from it.

Reads files under `ontology/`, `shapes/` and `tests/`; writes none.
"""
