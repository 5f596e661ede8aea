"""Articles for measuring speed: put together from sentences of our own, the same every time."""

from __future__ import annotations

import json
import random
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS: Final = Path(__file__).with_name("articles.toml")
SENTENCES: Final = 24  # of one article
SETTINGS: Final = 'name = { ko = "벤치마크", en = "Benchmark" }\nlicence = "CC0-1.0"\n'


def articles(count: int) -> Iterator[str]:
    """Yield articles of about 1,100 code points, a third of their sentences telling facts."""
    words: dict[str, Any] = tomllib.loads(WORDS.read_text("utf-8"))  # Any: TOML values
    chance = random.Random(20_240_501)  # noqa: S311 - articles, not keys
    for _ in range(count):
        yield _article(words, chance)


def project(folder: Path, count: int) -> Path:
    """Write a project of that many articles and return its folder."""
    sources = folder / "sources"
    sources.mkdir(parents=True)
    (folder / "kg.toml").write_text(SETTINGS, "utf-8")
    told = json.dumps({"published": "2024-05-01", "lang": "ko", "genre": "news"})
    for number, text in enumerate(articles(count)):
        (sources / f"{number:05}.txt").write_text(text, "utf-8")
        (sources / f"{number:05}.meta.json").write_text(told, "utf-8")
    return folder


def _article(words: dict[str, Any], chance: random.Random) -> str:
    slots = _slots(words, chance)
    title = chance.choice(words["titles"]).format(**slots)
    told = iter(chance.sample(words["told"], SENTENCES // 3))
    filler = iter(chance.sample(words["filler"], SENTENCES - SENTENCES // 3))
    rows = [
        next(filler) if at % 3 else next(told).format(**slots, **_figures(words, chance))
        for at in range(SENTENCES)
    ]
    paragraphs = [" ".join(rows[at : at + 3]) for at in range(0, len(rows), 3)]
    return "\n\n".join([title, *paragraphs]) + "\n"


def _slots(words: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    return {
        "large": chance.choice(words["large"]),
        "small": chance.choice(words["heads"]) + chance.choice(words["tails"]),
        "person": chance.choice(words["surnames"]) + chance.choice(words["given"]),
        "place": chance.choice(words["places"]),
        "percent": chance.randrange(5, 80),
    }


def _figures(words: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    low = chance.randrange(200, 5000)
    return {
        "goods": chance.choice(words["goods"]),
        "low": low,
        "high": low + chance.randrange(50, 2000),
        "before": chance.randrange(30, 90) / 10,
        "after": chance.randrange(1, 30) / 10,
        "days": chance.randrange(2, 20),
        "few": chance.randrange(2, 9),
        "count": chance.randrange(10, 300),
        "money": chance.randrange(1, 60),
        "month": chance.randrange(1, 5),
        "day": chance.randrange(1, 28),
    }
