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
@click.option("--errors", is_flag=True, help="Show each missed, spurious and partial item.")
@click.option("--json", "as_json", is_flag=True, help="The table as JSON.")
def evaluate(gold: Path, errors: bool, as_json: bool) -> None:
    r"""Score extraction against annotated cases.

    GOLD holds cases/NN/text.txt with meta.json and gold.json, and score.py, which is run.

    \b
    Example:
      kg evaluate ../shared/gold --errors
    """
    scorer = gold / "score.py"
    if not scorer.is_file():
        raise ConfigError("the folder has no score.py", where=str(gold))
    with tempfile.TemporaryDirectory() as folder:
        predict(gold, Path(folder))
        options = ["--per-case", *(["--errors"] if errors else [])]
        command = [sys.executable, str(scorer), folder, *(["--json"] if as_json else options)]
        done = subprocess.run(command, check=False)  # noqa: S603 - the scorer the person named
    click.get_current_context().exit(3 if done.returncode else 0)


def predict(gold: Path, folder: Path) -> None:
    """Write the guide's view of each case's facts as `NN.json`.

    Raises:
        ConfigError: The folder holds no case.
    """
    from kg.pipeline import extract_files, guide_view

    texts = sorted(gold.glob("cases/*/text.txt"))
    if not texts:
        raise ConfigError("no cases/NN/text.txt stands there", where=str(gold))
    import json

    for text, facts in zip(texts, extract_files(texts), strict=True):
        body = json.dumps(guide_view(facts), ensure_ascii=False, indent=1)
        (folder / f"{text.parent.name}.json").write_text(body, "utf-8")
