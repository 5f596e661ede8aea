"""Whole numbers in an address."""

from __future__ import annotations

from flask import request

from kg.web.problems import Problem


def whole(name: str, usual: int, most: int) -> int:
    """Return a parameter that is a whole number from 1 on.

    Raises:
        Problem: It is none, or larger than it may be.
    """
    asked = request.args.get(name, str(usual))
    is_whole = asked.isascii() and asked.isdecimal() and len(asked) <= len(str(most))
    if not (is_whole and 1 <= int(asked) <= most):
        raise Problem(400, "limit", where=name, values={"name": name, "most": str(most)})
    return int(asked)
