"""`kg evaluate`: extraction scored against annotated cases, by the scorer that lies with them."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import click

from kg.errors import ConfigError


@click.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--scorer",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The scorer to run; default: GOLD/score.py.",
)
@click.option("--cases", help="Only these, parted by commas.")
@click.option("--errors", is_flag=True, help="Show each missed, spurious and partial item.")
@click.option("--json", "as_json", is_flag=True, help="The table as JSON.")
def evaluate(
    gold: Path, scorer: Path | None, cases: str | None, errors: bool, as_json: bool
) -> None:
    """Score extraction against annotated cases.

    GOLD holds cases/NN/text.txt with meta.json and gold.json, and usually the scorer, score.py.

    \b
    Examples:
      kg evaluate ../shared/gold --errors
      kg evaluate tests/gold --scorer ../shared/gold/score.py
    """
    scorer = scorer or gold / "score.py"
    if not scorer.is_file():
        raise ConfigError(
            "the folder has no score.py", where=str(gold), hint="name one with --scorer"
        )
    texts = [
        text
        for text in sorted(gold.glob("cases/*/text.txt"))
        if cases is None or text.parent.name in cases.split(",")
    ]
    if not texts:
        raise ConfigError("no such cases/NN/text.txt stands there", where=str(gold))
    with tempfile.TemporaryDirectory() as folder:
        predict(texts, Path(folder))
        options = ["--cases", ",".join(text.parent.name for text in texts)]
        options += ["--json"] if as_json else ["--per-case", *(["--errors"] if errors else [])]
        command = [sys.executable, "-c", RUN, str(scorer), str(gold), folder, *options]
        done = subprocess.run(command, check=False)  # noqa: S603 - the scorer the person named
    click.get_current_context().exit(3 if done.returncode else 0)


RUN = """
import importlib.util, sys
scorer, gold, *options = sys.argv[1:]
spec = importlib.util.spec_from_file_location("score", scorer)
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
module.HERE = gold  # the scorer looks for cases/ beside itself
sys.argv = [scorer, *options]
module.main()
"""


def predict(texts: list[Path], folder: Path) -> None:
    """Write the guide's view of each case's facts as `NN.json`."""
    import json

    from kg.pipeline import extract_files, guide_view

    for text, facts in zip(texts, extract_files(texts), strict=True):
        body = json.dumps(guide_view(facts), ensure_ascii=False, indent=1)
        (folder / f"{text.parent.name}.json").write_text(body, "utf-8")
