"""What other people import from `kg` is a promise: there, documented, and no more than listed."""

import inspect

import pytest

import kg


def test_the_list_is_sorted_and_complete() -> None:
    assert len(kg.__all__) >= 14
    assert sorted(kg.__all__) == kg.__all__
    assert dir(kg) == sorted(kg.__all__)


@pytest.mark.parametrize("name", kg.__all__)
def test_each_name_is_there_and_documented(name: str) -> None:
    thing = getattr(kg, name)
    assert inspect.getdoc(thing), f"kg.{name} has no docstring"


@pytest.mark.parametrize("name", [n for n in kg.__all__ if n[0].islower()])
def test_each_function_is_annotated(name: str) -> None:
    signature = inspect.signature(getattr(kg, name))
    bare = [p.name for p in signature.parameters.values() if p.annotation is p.empty]
    assert not bare
    assert signature.return_annotation is not signature.empty


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = kg.nothing
