"""A project on disk: its settings, its sources with what is told beside them, its plans."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final

from kg.config import Config, read_config
from kg.errors import CaseError, ConfigError, SourceError
from kg.files import resource, resource_files
from kg.loaders import media_type, read_meta
from kg.loaders.documents import prefer
from kg.mapping import read_plan
from kg.model.source import Meta, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from kg.mapping import Plan
    from kg.model.source import Language

MANIFEST: Final = "kg.toml"
SIDECAR: Final = "meta.json"
DECISIONS: Final = "decisions.jsonl"
HEAD: Final = 4096  # bytes by which a format is told
WILD: Final = frozenset("*?[")  # a name without these is one file, which must be there
FOLDERS: Final = ("sources", "authority", "mappings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A folder with a `kg.toml`.

    Attributes:
        folder: Absolute, links resolved.
    """

    folder: Path
    config: Config

    @property
    def releases(self) -> Path:
        """Where releases are written unless the caller says otherwise."""
        return self.folder / self.config.output


def new_project(folder: Path) -> tuple[Path, ...]:
    """Make a project folder with a commented `kg.toml` and return the files made, sorted.

    Raises:
        CaseError: There is a project already, or no folder can be made.
    """
    if (folder / MANIFEST).exists():
        raise CaseError("there is a project already", where=str(folder / MANIFEST))
    template = resource("project")
    made = [folder / name / ".gitkeep" for name in FOLDERS]
    try:
        for file in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch()
    except OSError as error:
        raise CaseError(
            f"no project can be made here: {error.strerror}",
            where=str(folder),
            hint="give the name of a new or empty folder",
        ) from error
    for file in resource_files("project", ""):
        if file.is_file():
            target = folder / file.relative_to(template)
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists():  # a README of the owner's stays
                target.write_text(file.read_text("utf-8"), "utf-8")
                made.append(target)
    return tuple(sorted(made))


def open_project(path: Path) -> Project:
    """Open a project folder.

    Raises:
        CaseError: It is no folder with a `kg.toml`.
        ConfigError: The `kg.toml` is wrong.
    """
    folder = path.resolve()
    manifest = folder / MANIFEST
    if not manifest.is_file():
        raise CaseError(f"there is no {MANIFEST}", where=str(path), hint=f"kg new {path}")
    return Project(folder=folder, config=read_config(_text(manifest, MANIFEST), MANIFEST))


def source_paths(project: Project) -> tuple[Path, ...]:
    """Return the files that are sources, sorted by name; hidden ones and sidecars are none.

    Raises:
        CaseError: There is no `sources` folder.
    """
    top = project.folder / "sources"
    if not top.is_dir():
        raise CaseError("there is no sources folder", where=str(top))
    names = {file.relative_to(top).as_posix(): file for file in top.rglob("*") if not file.is_dir()}
    return tuple(names[name] for name in sorted(names) if _is_source(project.config, name))


def sources(project: Project) -> Iterator[Source]:
    """Yield every source in the order of its name, with what is told beside it.

    Raises:
        SourceError: One cannot be used; `source_paths` and `read_source` let a caller go on.
    """
    for path in source_paths(project):
        yield read_source(project, path)


def read_source(project: Project, path: Path) -> Source:
    """Read one of the project's sources.

    Raises:
        SourceError: It lies outside the project, cannot be read, no loader takes it, or its
            sidecar is wrong.
    """
    name = path.relative_to(project.folder / "sources").as_posix()
    where = f"sources/{name}"
    if not path.resolve().is_relative_to(project.folder):
        raise SourceError(
            "a link leads out of the project", where=where, hint="copy the file into sources/"
        )
    meta = _meta(path, project.folder)
    if meta.language is None:
        meta = replace(meta, language=project.config.language)
    return _source(path, name, where, meta)


def open_source(path: Path, published: date | None = None, lang: Language | None = None) -> Source:
    """Read a single file outside any project, with the sidecars beside it.

    Args:
        path: The file; its name as given becomes the source's.
        published: Publication date, which wins over the sidecar's.
        lang: Language, which wins over the sidecar's.

    Raises:
        SourceError: It cannot be read, no loader takes it, or its sidecar is wrong.
    """
    told = prefer(Meta(published=published, language=lang), _meta(path, None))
    return _source(path, path.as_posix(), str(path), told)


def plan_of(project: Project, name: str) -> Plan | None:
    """Return the plan that the project's settings give a table, or None if they give none.

    Raises:
        ConfigError: The plan is missing or wrong.
    """
    for pattern, file in project.config.mappings:
        if _matches(name, pattern):
            path = project.folder / "mappings" / file
            if not path.is_file():
                raise ConfigError(
                    f"{pattern} takes the plan {file}, which is not in mappings/", where=MANIFEST
                )
            _stay(project, path, f"mappings/{file}")
            return read_plan(_text(path, f"mappings/{file}"), f"mappings/{file}")
    return None


def authority_texts(project: Project) -> Iterator[tuple[str, str]]:
    """Yield name and text of every authority file, sorted by name.

    A file that is linked to is not taken over, unless `files` gives its very name.

    Raises:
        ConfigError: One is not UTF-8, leads out of the project, or is named and not there.
    """
    linked = {file for _, file in _authorities(project, "link", project.config.outside)}
    for name, file in _authorities(project, "files", project.config.authority):
        if file not in linked or name.removeprefix("authority/") in project.config.authority:
            yield name, _text(file, name)


def outside_paths(project: Project) -> tuple[Path, ...]:
    """Return the files below `authority/` that names are linked to, sorted by name.

    Raises:
        ConfigError: One leads out of the project, or is named and not there.
    """
    return tuple(file for _, file in _authorities(project, "link", project.config.outside))


def idle_authorities(project: Project) -> tuple[str, ...]:
    """Return the names of the files below `authority/` that no setting takes."""
    taken = (*project.config.authority, *project.config.outside)
    return tuple(
        f"authority/{name}"
        for name in _below_authority(project)
        if not any(_matches(name, pattern) for pattern in taken)
    )


def _authorities(
    project: Project, setting: str, patterns: Sequence[str]
) -> Iterator[tuple[str, Path]]:
    files = _below_authority(project)
    for pattern in patterns:
        if not WILD.intersection(pattern) and not any(_matches(name, pattern) for name in files):
            raise ConfigError(
                f"authority.{setting} names {pattern}, which is not in authority/",
                where=MANIFEST,
                hint="put the file there, or take its name out",
            )
    for name, file in files.items():
        if any(_matches(name, pattern) for pattern in patterns):
            _stay(project, file, f"authority/{name}")
            yield f"authority/{name}", file


def _below_authority(project: Project) -> Mapping[str, Path]:
    top = project.folder / "authority"
    found = {
        file.relative_to(top).as_posix(): file
        for file in (sorted(top.rglob("*")) if top.is_dir() else ())
        if file.is_file()
    }
    return {name: file for name, file in found.items() if not _is_hidden(name)}


def decisions_text(project: Project) -> str:
    """Return what people decided about who is who; empty where nobody has.

    Raises:
        ConfigError: The file is not UTF-8.
    """
    path = project.folder / DECISIONS
    return _text(path, DECISIONS) if path.is_file() else ""


def _stay(project: Project, path: Path, where: str) -> None:
    if not path.resolve().is_relative_to(project.folder):
        raise ConfigError("a link leads out of the project", where=where)


def _source(path: Path, name: str, where: str, meta: Meta) -> Source:
    if path.exists() and not path.is_file():  # a pipe would be waited on for ever
        raise SourceError("it is no file", where=where)
    try:
        body = path.read_bytes()
    except OSError as error:
        raise SourceError(f"it cannot be read: {error.strerror}", where=where) from error
    return Source(name=name, media_type=media_type(where, body[:HEAD]), body=body, meta=meta)


def _meta(path: Path, top: Path | None) -> Meta:
    """Return what sidecars tell: the file's own first, then the folder's `meta.json`."""
    told = Meta()
    for name in (f"{path.name}.{SIDECAR}", f"{path.stem}.{SIDECAR}", SIDECAR):
        sidecar = path.with_name(name)
        if sidecar == path or not sidecar.is_file():
            continue
        where = sidecar.relative_to(top).as_posix() if top else str(sidecar)
        if top and not sidecar.resolve().is_relative_to(top):
            raise SourceError("a link leads out of the project", where=where)
        told = prefer(told, read_meta(sidecar.read_bytes(), where))
    return told


def _is_source(config: Config, name: str) -> bool:
    is_sidecar = name.rsplit("/", maxsplit=1)[-1] == SIDECAR or name.endswith(f".{SIDECAR}")
    return (
        not is_sidecar
        and not _is_hidden(name)
        and any(_matches(name, pattern) for pattern in config.include)
        and not any(_matches(name, pattern) for pattern in config.exclude)
    )


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))


def _matches(name: str, pattern: str) -> bool:
    """Tell whether a name below a folder matches; a pattern without `/` may match the last part."""
    return fnmatchcase(name, pattern) or (
        "/" not in pattern and fnmatchcase(name.rsplit("/", maxsplit=1)[-1], pattern)
    )


def _text(path: Path, where: str) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"it cannot be read: {error.strerror}", where=where) from error
    except UnicodeDecodeError as error:
        raise ConfigError("it is not UTF-8", where=where, hint="save the file as UTF-8") from error
