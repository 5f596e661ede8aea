"""Actors, groups, posts and memberships as one source names them. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.ids import short
from kg.ids.names import local_name
from kg.model.rdf.concepts import say_concept
from kg.model.rdf.entities import say_found
from kg.model.rdf.page import CLASS_OF, SIZE_OF, label
from kg.model.rdf.said import Teller
from kg.model.report import Text
from kg.vocab import FOAF, ORG, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model.entities import Entity
    from kg.model.evidence import Basis
    from kg.model.facts import Actor, Affiliation, Group
    from kg.model.rdf.page import Page
    from kg.model.rdf.said import Said


NUMBERS: Final[Mapping[str, NamedNode]] = {
    "leiCode": vocab.leiCode,
    "corporateRegistrationNumber": vocab.corporateRegistrationNumber,
    "businessRegistrationNumber": vocab.businessRegistrationNumber,
    "dartCode": vocab.dartCode,
}
MAIL: Final = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+")


def say_actor(page: Page, actor: Actor) -> Iterator[Said]:
    """Yield what one source says of a named actor."""
    entity = page.entity(actor.name)
    if entity is None:
        return
    teller = Teller(NamedNode(entity.iri), actor.basis)
    yield teller.say(RDF.type, CLASS_OF[entity.type], "name")
    if entity.type in SIZE_OF:
        yield teller.say(vocab.sizeClass, SIZE_OF[entity.type], "name")
    yield from _names(page, teller, entity, actor)
    yield from say_found(entity, actor.basis)
    for kind, number in actor.identifiers:
        # Only numbers that passed their check are the entity's.
        if entity.identifiers.get(kind, "").replace("-", "") == number.strip().replace("-", ""):
            yield teller.say(NUMBERS[kind], Literal(number.strip()), kind)
    mentions = Teller(page.setting.document(page.document.source), actor.basis)
    yield mentions.say(vocab.mentions, teller.subject, "name")
    if entity.type in SIZE_OF:
        for product in actor.products:
            yield teller.say(
                vocab.product, page.concept("product", product), "products", (product,)
            )
            yield from say_concept(page, actor.basis, "product", product, "products")
    if actor.place:
        yield teller.say(vocab.locatedIn, place_node(page, actor.place), "place")
        yield from say_place(page, actor.basis, actor.place, "place")
    if actor.email and MAIL.fullmatch(actor.email):
        mailbox = NamedNode(f"mailto:{actor.email}")
        yield teller.say(FOAF.mbox, mailbox, "email")


def _names(page: Page, teller: Teller, entity: Entity, actor: Actor) -> Iterator[Said]:
    """Yield the printed names; what an authority file says is told by that file's own graph."""
    preferred = {each.text for each in entity.labels}
    for name in page.other_names(actor.name):
        field = "name" if name == actor.name else "aliases"
        predicate = SKOS.prefLabel if name in preferred else SKOS.altLabel
        known = (each.lang for each in (*entity.labels, *entity.aliases) if each.text == name)
        lang = next(known, page.lang)
        yield teller.say(predicate, Literal(name, language=lang), field, (name,))
    if entity.is_authority:
        return
    for each in entity.labels:
        literal = Literal(each.text, language=each.lang)
        yield teller.say(SKOS.prefLabel, literal, "name")
        if each.is_romanised:
            yield teller.say(vocab.romanizedLabel, literal, "name")


def say_group(page: Page, group: Group) -> Iterator[Said]:
    """Yield a group that the text tells of together, with those of its members it names."""
    teller = Teller(page.group(group.name), group.basis)
    yield from say_phrase(page, group.basis, group.name, "name")
    for member in group.members:
        if page.entity(member):
            names = page.other_names(member)
            yield teller.say(FOAF.member, page.party(member), "members", names)
    if group.count is not None:
        yield teller.say(vocab.memberCount, Literal(group.count), "count")
    if group.is_complete:
        yield teller.say(vocab.isComplete, Literal(value=True), "members")
    if group.product:
        yield teller.say(vocab.product, page.concept("product", group.product), "product")
        yield from say_concept(page, group.basis, "product", group.product, "product")


def say_phrase(page: Page, basis: Basis, phrase: str, field: str) -> Iterator[Said]:
    """Yield the group that stands behind a noun phrase without a name."""
    teller = Teller(page.group(phrase), basis)
    yield teller.say(RDF.type, vocab.ActorGroup, field, (phrase,))
    yield from teller.name(page.both(phrase), field)


def say_party(page: Page, basis: Basis, name: str, field: str) -> Iterator[Said]:
    """Yield a group for a party that is no named actor; actors are told of by themselves."""
    if page.entity(name) is None:
        yield from say_phrase(page, basis, name, field)


def say_affiliation(page: Page, fact: Affiliation) -> Iterator[Said]:
    """Yield the post a person holds, the membership, and what the person stands for."""
    entity = page.entity(fact.person)
    if entity is None or entity.type != "Person":
        return
    person = Teller(NamedNode(entity.iri), fact.basis)
    organization = page.organization(fact.organization)
    if organization and fact.role:
        yield from _post(page, person, fact, organization)
    if organization or (fact.role and not fact.representing):
        yield from _membership(page, person, fact, organization)
    if fact.representing:
        yield from _representing(page, person, fact)


def _post(page: Page, person: Teller, fact: Affiliation, organization: NamedNode) -> Iterator[Said]:
    role = fact.role or ""
    local = f"post.{_last(page, organization)}-{local_name('role', role).partition('.')[2]}"
    post = Teller(page.setting.iri(local), fact.basis)
    yield person.say(ORG.holds, post.subject, "role")
    yield post.say(RDF.type, ORG.Post, "role")
    yield post.say(ORG.postIn, organization, "organization")
    yield post.say(vocab.roleText, page.literal(role), "role")
    where = page.called(fact.organization or "")
    yield from post.name(
        page.setting.wording.fill("post", organization=where, role=_role(page, role)), "role"
    )


def _membership(
    page: Page, person: Teller, fact: Affiliation, organization: NamedNode | None
) -> Iterator[Said]:
    node = page.node("membership", fact.person, fact.organization or "", fact.role or "")
    membership = Teller(node, fact.basis)
    yield membership.say(RDF.type, ORG.Membership)
    yield membership.say(ORG.member, person.subject, "person")
    if organization:
        yield membership.say(ORG.organization, organization, "organization")
    if fact.role:
        yield membership.say(vocab.roleText, page.literal(fact.role), "role")
    called = page.called(fact.person)
    role = _role(page, fact.role or "")
    if organization:
        where = page.called(fact.organization or "")
        slots = {"person": called, "organization": where, "role": role}
        title = page.setting.wording.fill("membership", **slots)
        yield from membership.name(Text(title.ko.strip(), title.en.replace(": , ", ": ")))
    else:
        yield from membership.name(page.setting.wording.fill("role", person=called, role=role))


def _representing(page: Page, person: Teller, fact: Affiliation) -> Iterator[Said]:
    stands_for = fact.representing or ""
    node = page.node("membership", fact.person, "representing", stands_for)
    membership = Teller(node, fact.basis)
    yield membership.say(RDF.type, ORG.Membership, "representing")
    yield membership.say(ORG.member, person.subject, "person")
    entity = page.entity(stands_for)
    target = NamedNode(entity.iri) if entity else place_node(page, stands_for)
    yield membership.say(vocab.representing, target, "representing")
    where = label(entity) if entity else page.setting.wording.place(stands_for)
    called = page.called(fact.person)
    title = page.setting.wording.fill("representing", person=called, place=where)
    yield from membership.name(title, "representing")
    if entity is None:
        yield from say_place(page, fact.basis, stands_for, "representing")


def place_node(page: Page, name: str) -> NamedNode:
    """Return the IRI of a place; one name is one place."""
    wording = page.setting.wording
    local = local_name("place", wording.place(name).en)
    # Two Korean names may be romanised alike; those of the list are told apart by it.
    is_listed = name in wording.places
    return page.setting.iri(local if is_listed else f"{local}-{short(name)[:4]}")


def say_place(page: Page, basis: Basis, name: str, field: str) -> Iterator[Said]:
    """Yield a place with its name in both languages."""
    teller = Teller(place_node(page, name), basis)
    yield teller.say(RDF.type, vocab.Place, field)
    yield from teller.name(page.setting.wording.place(name), field)


def _role(page: Page, role: str) -> Text:
    return page.setting.wording.role(role)


def _last(page: Page, node: NamedNode) -> str:
    return node.value.removeprefix(page.setting.base).partition(".")[2]
