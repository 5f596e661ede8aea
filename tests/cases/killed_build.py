"""Build a project again and again, each time in a process that kills itself at another moment.

Run as `killed_build.py PROJECT FOLDER...`: the first folder is built to the end while its events
are counted, and each of the others by a process that gets SIGKILL at an event of its own, spread
evenly from the first to the last. Prints `{"events": N, "killed": [event, ...]}`.

One process loads everything once and forks; a fork of it dies as really as any other process.
"""

import json
import os
import signal
import sys
from pathlib import Path

from kg.pipeline import build
from kg.project import Project, open_project

WATCHED = {"open", "os.rename", "os.mkdir", "os.symlink", "os.remove", "os.rmdir"}
_watch: dict[str, str | int] = {"folder": "", "count": 0, "last": -1}


def _hook(event: str, args: tuple[object, ...]) -> None:
    if not _watch["folder"] or event not in WATCHED:
        return
    if any(str(argument).startswith(str(_watch["folder"])) for argument in args):
        _watch["count"] = int(_watch["count"]) + 1
        if _watch["count"] == _watch["last"]:
            os.kill(os.getpid(), signal.SIGKILL)


def built(project: Project, folder: Path, last: int = -1) -> int:
    _watch.update(folder=str(folder), count=0, last=last)
    build(project, folder)
    count = int(_watch["count"])
    _watch["folder"] = ""
    return count


def killed(project: Project, folder: Path, last: int) -> bool:
    child = os.fork()
    if child == 0:
        built(project, folder, last)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def main() -> None:
    project = open_project(Path(sys.argv[1]))
    first, *others = (Path(name) for name in sys.argv[2:])
    sys.addaudithook(_hook)
    events = built(project, first)
    moments = [1 + at * (events - 1) // (len(others) - 1) for at in range(len(others))]
    done = [
        moment
        for moment, folder in zip(moments, others, strict=True)
        if killed(project, folder, moment)
    ]
    print(json.dumps({"events": events, "killed": done}))  # noqa: T201 - what the test reads


if __name__ == "__main__":
    main()
