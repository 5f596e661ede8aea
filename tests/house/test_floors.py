"""Law 2 and law 3: rooms look down only, and pure rooms have no hands."""

import os
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter

import pytest

from tests.house.survey import ROOT, survey

FLOORS = [
    ["errors"],
    ["ids", "vocab"],
    ["model"],
    ["files", "store", "config", "remote", "programs"],
    ["ontology", "loaders", "mapping", "extract", "link", "derive", "validate", "viz"],
    ["project", "release"],
    ["query"],
    ["pipeline", "brief"],
    ["web"],
    ["mcp"],
    ["cli"],
]
PURE = ["errors", "ids", "vocab", "model", "loaders", "mapping", "extract", "link", "derive", "viz"]
LAYERS = [
    ["reading"],
    ["grammar"],
    ["text"],
    ["values"],
    ["names"],
    ["discourse"],
    ["posts"],
    ["events", "measurements", "programmes", "statements", "supports"],
    ["explain", "confidence"],
    ["by_model"],
]
"""The rooms inside `extract`, each a layer of reading: they look down only, too."""
HANDS = {"os", "socket", "subprocess", "shutil", "tempfile", "urllib", "random", "time"}

MODULES = {
    ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted((ROOT / "kg").rglob("*.py"))
    if "data" not in file.relative_to(ROOT).parts
}


@cache
def imports(module: str) -> frozenset[str]:
    """Every module imported anywhere in a file, inside functions and TYPE_CHECKING too."""
    return frozenset(
        full if name and (full := f"{origin}.{name}") in MODULES else origin
        for origin, name in survey(MODULES[module]).imports
    )


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def floor(module: str) -> int:
    return next(level for level, rooms in enumerate(FLOORS) if room(module) in rooms)


INSIDE = [module for module in MODULES if room(module) not in {"", "__main__"}]


def test_the_house_has_rooms() -> None:
    assert len(INSIDE) >= 60, "the walk found almost nothing: the tests below would pass empty"
    assert {room(module) for module in INSIDE} >= {name for level in FLOORS for name in level}


def test_imports_only_look_down() -> None:
    inside = frozenset(INSIDE)
    up = [
        f"{module} is on floor {floor(module)} and reaches for {other}"
        for module in INSIDE
        for other in sorted(imports(module) & inside)
        if room(other) != room(module) and floor(other) >= floor(module)
    ]
    assert not up


def layer(module: str) -> int:
    return next(level for level, rooms in enumerate(LAYERS) if module.split(".")[2] in rooms)


def test_layers_of_reading_only_look_down() -> None:
    inside = {module for module in INSIDE if module.startswith("kg.extract.")}
    up = [
        f"{module} is a layer of {module.split('.')[2]} and reaches for {other}"
        for module in sorted(inside)
        for other in sorted(imports(module) & inside)
        if other.split(".")[2] != module.split(".")[2] and layer(other) >= layer(module)
    ]
    assert len(inside) >= 100
    assert not up


def test_no_circles() -> None:
    inside = set(INSIDE)
    TopologicalSorter({m: (imports(m) & inside) - {m} for m in INSIDE}).prepare()


def test_pure_rooms_have_no_hands() -> None:
    pure = [module for module in INSIDE if room(module) in PURE]
    touched = [
        f"{module} imports {name}"
        for module in pure
        for name in sorted({name.partition(".")[0] for name in imports(module)} & HANDS)
    ]
    opens = [
        f"{module} opens a file on line {line}"
        for module in pure
        for line in survey(MODULES[module]).opens
    ]
    assert len(pure) >= 60
    assert not touched
    assert not opens


HEAVY = ("rdflib", "pyshacl", "flask", "kiwipiepy", "networkx", "trafilatura", "numpy")


@pytest.mark.parametrize("start", ["import kg", "import kg.cli", "import kg.cli.app"])
def test_importing_loads_nothing_heavy(start: str) -> None:
    code = f"{start}\nimport sys\nprint(*sorted(set(sys.modules) & set({HEAVY!r})))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert done.stdout.strip() == ""
