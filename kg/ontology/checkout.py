"""What a checkout says with the vocabulary: shapes, examples, queries, templates and code."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.ontology.inventory import read_inventory
from kg.ontology.turtle import Parsed, parse_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import Triple

    from kg.ontology.terms import Inventory

GENERATED: Final = "kg/vocab.py"
TEXTS: Final = (".rq", ".html", ".toml", ".csv", ".json", ".js")
SPEAKS: Final = re.compile("vocab|://")
PREFIX: Final = re.compile(r"PREFIX\s+(\w+):\s*<([^>]+)>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Module:
    """What one module says: its texts, docstrings left out, and names from `kg.vocab`, by line."""

    texts: tuple[tuple[str, int], ...]
    names: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """Everything the checks compare.

    Attributes:
        root: Folder of the checkout.
        shapes: The files under `shapes/`.
        examples: The files under `tests/shapes/`, each an instance of what shapes say.
        python: Path inside the checkout to what the module says, `kg/vocab.py` left out.
        texts: Path inside the checkout to the text of packaged queries, pages and tables.
    """

    root: Path
    inventory: Inventory
    shapes: tuple[Parsed, ...]
    examples: tuple[Parsed, ...]
    python: Mapping[str, Module]
    texts: Mapping[str, str]

    def shape_triples(self) -> tuple[Triple, ...]:
        """Return the triples of all shape files, in order."""
        return tuple(triple for file in self.shapes for triple in file.triples)

    def example_triples(self) -> tuple[Triple, ...]:
        """Return the triples of all examples, in order."""
        return tuple(triple for file in self.examples for triple in file.triples)

    def names_in_code(self) -> Mapping[str, str]:
        """Return each name taken from `kg.vocab` to a place that takes it, `file:line`."""
        return {
            name: f"{path}:{line}"
            for path, module in self.python.items()
            for name, line in module.names
        }

    def iris_in_texts(self) -> Iterator[tuple[str, str]]:
        """Yield every IRI of our namespaces in queries, pages and tables, with its file."""
        spaces = self.spaces()
        for path, text in self.texts.items():
            for space in spaces:
                written = re.findall(re.escape(space) + r"[\w.-]*[\w-]", text)
                yield from ((iri, path) for iri in written)
            for prefix, space in PREFIX.findall(text):
                if space in spaces:
                    names = re.findall(rf"(?<![\w:]){prefix}:([\w.-]*\w)", text)
                    yield from ((space + name, path) for name in names)

    def spaces(self) -> tuple[str, str]:
        """Return the namespaces of our terms and of our codes."""
        return self.inventory.namespace, self.inventory.code_namespace


def read_checkout(root: Path) -> Checkout:
    """Read what the checks need.

    Raises:
        VocabularyError: A folder is empty or a Turtle file does not parse.
    """
    code = root / "kg"
    modules = {file.relative_to(root).as_posix(): file for file in sorted(code.rglob("*.py"))}
    modules.pop(GENERATED, None)
    return Checkout(
        root=root,
        inventory=read_inventory(root / "ontology"),
        shapes=parse_folder(root / "shapes"),
        examples=parse_folder(root / "tests" / "shapes"),
        python={path: read_module(file.read_text("utf-8")) for path, file in modules.items()},
        texts={
            file.relative_to(root).as_posix(): file.read_text("utf-8")
            for file in sorted(code.rglob("*"))
            if file.suffix in TEXTS
        },
    )


def read_module(text: str) -> Module:
    """Return what a module's source says: `X` of `vocab.X` and of `from kg.vocab import X`.

    Of one that speaks of neither vocabulary nor IRIs nothing is returned.
    """
    if not SPEAKS.search(text):  # no word of the vocabulary and no IRI: no need to look closely
        return Module((), ())
    texts: list[tuple[str, int]] = []
    names: list[tuple[str, int]] = []
    prose: set[ast.expr] = set()
    for node in ast.walk(ast.parse(text)):  # breadth first: an expression comes before its value
        match node:
            case ast.Expr(value=value):
                prose.add(value)
            case ast.Constant(value=str(said), lineno=line) if node not in prose:
                texts.append((said, line))
            case ast.Attribute(value=ast.Name(id="vocab"), attr=name, lineno=line):
                names.append((name, line))
            case ast.ImportFrom(module="kg.vocab", names=aliases, lineno=line):
                names.extend((alias.name, line) for alias in aliases)
            case _:
                pass
    return Module(tuple(texts), tuple(names))
