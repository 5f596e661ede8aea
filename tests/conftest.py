"""Settings of every test run."""

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

# A slow first call is no failure. `make fast` looks at ten examples of each promise
# (`--hypothesis-profile=quick`), `make test` at fifty or as many as a test asks for.
settings.register_profile("deungdae", deadline=None, max_examples=50)
settings.register_profile("quick", deadline=None, max_examples=10)
settings.load_profile("deungdae")

# What is collected lives until the end: thousands of tests, their modules and what those import.
# The garbage collector need not look through it again and again, which took a quarter of the time,
# nor through what a test makes after every few hundred objects.
gc.disable()
gc.set_threshold(50_000, 20, 50)


# The files that take longest. A worker that began one of them last would work on alone.
LONGEST = ("test_browser.py", "test_standing.py", "test_sparql.py", "test_any_bytes.py")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, then those with slow tests; else as it was."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}

    def turn(item: pytest.Item) -> tuple[int, bool]:
        name = item.path.name
        return LONGEST.index(name) if name in LONGEST else len(LONGEST), item.path not in slow

    items.sort(key=turn)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _no_power_cut() -> Iterator[None]:
    """Let no test of this process wait for the disk: nobody pulls the plug on it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield
