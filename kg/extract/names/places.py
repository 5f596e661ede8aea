"""Korean provinces, cities and counties: places, and sometimes parties. Pure."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.grammar.words import either, table


def is_place(name: str) -> bool:
    """Tell whether a name is that of a province, city or county, with or without its ending."""
    return name in _places() or (name[-1] in "시군도" and name[:-1] in _places())


def is_local_government(name: str) -> bool:
    """Tell whether a name is that of a city, county or province as a body (`김해시`)."""
    return len(name) > 2 and name[-1] in "시군도" and is_place(name)


def is_local_party(text: str, end: int) -> bool:
    """Tell whether a city or province acts here; `창원시에 있는`, `창원시 성산구` are places."""
    return bool(_local().match(text, end))


@cache
def _places() -> frozenset[str]:
    government = table("ko/government")
    provinces = [name for names in government["provinces"] for name in names]
    return frozenset([*provinces, *government["cities"], *government["counties"]])


@cache
def _local() -> re.Pattern[str]:
    government = table("ko/government")
    acts = either(government["acts"])
    return re.compile(
        rf"(?:은|는|이|가|와|과|도|측|청)(?![가-힣])|[(·]|,\s[가-힣]+(?:시|도|군|부|청|파크|원)|(?:의)?\s{acts}|\s[가-힣]{{0,10}}(?:장|관)(?![가-힣])|\s[가-힣]{{3}}\s[가-힣]+(?:장|관|사)(?![가-힣])|에\s{acts}"
    )
