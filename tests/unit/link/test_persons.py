from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.link.persons import Named, same_persons

PERSONS = st.builds(
    Named,
    st.sampled_from(["한이슬", "나가온"]),
    st.sampled_from(["a", "b", "c"]),
    st.lists(st.sampled_from(["가", "나", "다"]), max_size=2, unique=True).map(tuple),
)


def test_a_shared_organisation_makes_one_person_of_two_sources() -> None:
    one, other = Named("한이슬", "a", ("새봄",)), Named("한이슬", "b", ("새봄", "다온"))

    keys = same_persons([one, other])

    assert keys[one] == keys[other]


def test_a_name_alone_does_not() -> None:
    tied, bare, third = (
        Named("한이슬", "a", ("새봄",)),
        Named("한이슬", "b", ()),
        Named("한이슬", "c", ()),
    )

    assert len(set(same_persons([tied, bare, third]).values())) == 3


def test_a_chain_of_shared_organisations_is_one_person() -> None:
    chain = [
        Named("한이슬", "a", ("가",)),
        Named("한이슬", "b", ("가", "나")),
        Named("한이슬", "c", ("나",)),
    ]

    assert len(set(same_persons(chain).values())) == 1


@given(st.lists(PERSONS))
def test_keys_do_not_depend_on_order_and_never_join_names(persons: list[Named]) -> None:
    keys = same_persons(persons)

    assert keys == same_persons(reversed(persons))
    assert set(keys) == set(persons)
    for one in persons:
        for other in persons:
            if one.name != other.name:
                assert keys[one] != keys[other]
