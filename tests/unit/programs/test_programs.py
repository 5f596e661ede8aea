"""Other programs are started without a shell, and what goes wrong with them is told by name."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from kg.errors import ConfigError
from kg.programs import run_program

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the name of a program on the path that does what its first argument says."""
    file = tmp_path / "painter"
    file.write_text(f"#!{sys.executable}\nimport os, sys, time\nexec(sys.argv[1])\n", "utf-8")
    file.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    return "painter"


def test_a_program_is_fed_and_its_answer_returned(program: str) -> None:
    code = "sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])"

    assert run_program(program, [code], b"abc\0") == b"\0cba"


def test_no_shell_reads_the_arguments(program: str) -> None:
    told = run_program(program, ["print(sys.argv[2], end='')", "$HOME; echo `ls` *"], b"")

    assert told == b"$HOME; echo `ls` *"


def test_a_missing_program_is_named_with_what_to_do() -> None:
    with pytest.raises(ConfigError) as refused:
        run_program("no-such-painter", [], b"", hint="install it")

    assert str(refused.value) == (
        "no-such-painter: the program no-such-painter is not installed (install it)"
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("print('first\\nlast line', file=sys.stderr); sys.exit(2)", "painter failed: last line"),
        ("sys.stderr.buffer.write('그림 없음'.encode()); sys.exit(1)", "painter failed: 그림 없음"),
        ("sys.stderr.buffer.write(b'\\xff'); sys.exit(1)", "painter failed: \ufffd"),
        ("sys.exit(7)", "painter failed: 7"),
    ],
)
def test_a_failing_program_is_told_with_its_last_line(program: str, code: str, said: str) -> None:
    with pytest.raises(ConfigError) as refused:
        run_program(program, [code], b"")

    assert refused.value.message == said


def test_a_program_that_takes_too_long_is_ended(program: str) -> None:
    with pytest.raises(ConfigError, match=r"painter took longer than 0\.1 s"):
        run_program(program, ["time.sleep(30)"], b"", timeout=0.1)


def test_a_program_that_reads_nothing_is_no_error(program: str) -> None:
    assert run_program(program, ["print('x', end='')"], b"y" * 200_000) == b"x"
