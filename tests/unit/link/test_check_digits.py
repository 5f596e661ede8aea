from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.check_digits import is_business_number, is_corporate_number, is_lei

# Public numbers of Samsung Electronics.
BUSINESS, CORPORATE, LEI = "124-81-00998", "130111-0006246", "9884007ER46L6N7EI764"


def test_numbers_of_a_known_firm_pass() -> None:
    assert is_business_number(BUSINESS)
    assert is_business_number(BUSINESS.replace("-", ""))
    assert is_corporate_number(CORPORATE)
    assert is_lei(LEI)


@given(st.integers(0, 19), st.sampled_from("0123456789"))
def test_one_wrong_digit_of_an_lei_is_noticed(place: int, digit: str) -> None:
    changed = LEI[:place] + digit + LEI[place + 1 :]

    assert is_lei(changed) == (changed == LEI)


@pytest.mark.parametrize("last", [digit for digit in range(10) if digit != 8])
def test_a_wrong_last_digit_of_a_business_number_is_noticed(last: int) -> None:
    assert not is_business_number(BUSINESS[:-1] + str(last))


@pytest.mark.parametrize("last", [digit for digit in range(10) if digit != 6])
def test_a_wrong_last_digit_of_a_corporate_number_is_noticed(last: int) -> None:
    assert not is_corporate_number(CORPORATE[:-1] + str(last))


@pytest.mark.parametrize("text", ["", "123", "12-34", "abcdefghij", "124810099８"])
def test_what_is_no_number_fails(text: str) -> None:
    assert not is_business_number(text)
    assert not is_corporate_number(text)
    assert not is_lei(text)
