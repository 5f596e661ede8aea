"""Measure the service beside Oxigraph and Virtuoso: `python -m benchmarks.serving.run OUT.json`.

The figures are compared within one run only: machines differ, and this one may have other work.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, serialize

from benchmarks.serving import data as own
from benchmarks.serving import strangers
from benchmarks.serving.clients import alone, mixed, table, text_of
from benchmarks.serving.servers import ours, oxigraph, virtuoso
from benchmarks.serving.virtuoso import program
from kg.store import load


def main() -> None:
    """Measure, write the figures as JSON and print them as Markdown."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("out", type=Path)
    told.add_argument("--triples", type=int, nargs="+", default=[100_000])
    told.add_argument("--seconds", type=float, default=10.0, help="of each mixed load")
    told.add_argument(
        "--questions",
        choices=["questions", "strangers", "others"],
        default="questions",
        help="a file here",
    )
    told.add_argument("--page", type=Path, help="a page of Markdown whose figures are put in anew")
    told.add_argument("--oxigraph", default=shutil.which("oxigraph") or "", help="its program")
    asked = told.parse_args()
    if not asked.oxigraph or not program():
        missing = (
            "the program oxigraph" if not asked.oxigraph else "virtuoso-t (virtuoso-opensource)"
        )
        print(f"SKIPPED: {missing} is not installed: its column is left out")
    sizes = {str(size): measured(size, asked) for size in asked.triples}
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(json.dumps(sizes, ensure_ascii=False, indent=1) + "\n", "utf-8")
    tables = "\n\n".join(
        f"### {int(size):,} triples\n\n{shown(figures)}" for size, figures in sizes.items()
    )
    print(tables)
    if asked.page:
        mark = "figures" if asked.questions == "questions" else asked.questions
        begin, end = f"<!-- {mark} -->\n", f"\n<!-- end of {mark} -->"
        before, _, rest = asked.page.read_text("utf-8").partition(begin)
        after = rest.partition(end)[2]
        asked.page.write_text(f"{before}{begin}{tables}{end}{after}", "utf-8")


def measured(size: int, asked: argparse.Namespace) -> dict[str, Any]:
    """Return every figure for one size of data."""
    questions = table(asked.questions)
    is_own = asked.questions == "questions"
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        data = Path(folder) / "data.nq"
        data.write_text("".join((own if is_own else strangers).quads(size)), "utf-8")
        whole = Path(folder) / "whole.nq"  # the union is part of the data, as ours has it
        serialize(iter(load(data)), whole, RdfFormat.N_QUADS)
        servers = {"Deungdae": stack.enter_context(ours(data, "--cache", "0"))}
        if asked.oxigraph:
            scratch = Path(folder) / "store"
            servers["Oxigraph"] = stack.enter_context(oxigraph(asked.oxigraph, whole, scratch))
        if program():
            servers["Virtuoso"] = stack.enter_context(virtuoso(whole, Path(folder) / "virtuoso"))
        firms = 2 * (size // own.A_CASE)
        found: dict[str, Any] = {"alone": {}, "mixed": {}, "memory": {}}
        for name in questions["question"]:
            text = text_of(name, asked=questions)
            told = {each: alone(server, text) for each, server in servers.items()}
            found["alone"][name] = told
            print(name, {each: figures["cpu"] for each, figures in told.items()}, flush=True)
            for what in ("rows", "answer"):
                if len({figures[what] for figures in told.values()}) > 1:
                    seen = {
                        each: (figures[what], figures["rows"]) for each, figures in told.items()
                    }
                    print(f"  {what} differ:", seen)
        if not is_own:
            return found
        for each, server in servers.items():
            found["mixed"][each] = mixed(server, firms, seconds=asked.seconds)
            found["memory"][each] = server.memory()
            print("mixed", each, found["mixed"][each])
        kept = stack.enter_context(ours(data))
        mixed(kept, firms, seconds=asked.seconds / 2)
        found["mixed"]["Deungdae, kept"] = mixed(kept, firms, seconds=asked.seconds)
        found["mixed"]["one point, kept"] = mixed(kept, firms, seconds=3, only="point")
    return found


def shown(figures: dict[str, Any]) -> str:
    """Return the figures as tables of Markdown."""
    names = list(next(iter(figures["alone"].values())))
    lines = [f"| question | {' | '.join(f'{name}, CPU ms' for name in names)} |"]
    lines.append("| --- |" + " ---: |" * len(names))
    for question, told in figures["alone"].items():
        cells = " | ".join(
            f"{told[name]['cpu'] * 1000:.2f}" if told[name]["cpu"] else "none" for name in names
        )
        lines.append(f"| {question} | {cells} |")
    # Each column beside ours: how much of its time ours takes.
    means = [f"{_mean(figures['alone'], names[0], other):.2f}" for other in names[1:]]
    if means:
        lines.append(f"| geometric mean of {names[0]} / the other | 1 | {' | '.join(means)} |")
    if not figures["mixed"]:
        return "\n".join(lines)
    lines += ["", "| eight clients | answers a second | median ms | p99 ms |"]
    lines.append("| --- | ---: | ---: | ---: |")
    for name, told in figures["mixed"].items():
        lines.append(
            f"| {name} | {told['per second']:.0f} | {told['median'] * 1000:.1f}"
            f" | {told['p99'] * 1000:.1f} |"
        )
    return "\n".join(lines)


def _mean(alone: dict[str, Any], one: str, other: str) -> float:
    """Return the geometric mean of the ratios of two columns, where both were measured."""
    ratios = [
        math.log(told[one]["cpu"] / told[other]["cpu"])
        for told in alone.values()
        if told[one]["cpu"] and told[other]["cpu"]
    ]
    return math.exp(sum(ratios) / len(ratios)) if ratios else math.nan


if __name__ == "__main__":
    main()
