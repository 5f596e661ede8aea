"""What is generated from `ontology/`: `kg/vocab.py` and `docs/terms.md`, as texts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kg.errors import VocabularyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.ontology.terms import Inventory, Scheme, Term

WIDTH: Final = 100  # of a line, as pyproject.toml tells ruff

HEADER: Final = '''"""Generated from `ontology/`: names of terms and codes. Do not edit."""

from __future__ import annotations

from typing import Final, Literal

from pyoxigraph import NamedNode
'''


def vocab_text(inventory: Inventory) -> str:
    """Return the whole of `kg/vocab.py`: terms, code lists, borrowed terms, in sorted order.

    Raises:
        VocabularyError: Two codes of one list share a name.
    """
    parts = [HEADER, _constants(inventory)]
    parts.append("\n".join(_term_line(term) for term in inventory.terms) + "\n")
    parts.extend(_scheme_text(scheme) for scheme in inventory.schemes)
    borrowed: dict[str, list[Term]] = defaultdict(list)
    for term in inventory.borrowed:
        borrowed[inventory.curie(term.iri).partition(":")[0]].append(term)
    parts.extend(
        "\n" + _borrowed_text(prefix, inventory.prefixes[prefix], terms)
        for prefix, terms in sorted(borrowed.items())
    )
    return "\n".join(parts)


def _constants(inventory: Inventory) -> str:
    return (
        f"ONTOLOGY: Final = {_node(inventory.iri)}\n"
        f'VERSION: Final = "{inventory.version}"\n'
        f'DD: Final = "{inventory.namespace}"\n'
        f'CODE: Final = "{inventory.code_namespace}"\n'
    )


def _node(iri: str) -> str:
    return f'NamedNode("{iri}")'


def _term_line(term: Term) -> str:
    return _assigned(f"{term.name}: Final = ", term.iri, indent="")


def _assigned(left: str, iri: str, *, indent: str, end: str = "") -> str:
    line = f"{indent}{left}{_node(iri)}{end}"
    if len(line) <= WIDTH:
        return line
    return f'{indent}{left}NamedNode(\n{indent}    "{iri}"\n{indent}){end}'


def _scheme_text(scheme: Scheme) -> str:
    kind = f"{scheme.name.capitalize()}Code"
    lines = [_literal(kind, [code.notation for code in scheme.codes])]
    lines.append(f"{scheme.name.upper()}: Final[dict[{kind}, NamedNode]] = {{")
    lines += [
        _assigned(f'"{code.notation}": ', code.iri, indent="    ", end=",") for code in scheme.codes
    ]
    lines.append("}")
    if scheme.is_open:
        lines.append(f"{scheme.name.upper()}_NAMES: Final[dict[str, {kind}]] = {{")
        lines += [f'    "{name}": "{notation}",' for name, notation in _names(scheme)]
        lines.append("}")
    return "\n".join(lines) + "\n"


def _literal(name: str, values: Sequence[str]) -> str:
    quoted = [f'"{value}"' for value in values]
    line = f"{name} = Literal[{', '.join(quoted)}]"
    if len(line) <= WIDTH:
        return line
    return "\n".join([f"{name} = Literal[", *(f"    {value}," for value in quoted), "]"])


def _names(scheme: Scheme) -> Iterable[tuple[str, str]]:
    found: dict[str, str] = {}
    for code in scheme.codes:
        for name in code.names():
            if found.setdefault(name, code.notation) != code.notation:
                raise VocabularyError(
                    f"{name!r} names both {found[name]} and {code.notation}", where=scheme.iri
                )
    return sorted(found.items())


def _borrowed_text(prefix: str, namespace: str, terms: Iterable[Term]) -> str:
    lines = [f"class {prefix.upper()}:", f'    """Terms of <{namespace}> that we write."""', ""]
    lines += [_assigned(f"{term.name}: Final = ", term.iri, indent="    ") for term in terms]
    return "\n".join(lines) + "\n"


PAGE: Final = """<!-- Generated from ontology/ by `kg ontology docs`. Do not edit. -->

# Terms · 낱말

{title_ko} · {title_en}, version {version}.
Namespace `{namespace}`, prefix `dd:`; {classes} classes, {properties} properties, {codes} codes.
"""


def terms_page(inventory: Inventory) -> str:
    """Return `docs/terms.md`: every term and code with label and definition in both languages."""
    head = PAGE.format(
        title_ko=inventory.title["ko"],
        title_en=inventory.title["en"],
        version=inventory.version,
        namespace=inventory.namespace,
        classes=len(inventory.classes()),
        properties=len(inventory.properties()),
        codes=len(inventory.codes()),
    )
    files: dict[str, list[Term]] = defaultdict(list)
    for term in inventory.terms:
        files[term.file].append(term)
    parts = [head]
    for name, terms in sorted(files.items()):
        parts.append(f"## {name.removesuffix('.ttl').capitalize()}\n")
        parts.append("\n".join(_rows(inventory, terms)) + "\n")
    parts.append("## Code lists · 코드표\n")
    for scheme in inventory.schemes:
        parts.append(f"### {scheme.labels['ko']} · {scheme.labels['en']} (`code:{scheme.name}`)\n")
        parts.append("\n".join(_code_rows(scheme)) + "\n")
    return "\n".join(parts)


def _rows(inventory: Inventory, terms: Iterable[Term]) -> Iterable[str]:
    yield "| term | 이름 · label | 뜻 · definition | from → to |"
    yield "| --- | --- | --- | --- |"
    for term in sorted(terms, key=lambda term: (term.kind, term.iri)):
        left = ", ".join(inventory.curie(iri) for iri in term.domain or term.parents)
        right = ", ".join(inventory.curie(iri) for iri in term.range)
        both = f"{left} → {right}" if right else (f"⊂ {left}" if left else "")
        ko, en = term.definitions.get("ko", ""), term.definitions.get("en", "")
        label = f"{term.labels.get('ko', '')} · {term.labels.get('en', '')}"
        yield f"| `{inventory.curie(term.iri)}` | {label} | {ko}<br>{en} | {both} |"


def _code_rows(scheme: Scheme) -> Iterable[str]:
    yield "| code | 이름 · label | 뜻 · definition | broader |"
    yield "| --- | --- | --- | --- |"
    for code in scheme.codes:
        label = f"{code.labels.get('ko', '')} · {code.labels.get('en', '')}"
        ko, en = code.definitions.get("ko", ""), code.definitions.get("en", "")
        broader = code.broader.rpartition(".")[2]
        yield f"| `{code.notation}` | {label} | {ko}<br>{en} | {broader} |"
