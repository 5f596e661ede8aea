"""What a reader keeps in mind from sentence to sentence: topic, firm, programme, product. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.extract.discourse.parties import Party
    from kg.model.facts import ActorType, KindCode

GIVERS: Final[frozenset[ActorType]] = frozenset(
    {
        "Ministry",
        "PublicAgency",
        "LargeEnterprise",
        "MidSizedEnterprise",
        "IndustryAssociation",
        "InternationalOrganization",
        "ResearchInstitute",
        "OtherOrganization",
    }
)
TAKERS: Final[frozenset[ActorType]] = frozenset(
    {"SME", "MidSizedEnterprise", "LighthouseFactory", "OtherOrganization"}
)
FIRMS: Final[frozenset[ActorType]] = frozenset({"SME", "MidSizedEnterprise", "LighthouseFactory"})


@dataclass(slots=True, kw_only=True)
class Memory:
    """What was said last; a reader of one document changes it as it goes.

    Attributes:
        topic: The party that last stood as subject and could help others.
        topic_paragraph: Where it stood.
        firm: The party last told of that could be helped.
        supporters: Supporters of the last support.
        recipients: Recipients of the last support.
        group: Noun phrase for those recipients.
        kind: Kind of the last support.
        product: The product last named as wanted or made.
        has_participants: Whether the text has a word for all that a programme helps.
        payers: Who paid last, for money that is told of without them.
        programme: Name of the programme in force, and who runs it.
        chosen: Noun phrase of the firms a programme chooses.
        choosers: Who chooses them.
        only: The one firm of the document that could be helped, if there is but one.
        helped: Types of those that are helped where nobody is named.
        introduced: Parties of supports by name.
        subject: The party the last sentence began with, whatever its type.
        people: Whose people were last told of as acting ("engineers of X"), for "they".
        own: Whose words a quotation is: the parties of "we".
        posts: The organisation of each person, for deeds of a person.
        shared: Whether several support the same recipients, so that another's may be theirs.
        crowd: The firms without names last told of ("small glass suppliers").
        former: The firm that was told of before `firm`.
        sole: The only firm of a text in which no firms without names are counted.
        patron: The large firm that last helped, whose people the next sentences may tell of.
        paragraph: Where the last support stood.
    """

    topic: Party | None = None
    topic_paragraph: int = -1
    firm: Party | None = None
    supporters: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    group: str | None = None
    kind: KindCode | None = None
    product: str | None = None
    product_paragraph: int = -1
    payers: tuple[str, ...] = ()
    has_participants: bool = False
    programme: str | None = None
    operators: tuple[str, ...] = ()
    agents: tuple[str, ...] = field(default=())
    chosen: str | None = None
    choosers: tuple[str, ...] = ()
    paragraph: int = -1
    programme_paragraph: int = -1
    is_promise: bool = False
    helped: frozenset[ActorType] = FIRMS
    only: tuple[str, ...] = ()
    subject: Party | None = None
    people: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    posts: dict[str, str | None] = field(default_factory=dict)
    shared: bool = False
    crowd: Party | None = None
    crowd_paragraph: int = -1
    former: Party | None = None
    patron: tuple[str, ...] = ()
    sole: tuple[str, ...] = ()
    introduced: dict[str, Party] = field(default_factory=dict)

    def introduce(self, party: Party | None) -> None:
        """Remember a party by name, in case no list of names knew it."""
        if party is not None and party.kind == "name" and len(party.names) == 1:
            self.introduced.setdefault(party.names[0], party)

    def forget(self) -> None:
        """Forget who was told of: another story begins."""
        self.topic = self.firm = self.subject = self.crowd = self.former = None
        self.supporters = self.recipients = self.people = self.patron = self.own = self.only = (
            self.sole
        ) = ()
        self.group = self.programme = None
        self.shared = False

    def meet(self, party: Party) -> None:
        """Remember a party that the text has just told of as its subject."""
        if party.type in GIVERS:
            self.topic = party
        if party.type in self.helped:
            self.firm = party


def can_give(party: Party) -> bool:
    """Tell whether a party is of a kind that helps others."""
    return party.type in GIVERS


def can_take(party: Party) -> bool:
    """Tell whether a party is of a kind that is helped: a smaller firm, a plant, a group."""
    return party.type in TAKERS or (party.kind == "group" and party.type is None)
