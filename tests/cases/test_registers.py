"""A project with registers as their owners publish them: each is linked to, none taken over."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import zipfile
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from kg import vocab
from kg.errors import SourceError
from kg.pipeline import build
from kg.project import open_project
from kg.release import open_release

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

LEI = "9884007ER46L6N7EI764"
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
GLEIF = (
    f'"LEI","Entity.LegalName","Entity.LegalName.xmllang"\r\n"{LEI}","두레밸브 주식회사","ko"\r\n'
)
DART = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<result>\n<list><corp_code>00000007</corp_code>'
    "<corp_name>솔내정밀</corp_name><stock_code> </stock_code></list>\n</result>"
)
ROR = [
    {
        "id": "https://ror.org/000000007",
        "names": [{"value": "노을진흥원", "types": ["label", "ror_display"], "lang": "ko"}],
        "types": ["government"],
    }
]
ITEM = {"type": "item", "id": "Q7", "labels": {"ko": {"value": "한빛다이캐스팅"}}, "claims": []}
REGISTERS = {
    "lei2-golden-copy.csv.zip": "https://search.gleif.org/#/record/" + LEI,
    "corpCode.zip": "https://dart.fss.or.kr/dsae001/selectPopup.ax?selectKey=00000007",
    "v1.60-ror-data.zip": "https://ror.org/000000007",
    "latest-all.json.bz2": "http://www.wikidata.org/entity/Q7",
    "more.nt.xz": "https://e.example/7",
    "rest.csv": "",
    "KR.zip": "",
}
PLAN = """
required = ["기업명"]
[[rule]]
id = "company"
fact = "Actor"
[rule.fields]
name = { column = "기업명" }
type = "SME"
[[rule]]
id = "agency"
fact = "Actor"
[rule.fields]
name = { column = "지원기관" }
type = "PublicAgency"
"""


def zipped(**files: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return held.getvalue()


def project(folder: Path) -> Path:
    place = "\t".join(["1", "Ansan", "Ansan", "안산", "37.3", "126.8", "P", "PPLA2", *[""] * 11])
    files: dict[str, str | bytes] = {
        "kg.toml": 'base = "https://data.example/id/"\n[mappings]\n"*.csv" = "plan.toml"\n'
        f"[authority]\nlink = {json.dumps(list(REGISTERS))}\n",
        "mappings/plan.toml": PLAN,
        "sources/firms.csv": "기업명,지원기관\n두레밸브,노을진흥원\n솔내정밀,노을진흥원\n"
        "한빛다이캐스팅,노을진흥원\n가람테크,노을진흥원\n",
        "authority/lei2-golden-copy.csv.zip": zipped(**{"20260101-lei2.csv": GLEIF}),
        "authority/corpCode.zip": zipped(**{"CORPCODE.xml": DART}),
        "authority/v1.60-ror-data.zip": zipped(
            **{"ror-data_schema_v2.json": json.dumps(ROR), "ror-data.csv": "id,name\n"}
        ),
        "authority/latest-all.json.bz2": bz2.compress(f"[\n{json.dumps(ITEM)}\n]\n".encode()),
        "authority/more.nt.xz": lzma.compress(
            f'<https://e.example/7> <{LABEL}> "가람테크"@ko .'.encode()
        ),
        "authority/rest.csv": gzip.compress(GLEIF.replace("두레밸브", "누구").encode()),
        "authority/KR.zip": zipped(**{"KR.txt": f"{place}\n", "readme.txt": "x"}),
    }
    for name, body in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body.encode() if isinstance(body, str) else body)
    return folder


def test_each_register_is_linked_to_as_it_is_published(tmp_path: Path) -> None:
    folder = project(tmp_path)
    release = open_release(build(open_project(folder)).path)
    linked = {
        quad.object.value
        for quad in release.quads()
        if quad.predicate == vocab.RDF.object and isinstance(quad.object, NamedNode)
    }
    inputs = {each["name"] for each in release.manifest["inputs"] if each["role"] == "authority"}

    assert {target for target in REGISTERS.values() if target} <= linked
    assert {f"authority/{name}" for name in REGISTERS} <= inputs


@pytest.mark.parametrize("name", [name for name in REGISTERS if name != "rest.csv"])
def test_a_register_that_was_cut_stops_the_build(name: str, tmp_path: Path) -> None:
    folder = project(tmp_path)
    file = folder / "authority" / name
    file.write_bytes(file.read_bytes()[:-9])
    with pytest.raises(SourceError, match="not a whole") as caught:
        build(open_project(folder))

    assert name in caught.value.where
    assert caught.value.hint == "fetch the file again"
    assert not (folder / "releases" / "current").exists()


def test_what_is_no_register_is_told_before_anything_is_read(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (folder / "authority/KR.zip").write_bytes(b"<!doctype html><title>404</title>")
    (folder / "sources/firms.csv").write_bytes(b"\xff\xfe broken")

    with pytest.raises(SourceError, match=r"KR\.zip"):
        build(open_project(folder))
    (folder / "authority/KR.zip").write_bytes(zipped(**{"KR.txt": "<!doctype html>"}))
    with pytest.raises(SourceError, match=r"KR\.zip/KR\.txt: this is a web page"):
        build(open_project(folder))
