"""The gate: data against shapes and rules, and the report in words. Reads packaged files only.

pySHACL and rdflib are loaded when something is checked, not when this room is imported.
"""
