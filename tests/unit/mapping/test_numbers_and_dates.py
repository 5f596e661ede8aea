import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mapping.dates import iso_date
from kg.mapping.numbers import amount, column_unit


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("1,234", 1234, ""),
        ("12.5%", 12.5, "%"),
        ("92만개", 920_000, "개"),
        ("1억 2,000만원", 120_000_000, "KRW"),
        ("1억2천만 원", 120_000_000, "KRW"),
        ("3천5백만원", None, ""),
        ("12,000천원", 12_000_000, "KRW"),
        ("50백만원", 50_000_000, "KRW"),
        ("△3.5", -3.5, ""),
        ("▲3.5%", -3.5, "%"),
        ("-3", -3, ""),
        ("+3", 3, ""),
        ("(1,200)", -1200, ""),
        ("₩5,000", 5000, "KRW"),
        ("$2.5 million", 2_500_000, "USD"),
        ("300 ppm", 300, "ppm"),
        ("%p", None, ""),
        ("미정", None, ""),
        ("2만 3억", None, ""),
        ("1,23", None, ""),
        ("(5", None, ""),
        ("1~2", None, ""),
        ("", None, ""),
    ],
)
def test_a_cell_is_a_number_with_its_unit_or_none(
    words: str, value: float | None, unit: str
) -> None:
    found = amount(words)

    assert (found.value if found else None, found.unit if found else "") == (value, unit)


@given(st.integers(0, 10**12))
def test_a_number_with_separators_is_read_back(number: int) -> None:
    found = amount(f"{number:,}")

    assert found is not None
    assert (found.value, found.is_whole) == (number, False)


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("천원", 1e3, "KRW"),
        ("백만원", 1e6, "KRW"),
        ("만개", 1e4, "개"),
        ("%", 1, "%"),
        ("원", 1, "KRW"),
    ],
)
def test_the_unit_of_a_column_is_a_factor_and_a_unit(words: str, value: float, unit: str) -> None:
    found = column_unit(words)

    assert found is not None
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024-03-01", "2024-03-01"),
        ("2024. 3. 1.", "2024-03-01"),
        ("2024/3/1", "2024-03-01"),
        ("20240301", "2024-03-01"),
        ("2024년 3월 1일", "2024-03-01"),
        ("2024-03-01 09:30:00", "2024-03-01"),
        ("2024-03", "2024-03"),
        ("2024.3.", "2024-03"),
        ("2024년 3월", "2024-03"),
        ("2024년도", "2024"),
        ("'24.3", "2024-03"),
        ("2024", "2024"),
        ("24.03.01", None),
        ("2024-02-30", None),
        ("2024-13", None),
        ("45352", None),
        ("3월 1일", None),
        ("", None),
    ],
)
def test_a_cell_is_a_date_to_the_precision_given_or_none(words: str, day: str | None) -> None:
    assert iso_date(words) == day


@given(st.dates())
def test_every_day_from_1900_to_2099_is_read_back(day: object) -> None:
    words = str(day)

    assert iso_date(words) == (words if "1900" <= words < "2100" else None)
