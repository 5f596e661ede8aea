"""`kg review`: a person decides who is who; every later build follows."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.link.match.decide import Candidate
    from kg.link.match.known import Name
    from kg.link.outside import Proposal
    from kg.model.entities import Label
    from kg.pipeline.reviewing import Review
    from kg.project import Project

ANSWERS = {"s": "same", "d": "different"}
WORDS = ("same", "different", "next", "quit")
SIGNS = {"same": "=", "different": "≠"}


@click.command()
@click.argument("project", default=".", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--show",
    type=click.Choice(["undecided", "merged"]),
    help="Print the undecided pairs, or the names of several sources that are one; ask nothing.",
)
@click.option("--same", nargs=2, metavar="ONE OTHER", help="Decide that two are one.")
@click.option("--different", nargs=2, metavar="ONE OTHER", help="Decide that two are not one.")
@click.option(
    "--import",
    "file",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE",
    help="Put a file of decisions, such as /review gives, into decisions.jsonl; - reads stdin.",
)
@click.option("--because", default="", help="Why, in a few words.")
@click.option("--by", default="", help="Who decides; the user's name otherwise.")
def review(  # noqa: PLR0917 -- click hands options over by name
    project: Path,
    show: str | None,
    same: tuple[str, str] | None,
    different: tuple[str, str] | None,
    file: Path | None,
    because: str,
    by: str,
) -> None:
    """Decide the undecided pairs of PROJECT, the most useful first.

    A pair is a local name of ours (org.x) and an IRI outside, two of ours, or one of ours and a
    name of one source (NAME@DIGEST, see --show merged). Decisions stand in decisions.jsonl, one
    line a pair; a pair that was put together is taken apart by one line.

    --import takes the file that the page /review of a served release gives: lines that stand in
    decisions.jsonl already are left out, and one that contradicts another is refused with its
    line; then nothing is written.

    \b
    Examples:
      kg review my-cases
      kg review my-cases --show merged
      kg review my-cases --import reviewed.jsonl
      kg review my-cases --different org.saebom 새봄정밀@0a1b2c3d4e5f --because "다른 지역의 기업"
    """
    from kg.pipeline.reviewing import review as read
    from kg.project import open_project

    opened = open_project(project)
    if file:
        _import(opened, file)
        return
    name = by or _user()
    for pair, verdict in ((same, "same"), (different, "different")):
        if pair:
            _record(opened, pair, verdict, name, because)
    if same or different:
        return
    found = read(opened)
    if show == "merged":
        for each in found.merged():
            click.echo("\t".join((each.local, each.mention, each.source, each.quote)))
    elif show:
        for proposal in found.undecided:
            for candidate in proposal.doubts:
                click.echo("\t".join(_line(proposal, candidate, found.base)))
    else:
        _ask(opened, found, name, because)


def _user() -> str:
    """Return the name of who is logged in; empty where the system knows none, as in a container."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _ask(project: Project, found: Review, by: str, because: str) -> None:
    """Show one pair after another until the person stops."""
    from kg.errors import LinkError

    pairs = [(each, doubt) for each in found.undecided for doubt in each.doubts]
    click.echo(f"{len(pairs)} undecided", err=True)
    for place, (proposal, candidate) in enumerate(pairs, start=1):
        click.echo(f"\n[{place}/{len(pairs)}]")
        for line in _shown(proposal, candidate, found):
            click.echo(line)
        letter, reason = click.prompt(
            "same, different, next, quit; a reason may follow (s/d/n/q)",
            value_proc=_answer,
            default="n",
            err=True,
        )
        if letter == "q":
            return
        if letter in ANSWERS:
            local = proposal.entity.iri.removeprefix(found.base)
            other = candidate.known.iri.removeprefix(found.base)
            try:
                _record(project, (local, other), ANSWERS[letter], by, reason or because)
            except LinkError as error:  # the other pairs may still be decided
                click.echo(f"not written: {error}", err=True)


def _answer(typed: str) -> tuple[str, str]:
    """Return the letter of an answer, which may be written out, and the reason behind it."""
    word, _, reason = typed.strip().partition(" ")
    known = [each for each in WORDS if each.startswith(word.lower())] if word else []
    if len(known) != 1:
        raise click.UsageError(f"{word or 'nothing'} is none of s, d, n and q")
    return known[0][0], " ".join(reason.split())


def _import(project: Project, file: Path) -> None:
    from kg.link.lines import FILE
    from kg.pipeline.reviewing import import_decisions
    from kg.pipeline.reviewing import review as read

    where = "stdin" if str(file) == "-" else file.name
    with click.open_file(str(file), "rb") as opened:
        text = _text(opened.read(), where)
    found = import_decisions(project, text, where)
    for each in found.added:
        line = f"{each.one} {SIGNS[each.verdict]} {each.other}"
        click.echo("\t".join(map(_printable, (line, each.reason))))
    counts = f"{len(found.added)} written to {FILE}"
    if found.known:
        counts += f", {len(found.known)} stood there already"
    click.echo(counts, err=True)
    if found.added:
        for each, side in read(project).idle(found.added):
            click.echo(f"{each.where}: no source of this project names {side}", err=True)


def _printable(text: str) -> str:
    """Return text without signs that a terminal would heed: others wrote it."""
    return "".join(each if each.isprintable() else "\ufffd" for each in text)


def _text(body: bytes, where: str) -> str:
    from kg.errors import ConfigError

    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("it is not UTF-8", where=where, hint="save the file as UTF-8") from error


def _record(project: Project, pair: tuple[str, str], verdict: str, by: str, because: str) -> None:
    from kg.link.decisions import Decided
    from kg.pipeline.reviewing import decide_pair

    is_same = verdict == "same"
    decide_pair(
        project,
        Decided(
            one=pair[0],
            other=pair[1],
            verdict="same" if is_same else "different",
            by=by,
            because=because,
        ),
    )
    click.echo(f"{pair[0]} {SIGNS[verdict]} {pair[1]}", err=True)


def _shown(proposal: Proposal, candidate: Candidate, found: Review) -> list[str]:
    """Return both sides of a pair under each other, with the words and features they rest on."""
    ours, known = proposal.entity, candidate.known
    local = ours.iri.removeprefix(found.base)
    lines = [f"  ours   {local}  {ours.type}  " + _names(ours.labels)]
    lines += _quoted(found, local)
    names = _names(known.names[:6])
    other = known.iri.removeprefix(found.base)
    lines.append(f"  theirs {other}  {' '.join(known.kinds)}  {names}")
    lines += [f"         {note}" for note in known.notes[:2]]
    lines += _quoted(found, other)
    lines.append(f"  {candidate.score:.2f}   " + ", ".join(map(str, candidate.features)))
    return lines


def _quoted(found: Review, local: str) -> list[str]:
    """Return the first words of sources that name one of ours."""
    told = [each for each in found.seen if each.local == local]
    return [f"         {each.source}: {each.around[:160]}" for each in told[:3]]


def _names(named: Sequence[Label] | Sequence[Name]) -> str:
    return " · ".join(dict.fromkeys(each.text for each in named))


def _line(proposal: Proposal, candidate: Candidate, base: str) -> tuple[str, ...]:
    return (
        proposal.entity.iri.removeprefix(base),
        candidate.known.iri.removeprefix(base),
        f"{candidate.score:.3f}",
        candidate.known.label,
        ", ".join(map(str, candidate.features)),
    )
