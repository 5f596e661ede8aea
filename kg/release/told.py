"""What is said of a data set, as values: from a manifest, and in words of ours. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kg.files import resource_toml
from kg.model.report import Text
from kg.release.licences import licence_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.release.licences import Licence


UNTITLED: Final = Text("이름 없는 데이터", "Untitled data")
PLAIN: Final = Text("있는 그대로 제공되는 RDF 데이터", "RDF data, served as they are")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A file of a release that readers take.

    Attributes:
        key: Names its distribution.
        media: IANA type of what it holds.
        pack: The same of what that is packed in; empty where it is not.
        name: Of its form, for people and lists of forms.
        type: IRI of its form.
    """

    key: str
    file: str
    media: str
    pack: str
    name: str
    type: str
    about: Text

    @property
    def served(self) -> str:
        """Media type of the file as it travels."""
        return self.pack or self.media


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said of a data set, in a manifest or by whoever serves it.

    Attributes:
        contact: Mail address or page of who answers questions; may be empty.
        places: IRIs of what it covers; empty where nobody knows.
        days: First and last day on which its sources came out; empty where none tells.
        sources: How many there are.
        version: Of the program that read them; empty where nobody knows how the data came to be.
    """

    title: Text
    about: Text
    publisher: str
    licence: Licence | None
    contact: str
    places: Sequence[str]
    days: tuple[str, str] | tuple[()]
    sources: int
    version: str


def told_in(manifest: Mapping[str, Any]) -> Told:  # Any: JSON, written by `contents`
    """Return what a release's manifest says of the data set; an empty one is that of bare RDF."""
    words = catalogue_words()
    title = manifest.get("title", {"ko": UNTITLED.ko, "en": UNTITLED.en})
    sources = [each for each in manifest.get("inputs", []) if each["role"] == "source"]
    days = sorted(each["published"] for each in sources if each.get("published"))
    places = manifest.get("covers") or [each["iri"] for each in words["place"]]
    return Told(
        title=Text(title["ko"], title["en"]),
        about=Text(**words["description"]) if manifest else PLAIN,
        publisher=manifest.get("publisher", ""),
        licence=licence_of(manifest.get("licence", "")),
        contact=manifest.get("contact", ""),
        places=places,
        days=(days[0], days[-1]) if days else (),
        sources=len(sources),
        version=manifest.get("versions", {}).get("deungdae", ""),
    )


@cache
def copies() -> tuple[Copy, ...]:
    """Return the files of a release that readers take."""
    return tuple(
        Copy(
            about=Text(row["ko"], row["en"]),
            pack=row.get("pack", ""),
            **{name: row[name] for name in ("key", "file", "media", "name", "type")},
        )
        for row in catalogue_words()["copy"]
    )


@cache
def catalogue_words() -> dict[str, Any]:  # Any: TOML
    """Return what a catalogue says of every data set that is built."""
    return resource_toml("release/catalog.toml")
