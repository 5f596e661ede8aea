"""Small graphs of invented firms for the drawing formats to write."""

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store
from pyoxigraph import Literal as Text

from kg import vocab
from kg.model.facts import KindCode

ID = "https://w3id.org/deungdae/id/"


def say(store: Store, subject: str, predicate: NamedNode, value: NamedNode | Text) -> None:
    store.add(Quad(NamedNode(ID + subject), predicate, value, DefaultGraph()))


def graph(names: list[str], pairs: list[tuple[int, int]], kind: KindCode = "Mentoring") -> Store:
    """Return firms of the given names; each pair is a support of the second by the first."""
    store = Store()
    for place, name in enumerate(names):
        say(store, f"org.{place:03}", vocab.RDF.type, vocab.SME)
        say(store, f"org.{place:03}", vocab.SKOS.prefLabel, Text(name, language="ko"))
    for place, (giver, taker) in enumerate(pairs):
        say(store, f"support.{place:03}", vocab.RDF.type, vocab.SupportActivity)
        say(store, f"support.{place:03}", vocab.supporter, NamedNode(f"{ID}org.{giver:03}"))
        say(store, f"support.{place:03}", vocab.recipient, NamedNode(f"{ID}org.{taker:03}"))
        say(store, f"support.{place:03}", vocab.supportKind, vocab.KIND[kind])
    return store
