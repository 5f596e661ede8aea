"""A7: every example breaks what its first line says. A8: no constraint is idle.

The examples are checked together, each moved into a namespace of its own, because starting
the checker costs more than checking a handful of nodes.
"""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse

from kg.errors import VocabularyError
from kg.files import resource
from kg.model.report import Report
from kg.validate.gate import validate
from kg.validate.shapes import SH, Shapes, packaged_shapes, read_shapes

HERE = Path(__file__).parent
HOME = "https://example.org/"
EXAMPLES = sorted(HERE.glob("*/*.ttl"))
FOLDERS = sorted({example.parent.name for example in EXAMPLES})
SHARED = ("parts", "prefixes")
NOT_CONSTRAINTS = {
    "path", "alternativePath", "inversePath", "message", "property", "severity", "name",
    "description", "order", "targetClass", "targetObjectsOf", "prefixes", "declare", "prefix",
    "namespace", "select",
}  # fmt: skip


@cache
def quads(example: Path) -> list[Quad]:
    own = f"{HOME}{example.parent.name}/{example.stem}/"
    text = example.read_text("utf-8").replace(f"<{HOME}>", f"<{own}>")
    return list(parse(text, format=RdfFormat.TURTLE))


def rules_by_example(report: Report) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for finding in report.findings:
        assert finding.focus.startswith(HOME), f"{finding.focus} belongs to no example"
        name = "/".join(finding.focus.removeprefix(HOME).split("/")[:2])
        found.setdefault(name, Counter())[finding.rule.rpartition("#")[2]] += 1
    return found


@cache
def whole_outcome() -> dict[str, Counter[str]]:
    return rules_by_example(validate(quad for example in EXAMPLES for quad in quads(example)))


def expected(example: Path) -> Counter[str]:
    first = example.read_text("utf-8").partition("\n")[0]
    match = re.fullmatch(r"# breaks (nothing|kgs:\S+(?: kgs:\S+)*)", first)
    assert match, f"{example.name} must open with '# breaks nothing' or '# breaks kgs:...'"
    wanted: Counter[str] = Counter()
    for name in match[1].split():
        rule, _, times = name.removeprefix("kgs:").partition("*")
        wanted[rule] += int(times or 1)
    del wanted["nothing"]
    return wanted


def test_there_are_examples_to_check() -> None:
    assert len(EXAMPLES) >= 200
    assert sum(not expected(example) for example in EXAMPLES) >= len(FOLDERS)


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_example_breaks_what_it_says(example: Path) -> None:
    name = f"{example.parent.name}/{example.stem}"

    assert whole_outcome().get(name, Counter()) == expected(example)


@cache
def file_of_shapes(name: str) -> tuple[Triple, ...]:
    return read_shapes(resource("shapes") / f"{name}.ttl").triples


FILES = sorted(file.stem for file in resource("shapes").glob("*.ttl"))
CONSTRAINTS = [
    (name, triple)
    for name in FILES
    for triple in file_of_shapes(name)
    if triple.predicate.value.startswith(SH)
    and triple.predicate.value.removeprefix(SH) not in NOT_CONSTRAINTS
]


def local(term: object) -> str:
    return getattr(term, "value", "").rpartition("#")[2]


def folder_of(shape: str) -> str:
    return shape.partition("-")[0]


@cache
def uses_of(shape: str) -> frozenset[str]:
    """Return the shapes with examples that `shape` is, or is part of, lists looked through."""
    if folder_of(shape) in FOLDERS:
        return frozenset({shape})
    users = users_of(packaged_shapes().triples, shape)
    return frozenset(use for user in users - {shape} for use in uses_of(user))


def users_of(triples: tuple[Triple, ...], shape: str) -> set[str]:
    waiting: list[object] = [t.subject for t in triples if local(t.object) == shape]
    users: set[str] = set()
    while waiting:
        user = waiting.pop()
        if isinstance(user, NamedNode):
            users.add(local(user))
        else:
            waiting.extend(t.subject for t in triples if t.object == user)
    return users


@cache
def home_file(folder: str) -> str:
    return next(
        name
        for name in FILES
        if any(local(triple.subject) == folder for triple in file_of_shapes(name))
    )


def outcome(shape: str, gone: Triple | None = None) -> Counter[tuple[str, str]]:
    """Return what the examples about `shape` break, with only the shapes of its file in force."""
    names = {home_file(folder_of(shape)), *SHARED}
    kept = tuple(t for name in sorted(names) for t in file_of_shapes(name) if t != gone)
    shapes = Shapes(triples=kept, background=packaged_shapes().background)
    data = (quad for example in examples_about(shape) for quad in quads(example))
    return Counter((finding.focus, finding.rule) for finding in validate(data, shapes).findings)


def examples_about(shape: str) -> list[Path]:
    """Return the examples of a folder that break `shape` or a part of it, else all of them."""
    everything = [example for example in EXAMPLES if example.parent.name == folder_of(shape)]
    about = [
        example
        for example in everything
        if any(rule == shape or rule.startswith(f"{shape}-") for rule in expected(example))
    ]
    return about or everything


@cache
def full_outcome(shape: str) -> Counter[tuple[str, str]]:
    return outcome(shape)


def test_there_are_constraints_to_take_away() -> None:
    assert len(CONSTRAINTS) >= 250


@pytest.mark.slow
@pytest.mark.parametrize(
    "gone",
    [triple for _, triple in CONSTRAINTS],
    # A list is named by the shape it stands in: its own name differs from run to run.
    ids=lambda t: " ".join(
        "list" if isinstance(term, BlankNode) else local(term)
        for term in (t.subject, t.predicate, t.object)
    ),
)
def test_each_constraint_is_missed_when_it_is_gone(gone: Triple) -> None:
    uses = sorted(uses_of(local(gone.subject)))
    assert uses, "no examples belong to this shape"

    def is_missed(use: str) -> bool:
        try:
            return outcome(use, gone) != full_outcome(use)
        except VocabularyError:
            return True  # the checker refuses the shape that is left

    assert any(is_missed(use) for use in uses), (
        "no example notices when this constraint is gone: add one that breaks it"
    )
