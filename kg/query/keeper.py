"""The keeper: a process with one thread that holds the data and forks the workers.

Only a process without threads may fork safely, and only a fork shares the loaded data without
copying it. So the keeper is split off before the web server starts its threads, and afterwards
does nothing but fork, and wait for what has ended. A front (a web process) gets a line of its own
to it; when the line closes, the front is gone and its workers are ended.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import socket
from typing import TYPE_CHECKING, Final

from kg.query.fence import die_with_parent
from kg.query.worker import work

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.query.data import Data
    from kg.query.limits import Limits

MESSAGE: Final = 4096
FORK: Final = b"fork"
END: Final = b"end "  # and the worker's process id


class Keeper:
    """The asker's end of a keeper; copies of it may be used in forked fronts.

    Attributes:
        pid: The keeper's process.
        limits: What its workers are held to.
    """

    def __init__(self, opened: Callable[[], Data], limits: Limits) -> None:
        """Split the keeper off this process, which must have one thread and the data loaded."""
        self.limits = limits
        self.door, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.pid = os.fork()
        if self.pid == 0:
            try:
                _keep(opened, theirs, limits)
            finally:
                os._exit(0)
        theirs.close()

    def line(self) -> socket.socket:
        """Return a new line to the keeper, for one front."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            socket.send_fds(self.door, [b"front"], [theirs.fileno()])
        return ours

    def end(self) -> None:
        """End the keeper and with it every worker; waits until it has gone."""
        self.door.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)


def fork_worker(line: socket.socket) -> tuple[int, socket.socket]:
    """Have the keeper fork a worker; returns its process id and the line to it."""
    line.sendall(FORK)
    told, numbers, _, _ = socket.recv_fds(line, MESSAGE, 1)
    if not told or not numbers:
        raise ConnectionResetError("the keeper is gone")
    return int(json.loads(told)["pid"]), socket.socket(fileno=numbers[0])


def end_worker(line: socket.socket, pid: int) -> int:
    """Have the keeper end a worker; returns the signal it died of, 0 for none."""
    line.sendall(END + str(pid).encode())
    told = line.recv(MESSAGE)
    if not told:
        raise ConnectionResetError("the keeper is gone")
    return int(json.loads(told)["signal"])


def _keep(opened: Callable[[], Data], door: socket.socket, limits: Limits) -> None:
    die_with_parent()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    kept = door.fileno()
    os.closerange(3, kept)
    os.closerange(kept + 1, os.sysconf("SC_OPEN_MAX"))
    fronts: dict[int, set[int]] = {}
    with selectors.DefaultSelector() as waiting:
        waiting.register(door, selectors.EVENT_READ)
        while True:
            for key, _ in waiting.select():
                line = key.fileobj
                if not isinstance(line, socket.socket):
                    raise TypeError("only sockets are registered")
                if line is door:
                    told, numbers, _, _ = socket.recv_fds(door, MESSAGE, 1)
                    if not told:
                        return
                    front = socket.socket(fileno=numbers[0])
                    fronts[front.fileno()] = set()
                    waiting.register(front, selectors.EVENT_READ)
                elif not _serve(opened, line, fronts[line.fileno()], limits):
                    for pid in fronts.pop(line.fileno()):
                        _ended(pid)
                    waiting.unregister(line)
                    line.close()


def _serve(
    opened: Callable[[], Data], line: socket.socket, workers: set[int], limits: Limits
) -> bool:
    """Do what a front asks; False when it has gone."""
    try:
        asked = line.recv(MESSAGE)
        if asked == FORK:
            ours, theirs = socket.socketpair()
            pid = os.fork()
            if pid == 0:
                work(opened, theirs, limits)
            workers.add(pid)
            with ours, theirs:
                told = json.dumps({"pid": pid}).encode()
                socket.send_fds(line, [told], [ours.fileno()])
        elif asked.startswith(END):
            pid = int(asked.removeprefix(END))
            ended = _ended(pid) if pid in workers else 0
            workers.discard(pid)
            line.sendall(json.dumps({"signal": ended}).encode())
    except OSError:
        return False
    return bool(asked)


def _ended(pid: int) -> int:
    """End one of our workers, wait for it and return the signal it died of."""
    try:
        done, status = os.waitpid(pid, os.WNOHANG)
        if not done:
            os.kill(pid, signal.SIGKILL)
            _, status = os.waitpid(pid, 0)
    except ChildProcessError:
        return 0
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
