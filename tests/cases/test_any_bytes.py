"""Whatever the bytes: `kg extract` gives facts or findings, or says in one line why it cannot."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from kg.cli.app import cli
from kg.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

KOREAN = "가람정밀은 지난달 부품 불량률을 3%에서 1%로 낮췄다고 밝혔다. "
ENGLISH = "Garam Precision said output rose from 200 to 250 pieces a day. "
LINE = 40_000  # bytes of a long line; a line of ten million is read as this one, piece by piece
BODIES = {
    "korean": KOREAN.encode(),
    "korean in one long line": (KOREAN * (LINE // len(KOREAN.encode()))).encode(),
    "english in one long line": (ENGLISH * (LINE // len(ENGLISH))).encode(),
    "one word": "가".encode() * (LINE // 3),
    "digits": b"1" * (LINE // 3),
    "brackets": b"(" * LINE,
    "open quotes": "“".encode() * (LINE // 3),
    "decomposed": unicodedata.normalize("NFD", KOREAN).encode(),
    "cp949": KOREAN.encode("cp949"),
    "utf-16": KOREAN.encode("utf-16"),
    "byte-order mark": b"\xef\xbb\xbf" + KOREAN.encode(),
    "half a pair": b"\xed\xa0\x80 " + KOREAN.encode(),
    "not utf-8": KOREAN.encode() + b"\xff\xfe\x00\x81",
    "control characters": bytes(range(32)) + KOREAN.encode(),
    "right to left": "\u202eהחברה \u200fتخفض العيوب من 3% إلى 1%\u202c ".encode() + KOREAN.encode(),
    "emoji": "🏭👩‍🔧🇰🇷 ".encode() + KOREAN.encode(),
    "other scripts": "工場の不良率は3%から1%に下がった。Завод снизил брак. ".encode(),
    "no letters": b"\n\t \r\n" * 50,
    "zero bytes": b"\x00" * 500,
    "nothing": b"",
}


def extracted(folder: Path, body: bytes, *options: str) -> dict[str, Any] | SourceError:
    file = folder / "odd.txt"
    file.write_bytes(body)
    done = CliRunner().invoke(cli, ["extract", str(file), "--published", "2024-05-13", *options])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        assert isinstance(done.exception, SourceError), done.exception
        return done.exception
    assert done.exit_code == 0
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("lang", ["auto", "ko", "en"])
@pytest.mark.parametrize("name", BODIES)
def test_any_bytes_are_read_or_refused_in_one_line(tmp_path: Path, name: str, lang: str) -> None:
    told = extracted(tmp_path, BODIES[name], "--lang", lang)

    if isinstance(told, SourceError):
        assert "\n" not in str(told)
        assert told.where
        return
    assert isinstance(told["findings"], list)
    items = [item for kind in told.values() if isinstance(kind, list) for item in kind]
    places = [place for item in items for place in item.get("evidence", ())]
    assert all(place["end"] - place["start"] == len(place["quote"]) for place in places)


@pytest.mark.parametrize(
    "name",
    [
        "korean",
        "korean in one long line",
        "decomposed",
        "cp949",
        "utf-16",
        "byte-order mark",
        "right to left",
        "emoji",
        "control characters",
    ],
)
def test_what_stands_beside_oddities_is_still_read(tmp_path: Path, name: str) -> None:
    told = extracted(tmp_path, BODIES[name], "--lang", "ko")

    assert not isinstance(told, SourceError)
    assert [(one["before"], one["after"]) for one in told["measurements"][:1]] == [(3, 1)]
