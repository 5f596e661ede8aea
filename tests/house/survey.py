"""What the rules of the house want to know about each file of code, from one look at it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
OPEN = re.compile(r"\bopen\(")


@dataclass(frozen=True, slots=True)
class Function:
    """A function's name, its line, its lines of code and how much it takes."""

    name: str
    line: int
    length: int
    parameters: int


@dataclass(frozen=True, slots=True)
class Survey:
    """A file's functions, what it imports at any place and where it opens files.

    The syntax tree is not kept: trees of all files would weigh on every test that runs after.
    """

    functions: tuple[Function, ...]
    imports: frozenset[tuple[str, str]]
    opens: tuple[int, ...]


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count lines of code without the docstring: prose is welcome."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - (body[0].lineno if body else function.lineno) + 1


def _statements(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the statements at any depth: no expression holds a function or an import."""
    left = [tree]
    while left:
        node = left.pop()
        for field in ("body", "handlers", "orelse", "finalbody", "cases"):
            inner = getattr(node, field, None)
            left += inner if isinstance(inner, list) else []
        yield node


@cache
def survey(file: Path) -> Survey:
    functions: list[Function] = []
    imports: set[tuple[str, str]] = set()
    opens: list[int] = []
    text = file.read_text("utf-8")
    tree = ast.parse(text)
    # to look at every expression takes long, and hardly a file has the word
    for node in ast.walk(tree) if OPEN.search(text) else _statements(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                many = len(node.args.args) + len(node.args.kwonlyargs)
                functions.append(Function(node.name, node.lineno, _length(node), many))
            case ast.Import():
                imports |= {(alias.name, "") for alias in node.names}
            case ast.ImportFrom(module=str(module)):
                imports |= {(module, alias.name) for alias in node.names}
            case ast.Call(func=ast.Name(id="open")):
                opens.append(node.lineno)
    return Survey(tuple(functions), frozenset(imports), tuple(opens))
