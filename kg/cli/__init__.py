"""The command line: verbs that parse options, call one room below, and print."""

from __future__ import annotations


def main() -> None:
    """Run `kg`; errors a person can put right end in one line and exit status 3."""
    from kg.cli.app import run

    run()
