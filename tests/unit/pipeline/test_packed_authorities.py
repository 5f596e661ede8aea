"""Authorities as they are published, whole and cut, damaged, mis-encoded, mistaken and huge.

Every reader is given every wrong: it must name the file and the place, and what to do, and never
take what is there of a cut file for all of it.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import re
import tracemalloc
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from kg.errors import ConfigError, KgError, SourceError, SourceSyntax
from kg.link.authorities import FORMS
from kg.link.match.decide import decide
from kg.link.match.known import Mention
from kg.pipeline.authorities import index_of
from kg.pipeline.packed import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

LEI = "9884007ER46L6N7EI764"
COUNT = 40  # records in each file


def wikidata(count: int = COUNT) -> str:
    lines = []
    for at in range(count):
        labels = {"ko": {"language": "ko", "value": f"가온{at}연구소"}}
        item = {"type": "item", "id": f"Q{at + 1}", "labels": labels, "aliases": [], "claims": []}
        lines.append(json.dumps(item | {"descriptions": []}, ensure_ascii=False))
    return "[\n" + ",\n".join(lines) + "\n]\n"


def ror_2(count: int = COUNT) -> str:
    return json.dumps(
        [
            {
                "admin": {"created": {"date": "2018-11-14", "schema_version": "1.0"}},
                "domains": [],
                "established": None,
                "external_ids": [],
                "id": f"https://ror.org/{at:09}",
                "links": [],
                "locations": [{"geonames_id": 1835235, "geonames_details": {"name": "Daejeon"}}],
                "names": [
                    {"lang": "ko", "types": ["label", "ror_display"], "value": f"가온{at}연구소"}
                ],
                "relationships": [],
                "status": "active",
                "types": ["facility"],
            }
            for at in range(count)
        ],
        ensure_ascii=False,
        indent=4,
    )


def ror_1(count: int = COUNT) -> str:
    return json.dumps(
        [
            {
                "id": f"https://ror.org/{at:09}",
                "name": f"가온{at}연구소",
                "email_address": None,
                "established": None,
                "types": ["Facility"],
                "relationships": [],
                "addresses": [{"city": "Daejeon", "geonames_city": None}],
                "links": [],
                "aliases": [],
                "acronyms": [],
                "status": "active",
                "labels": [],
                "external_ids": {},
            }
            for at in range(count)
        ],
        ensure_ascii=False,
    )


def gleif(count: int = COUNT) -> str:
    more = ",".join(f'"Entity.Other.{at}"' for at in range(40))
    head = f'"LEI","Entity.LegalName","Entity.LegalName.xmllang","Entity.EntityStatus",{more}\r\n'
    rest = ",".join('""' for _ in range(40))
    return head + "".join(
        f'"{LEI}","가온{at}연구소 ""새봄"", 안산","ko","ACTIVE",{rest}\r\n' for at in range(count)
    )


def dart(count: int = COUNT) -> str:
    firms = "\n".join(
        f"    <list>\n        <corp_code>{at:08}</corp_code>\n"
        f"        <corp_name>가온{at}연구소</corp_name>\n        <corp_eng_name></corp_eng_name>\n"
        "        <stock_code> </stock_code>\n        <modify_date>20240101</modify_date>\n"
        "    </list>"
        for at in range(count)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<result>\n{firms}\n</result>'


def geonames(count: int = COUNT) -> str:
    rest = "\t".join(["36.3", "127.4", "P", "PPL", "KR", *[""] * 8, "Asia/Seoul", "2024-01-01"])
    return "".join(
        f"{at + 1}\tGaon {at}\tGaon {at}\t가온{at}연구소\t{rest}\n" for at in range(count)
    )


def triples(count: int = COUNT) -> str:
    label = "http://www.w3.org/2004/02/skos/core#prefLabel"
    return "".join(
        f'<https://e.example/{at}> <{label}> "가온{at}연구소"@ko .\n' for at in range(count)
    )


def ours(count: int = COUNT) -> str:
    rows = "".join(f"PublicAgency,가온{at}연구소,Gaon {at}\n" for at in range(count))
    return f"type,ko,en\n{rows}"


FILES: dict[str, tuple[str, Callable[[int], str]]] = {
    "wikidata": ("latest-all.json", wikidata),
    "ror 2": ("v1.75-2025-12-08-ror-data.json", ror_2),
    "ror 1": ("v1.44-2024-03-28-ror-data.json", ror_1),
    "gleif": ("20260101-0000-gleif-goldencopy-lei2-golden-copy.csv", gleif),
    "dart": ("CORPCODE.xml", dart),
    "geonames": ("KR.txt", geonames),
    "rdf": ("authority.nt", triples),
    "ours": ("ours.csv", ours),
}
EVERY = pytest.mark.parametrize("kind", FILES)
# A table and a list of lines may end anywhere: what is cut there between two lines is not seen.
OPEN_ENDED = {"gleif", "geonames", "rdf", "ours"}


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return held.getvalue()


PACKINGS: dict[str, Callable[[str, bytes], bytes]] = {
    "": lambda _, body: body,
    ".gz": lambda _, body: gzip.compress(body),
    ".bz2": lambda _, body: bz2.compress(body),
    ".xz": lambda _, body: lzma.compress(body),
    ".zip": lambda name, body: zipped({name: body, "readme.txt": "See the web site.\n"}),
}


def put(folder: Path, name: str, body: bytes | str) -> Path:
    file = folder / name
    file.write_bytes(body.encode() if isinstance(body, str) else body)
    return file


def known(file: Path) -> list[str]:
    return [each.label for each in index_of([file]).entities]


@EVERY
@pytest.mark.parametrize("packing", PACKINGS)
def test_each_form_is_read_as_it_is_published(kind: str, packing: str, tmp_path: Path) -> None:
    name, made = FILES[kind]
    file = put(tmp_path, name + packing, PACKINGS[packing](name, made(COUNT).encode()))
    index = index_of([file])
    found = decide(Mention(text="가온7연구소"), index, {}).chosen

    assert len(index.entities) == COUNT
    if kind != "gleif":  # whose names are longer
        assert found
        assert any("가온7연구소" in each.text for each in found.known.names)


@pytest.mark.parametrize("kind", [kind for kind in FILES if kind != "rdf"])
def test_a_byte_order_mark_does_no_harm(kind: str, tmp_path: Path) -> None:
    name, made = FILES[kind]

    assert len(known(put(tmp_path, name, "\ufeff" + made(COUNT)))) == COUNT


@pytest.mark.slow
@EVERY
def test_a_cut_file_is_no_whole_one(kind: str, tmp_path: Path) -> None:
    """Cut at every hundredth: all are refused, with the place, but where a line just ended."""
    name, made = FILES[kind]
    body = made(COUNT).encode()
    taken = []
    for share in range(1, 100):
        part = body[: len(body) * share // 100]
        error = refused(put(tmp_path, name, part))
        if error is None:
            taken.append(part)
            continue
        assert error.where.startswith(name), share
        assert error.hint, str(error)
    if kind in OPEN_ENDED:
        assert [part[-80:] for part in taken if not is_whole(kind, part)] == []
    else:
        assert not taken


def refused(file: Path) -> SourceError | None:
    try:
        index_of([file])
    except SourceError as error:
        return error
    return None


def is_whole(kind: str, body: bytes) -> bool:
    """Tell whether nothing that is looked at is missing of the last line."""
    last = body.rpartition(b"\n")[2].decode("utf-8", "replace")
    whole = {
        "gleif": last.count('"') == 44 * 2 + 4,
        "geonames": last.count("\t") == 18,
        "rdf": last.endswith("."),
        "ours": last.count(",") >= 1,  # written by hand: cells may be left out
    }
    return not last or whole[kind]


@EVERY
@pytest.mark.parametrize("packing", [".gz", ".bz2", ".xz", ".zip"])
def test_a_cut_or_damaged_archive_is_refused(kind: str, packing: str, tmp_path: Path) -> None:
    name, made = FILES[kind]
    body = PACKINGS[packing](name, made(COUNT * 6).encode())
    middle = len(body) // 2
    for wrong in (body[:middle], body[:-3], body[:middle] + b"\xff\xfe\xfd" + body[middle + 3 :]):
        with pytest.raises(SourceSyntax, match=rf"^{re.escape(name)}") as caught:
            index_of([put(tmp_path, name + packing, wrong)])
        assert name in caught.value.where
        assert caught.value.hint


@EVERY
@pytest.mark.parametrize("encoding", ["cp949", "utf-16"])
def test_another_encoding_is_told_with_its_place(kind: str, encoding: str, tmp_path: Path) -> None:
    name, made = FILES[kind]
    body = made(COUNT).encode(encoding)
    with pytest.raises(SourceError) as caught:
        index_of([put(tmp_path, name, body)])

    assert caught.value.where.startswith(name)
    if encoding == "cp949" and kind != "rdf":
        assert "no UTF-8" in caught.value.message
        assert ":" in caught.value.where, "the line is told"
    assert caught.value.hint


def test_a_table_of_ours_in_another_encoding_is_not_garbled(tmp_path: Path) -> None:
    with pytest.raises(SourceSyntax, match=r"ours\.csv:2: byte 0xb0 is no UTF-8"):
        index_of([put(tmp_path, "ours.csv", ours().encode("cp949"))])


RECORD: dict[str, Any] = {"id": "https://ror.org/0", "names": [{"value": "가온", "types": []}]}


@pytest.mark.parametrize(
    "wrong",
    [
        {"names": [{"types": ["label"]}]},
        {"names": ["가온"]},
        {"names": [{"value": 7, "types": "label"}]},
        {"id": None},
        {"locations": [{"geonames_details": {}}]},
        {"locations": "Seoul"},
        {"relationships": [{"type": "successor"}]},
        {"external_ids": "Q1"},
    ],
)
def test_a_record_of_another_shape_is_told_by_number(wrong: dict[str, Any], tmp_path: Path) -> None:
    body = json.dumps([RECORD, RECORD, RECORD | wrong])
    with pytest.raises(SourceSyntax, match=r"ror\.json: record 3: the record is not as"):
        index_of([put(tmp_path, "ror.json", body)])


@pytest.mark.parametrize(
    "wrong",
    [
        '{"type":"item"}',
        '{"type":"item","id":"Q1","labels":["x"]}',
        "[1]",
        '{"id":"Q1","labels":7}',
    ],
)
def test_an_entity_of_another_shape_is_told_by_line(wrong: str, tmp_path: Path) -> None:
    body = wikidata(2).replace("\n]", f",\n{wrong}\n]")
    with pytest.raises(SourceSyntax, match=r"dump\.json:4: the record is not as"):
        index_of([put(tmp_path, "dump.json", body)])


def test_properties_and_missing_items_of_wikidata_are_no_entities(tmp_path: Path) -> None:
    more = (
        '{"type":"property","id":"P31","labels":{"ko":{"value":"가온"}}},\n{"id":"Q7","missing":""}'
    )
    body = wikidata(2).replace("\n]", f",\n{more}\n]")

    assert len(known(put(tmp_path, "dump.json", body))) == 2


@pytest.mark.parametrize(
    ("name", "body", "said", "hint"),
    [
        ("a.json", "", "the file is empty", "fetch it again"),
        ("a.json", "<!DOCTYPE html><html><body>404</body></html>", "a web page", "the file itself"),
        (
            "CORPCODE.xml",
            "<result><status>020</status><message>한도 초과</message></result>",
            "OpenDART answers with an error: 020 한도 초과",
            "mend the key",
        ),
        ("lei.xml", '<?xml version="1.0"?><lei:LEIData xmlns:lei="x">', "read as CSV", "the CSV"),
        ("a.csv", "version https://git-lfs.github.com/spec/v1\n", "Git LFS", "git lfs pull"),
        ("a.csv", "이름,코드\n가온,1\n", "the header is none", "ko,type"),
        ("a.bin", "\x00\x01", "no authority in a form", "GeoNames"),
        ("a.nt.gz", "<urn:a> <urn:b> <urn:c> .", "not packed so", "its right name"),
        ("a.zip", b"PK\x03\x04rest", "not a whole zip", "fetch the file again"),
        ("a.zip", zipped({}), "zip|packed", ""),
        ("a.zip", zipped({"b.txt": "x", "c/d.md": "y"}), "authority: b.txt, c/d.md", "RDF"),
    ],
)
def test_what_people_have_instead_is_named(
    name: str, body: bytes | str, said: str, hint: str, tmp_path: Path
) -> None:
    with pytest.raises(KgError, match=said) as caught:
        index_of([put(tmp_path, name, body)])

    assert name in caught.value.where
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.json", '[\n{"type":"property","id":"P31"}\n]\n'),
        ("lei.csv", "LEI,Entity.LegalName\nNOT-AN-LEI,x\n"),
        ("ror.json", '[{"id": "https://ror.org/0", "names": []}]'),
    ],
)
def test_a_register_of_nobody_is_no_register(name: str, body: str, tmp_path: Path) -> None:
    with pytest.raises(SourceSyntax, match="there is nobody in it"):
        index_of([put(tmp_path, name, body)])


RDF_XML = (
    '<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [\n<!ENTITY rdfs "http://www.w3.org/2000/01/rdf-schema#">'
    "\n{more}]>\n"
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rdfs="&rdfs;">\n'
    '<rdf:Description rdf:about="https://e.example/7"><rdfs:label>가온{use}</rdfs:label>'
    "</rdf:Description>\n</rdf:RDF>\n"
)


def test_entities_of_xml_are_read_as_ontologies_have_them(tmp_path: Path) -> None:
    assert known(put(tmp_path, "a.rdf", RDF_XML.format(more="", use=""))) == ["가온"]


@pytest.mark.parametrize("padding", [0, 65_500, 200_000])
@pytest.mark.parametrize(
    "more",
    [
        '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">',
        "<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>",
        f'<!ENTITY b "{"a" * 600}">',
    ],
)
@pytest.mark.parametrize("packing", ["", ".gz"])
def test_an_entity_that_would_grow_is_refused(
    more: str, padding: int, packing: str, tmp_path: Path
) -> None:
    """Wherever it stands: the file is read in pieces, and it may lie across two."""
    body = RDF_XML.format(more=f"<!--{' ' * padding}-->{more}", use="&b;")
    file = put(tmp_path, f"a.rdf{packing}", PACKINGS[packing]("a.rdf", body.encode()))
    with pytest.raises(SourceSyntax, match=r"a\.rdf: an entity of this XML is made of others"):
        index_of([file])


def test_a_locked_archive_is_told(tmp_path: Path) -> None:
    body = bytearray(zipped({"KR.txt": geonames()}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag of encryption
        body[body.index(mark) + place] |= 1
    with pytest.raises(SourceSyntax, match="locked") as caught:
        index_of([put(tmp_path, "KR.zip", bytes(body))])

    assert (caught.value.where, caught.value.hint) == ("KR.zip/KR.txt", "unpack it first")


def test_a_release_of_ror_holds_one_register_in_four_files(tmp_path: Path) -> None:
    """Of the two schemas the newer is read, and the same as CSV is passed over."""
    files: dict[str, str | bytes] = {
        "v1.60-ror-data.csv": "id,name\nhttps://ror.org/1,x\n",
        "v1.60-ror-data.json": ror_1(3).replace("가온", "옛가온"),
        "v1.60-ror-data_schema_v2.csv": "id,name\nhttps://ror.org/1,x\n",
        "v1.60-ror-data_schema_v2.json": ror_2(3),
        "__MACOSX/._v1.60-ror-data.json": "x",
    }
    found = known(put(tmp_path, "v1.60-ror-data.zip", zipped(files)))

    assert found == [f"가온{at}연구소" for at in range(3)]


def test_an_archive_may_hold_several_authorities(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "a/KR.txt": geonames(3),
        "a/b.nt": triples(2),
        "readme.txt": "words",
    }

    assert len(known(put(tmp_path, "both.zip", zipped(files)))) == 5


def test_how_a_file_is_packed_is_told_by_its_bytes(tmp_path: Path) -> None:
    file = put(tmp_path, "authority.nt", gzip.compress(triples().encode()))

    assert [each.packing for each in parts(file)] == ["gzip"]
    assert len(known(file)) == COUNT


def test_a_missing_file_is_an_error_of_settings(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot read the authority"):
        parts(tmp_path / "none.zip")


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["wikidata", "ror 2", "ror 1", "gleif", "dart", "geonames"])
def test_a_dump_takes_no_more_memory_than_a_piece(kind: str) -> None:
    """A megabyte is made while it is read; a whole dump is never there."""
    name, made = FILES[kind]
    body = made(30).encode()
    head, tail, between = ENDS[kind]
    begin = body.index(head) + len(head)
    end = body.rindex(tail) if tail else len(body)
    inner = body[begin:end]
    form = FORMS[kind.partition(" ")[0]]

    def pieces() -> Iterator[bytes]:
        yield body[:begin]
        for at in range(TOTAL // len(inner)):
            yield (between if at else b"") + inner
        yield body[end:]

    tracemalloc.start()
    count = sum(1 for _ in form.read(pieces(), name))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 30 * (TOTAL // len(inner))
    assert peak < TOTAL // 2, f"{peak:,}"


TOTAL = 1_000_000  # bytes
ENDS = {
    "wikidata": (b"[\n", b"\n]", b",\n"),
    "ror 2": (b"[\n", b"\n]", b","),
    "ror 1": (b"[", b"]", b","),
    "gleif": (b"\r\n", b"", b""),
    "dart": (b"<result>\n", b"\n</result>", b"\n"),
    "geonames": (b"", b"", b""),
}
