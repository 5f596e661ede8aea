"""Shape: small modules, small functions, everything annotated and said."""

from functools import cache
from pathlib import Path
from statistics import median

from tests.house.survey import ROOT, Function, survey

GENERATED = {ROOT / "kg" / "vocab.py"}
FILES = [file for file in sorted((ROOT / "kg").rglob("*.py")) if file not in GENERATED]
LONGEST_MODULE = 300
MEDIAN_MODULE = 120
LONGEST_FUNCTION = 60
P90_FUNCTION = 25
TESTS_TO_CODE = 0.6  # to be raised, never lowered
MOST_PARAMETERS = 8  # click verbs take their options as parameters


@cache
def lines(file: Path) -> int:
    return len(file.read_text("utf-8").splitlines())


@cache
def functions() -> list[tuple[Path, Function]]:
    return [(file, function) for file in FILES for function in survey(file).functions]


def test_there_is_something_to_measure() -> None:
    assert len(FILES) >= 60
    assert len(functions()) >= 400


def test_modules_are_short() -> None:
    long = [
        f"{file.relative_to(ROOT)}: {lines(file)} lines"
        for file in FILES
        if lines(file) > LONGEST_MODULE
    ]
    assert not long


def test_the_median_module_is_short() -> None:
    assert median(lines(file) for file in FILES) <= MEDIAN_MODULE


def test_functions_are_short() -> None:
    long = [
        f"{file.relative_to(ROOT)}:{function.line} {function.name} {function.length}"
        for file, function in functions()
        if function.length > LONGEST_FUNCTION
    ]
    ordered = sorted(function.length for _, function in functions())

    assert not long
    assert ordered[int(len(ordered) * 0.9)] <= P90_FUNCTION


def test_functions_take_few_parameters() -> None:
    many = [
        f"{file.relative_to(ROOT)}:{function.line} {function.name}"
        for file, function in functions()
        if function.parameters > MOST_PARAMETERS
    ]
    assert not many


def test_tests_weigh_nearly_as_much_as_code() -> None:
    code = sum(lines(file) for file in FILES)
    tests = sum(
        lines(file)
        for kind in ("*.py", "*.ttl", "*.toml", "*.tsv")  # code, examples, passages, mentions
        for file in (ROOT / "tests").rglob(kind)
    )
    assert tests >= code * TESTS_TO_CODE
