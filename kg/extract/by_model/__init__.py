"""Facts that a language model read, taken over only where the text itself bears them out. Pure.

A model's answer is a claim, never a source: a fact is accepted when its quote stands in the text
word for word and its names and numbers stand inside that quote; all else is a finding.
"""

from kg.extract.by_model.pieces import pieces
from kg.extract.by_model.prompt import messages, version
from kg.extract.by_model.schema import schema
from kg.extract.by_model.verify import Reader, Verified, verify

__all__ = ["Reader", "Verified", "messages", "pieces", "schema", "verify", "version"]
