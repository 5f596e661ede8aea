"""What unnamed parties make, as the words around them say: "두부 공장 세 곳". Pure."""

from __future__ import annotations

import re
from typing import Final

from kg.extract.discourse.unnamed import LEAD, REACH, heads
from kg.extract.grammar.clauses import ends_phrase, words

_MAKES: Final = re.compile(
    r"([^,.;]*?)[을를]\s(?:직접\s)?(?:(?:제조|생산|가공|공급|납품|개발|수출)하는|만드는|만들어\s\S+는)\s$"
)
_MAKER: Final = re.compile(
    r"(?:^|\s)([가-힣A-Za-z·]{2,}(?:\s[가-힣A-Za-z]{2,})?)\s?"
    r"(?:제조|생산|부품|가공|전문)\s?(?:업체|기업|사|회사|중소기업)(?:들)?$"
)
_TRADES: Final = frozenset({"부품", "가공", "전문"})  # say little of a product, but of a trade


def widened(text: str, start: int) -> tuple[int, str] | None:
    """Return where "X와 Y를 만드는" before a group begins, and what is made, or None."""
    low = max(0, start - REACH)
    made = _MAKES.search(text[low:start])
    if not made:
        return None
    tokens = list(re.finditer(r"\S+", made[1]))
    begin = len(made[1])
    for index, token in enumerate(reversed(tokens)):
        joins = token[0][-1] in "와과,·"
        if index and not joins and ends_phrase(token[0]):
            break
        begin = token.start()
    lead = LEAD.match(made[1], begin)
    begin = lead.end() if lead else begin
    product = made[1][begin:].strip()
    return (low + made.start(1) + begin, product) if product else None


def product_of(phrase: str) -> str | None:
    """Return what a group of makers makes, or None.

    >>> product_of("5개 칫솔 생산업체"), product_of("국내 제조업체"), product_of("협력사 17곳")
    ('칫솔', None, None)
    """
    match = _MAKER.search(re.sub(r"\s?\d[\d,]*여?\s?(?:곳|개사)$", "", phrase))
    if not match:
        return None
    kept = [word for word in match[1].split() if not _is_filler(word)]
    return " ".join(kept) or None


def tells_trade(phrase: str) -> bool:
    """Tell whether a group's words say what its members do, not only where and how many.

    >>> tells_trade("복합재 가공 업체 6곳"), tells_trade("관내 기업 40곳"), tells_trade("150개사")
    (True, False, False)
    """
    bare = re.sub(r"\s?\d[\d,]*\s?여?\s?(?:곳|개사|개소|개\s?\S*)?$", "", phrase)
    head = heads("ko").search(bare)
    ahead = bare[: head.start()] if head else bare
    return any(word in _TRADES or not _is_filler(word) for word in ahead.split())


def _is_filler(word: str) -> bool:
    return word in words("ko", "parties")["not_products"] or bool(re.match(r"\d|개$|.*의$", word))
