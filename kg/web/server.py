"""The service as it runs: a small parent that owns the address and starts generations.

A generation serves one release. When another release is to be served (SIGHUP, or `current` names
another), the next generation loads beside the running one and both share the listener; as soon as
the next one answers, the old one stops accepting, finishes what it has begun, and ends. So no
request is dropped, and a release that cannot be opened changes nothing.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import socket
import sys
import time
from typing import TYPE_CHECKING, Final

from kg import errors
from kg.query.far.record import serving
from kg.release import current_release
from kg.web.generation import application, live
from kg.web.settings import from_environment
from kg.web.warming import make_indexes

if TYPE_CHECKING:
    from flask import Flask

    from kg.remote.stores import Place
    from kg.web.settings import Settings

TRIES: Final = 3  # a generation that ends by itself is replaced, unless it does so again at once
SETTLED: Final = 30.0  # seconds after which an end is not "at once" any more
BACKLOG: Final = 1024
PATIENCE: Final = 5.0  # seconds for reading from or writing to one connection


def run(settings: Settings) -> None:
    """Serve until stopped; says where on stdout when it is ready.

    Raises:
        ConfigError: The address cannot be had.
        KgError: What is to be served cannot be opened.
    """
    listener = _listener(settings)
    try:
        Service(settings, listener).run()
    finally:
        listener.close()


def app_from_environment() -> Flask:
    """Return the application for another WSGI server, its workers included.

    Raises:
        ConfigError: `DEUNGDAE_DATA` is not set, or a value is wrong.
    """
    app = application(from_environment())[0]
    make_indexes(app)
    return app


class Service:
    """The parent: one thread, no data, only signals and children."""

    def __init__(self, settings: Settings, listener: socket.socket) -> None:
        self.settings = settings
        self.listener = listener
        self.served = 0  # process id of the generation that serves
        self.coming = 0  # of the one that loads
        self.is_lost = False  # the one that loads has ended; its line may still say that it serves
        self.born = 0.0  # when the one that serves was ready; 0 while none has been since an end
        self.ends = 0
        self.names = ""
        self.place: Place | None = None
        self.held = ""  # release that the store served when it was last asked
        self.ready: int | None = None
        self.waiting = selectors.DefaultSelector()

    def run(self) -> None:
        """Start, switch and stop generations until told to end."""
        signals, waker = socket.socketpair()
        for end in (signals, waker):
            end.settimeout(0)
        signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
        numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)
        old = {number: signal.signal(number, lambda *_: None) for number in numbers}
        self.waiting.register(signals, selectors.EVENT_READ)
        try:
            self._start()
            while self._turn(signals):
                pass
        finally:
            self._stop()
            signal.set_wakeup_fd(-1)
            for number, handler in old.items():
                signal.signal(number, handler)
            self.waiting.close()
            signals.close()
            waker.close()

    def _turn(self, signals: socket.socket) -> bool:
        """Wait for something to happen and do what it asks; False at the end."""
        seconds = self.settings.watch or None
        for key, _ in self.waiting.select(seconds):
            if key.fileobj is signals:
                told = signals.recv(512)
                if {signal.SIGTERM, signal.SIGINT} & set(told):
                    return False
                if signal.SIGCHLD in told:
                    self._bury()
                if signal.SIGHUP in told:
                    self._start()
            elif self.ready is not None:
                self._hear(os.read(self.ready, 65536))
        if self.settings.watch and self.names != self._named():
            self._start()
        return True

    def _named(self) -> str:
        """Return which release the place names now; empty where it names none."""
        places = self.settings.places
        served = self._held() if self.settings.store else ""
        found = current_release(places[0]) if len(places) == 1 else None
        return f"{found or ''} {served}".strip()

    def _held(self) -> str:
        """Return which release the store serves; the one before where it does not say."""
        try:
            self.place = self.place or self.settings.store_place()
            self.held = serving(self.place)
        except errors.KgError:
            return self.held  # a generation that starts says what is wrong
        return self.held

    def _start(self) -> None:
        """Let a generation load, unless one does already."""
        if self.coming:
            return
        self.is_lost = False
        self.names = self._named()
        self.ready, theirs = os.pipe()
        sys.stdout.flush()
        self.coming = os.fork()
        if self.coming == 0:
            signal.set_wakeup_fd(-1)
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
                signal.signal(number, signal.SIG_DFL)
            os.setpgrp()  # what a terminal sends comes to the parent only
            os.close(self.ready)
            live(self.settings, self.listener.fileno(), theirs)
        os.close(theirs)
        self.waiting.register(self.ready, selectors.EVENT_READ)

    def _hear(self, line: bytes) -> None:
        """Take what the coming generation says: it serves, or what went wrong."""
        if self.ready is not None:
            self.waiting.unregister(self.ready)
            os.close(self.ready)
            self.ready = None
        told = json.loads(line or b"{}")
        if "release" not in told:
            self._failed(told)
            return
        if self.is_lost:  # it came up, and was gone before its line was read
            self._failed({})
            return
        old, self.served, self.coming = self.served, self.coming, 0
        self.born = time.monotonic()
        if old:
            _say(f"now serving release {told['release']}")
            os.kill(old, signal.SIGTERM)
        else:
            self._announce(told["fence"], told["held"])

    def _failed(self, told: dict[str, str]) -> None:
        """Go on with what is served; else tell why, or try again what ended without a word."""
        self.coming = 0
        if "kind" in told:
            kind = getattr(errors, told["kind"])
            error = kind(told["message"], where=told["where"], hint=told["hint"])
            if not self.served:
                raise error
            _say(f"still serving the release before: {error}")
        elif self.served:
            _say("still serving the release before: the next one ended while it was loading")
        else:
            self._again()

    def _again(self) -> None:
        """Start once more after an end nobody asked for, unless there were too many.

        Raises:
            StoreError: It ended again and again.
        """
        has_settled = self.born and time.monotonic() - self.born >= SETTLED
        self.ends = 1 if has_settled else self.ends + 1
        self.born = 0.0
        if self.ends > TRIES:
            raise errors.StoreError(
                f"the service ended by itself {self.ends} times",
                hint="look at what stands above",
            )
        self._start()

    def _bury(self) -> None:
        """Take note of children that ended; one that served is replaced."""
        while pid := _ended():
            if pid == self.served:
                self.served = 0
                self._again()
            elif pid == self.coming:
                self.is_lost = True  # what follows is decided when its line is read
            # any other is an old one

    def _stop(self) -> None:
        """End every generation, those that finish their last requests included."""
        for pid in (self.served, self.coming):
            if pid:
                os.kill(pid, signal.SIGTERM)
        end = time.monotonic() + self.settings.grace + 5
        while time.monotonic() < end:
            try:
                done, _ = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not done:
                time.sleep(0.02)
        for pid in (self.served, self.coming):
            if pid:
                os.kill(pid, signal.SIGKILL)

    def _announce(self, fence: str, held: str) -> None:
        """Print the address and three things to try, and which bounds stand."""
        host, port = self.listener.getsockname()[:2]
        address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        print(address, flush=True)  # noqa: T201 -- what a person waits for
        for path in ("/", "/query/cq01", "/sparql"):
            print(f"  {address}{path}", flush=True)  # noqa: T201
        limits = self.settings.limits
        walls = {
            "seccomp": "without network (seccomp filter)",
            "namespace": "without network (namespace of their own)",
            "store": "no programs, network for the store (seccomp filter)",
            "none": "NOT cut off from the network: this system has neither seccomp nor namespaces",
        }
        _say(
            f"{limits.workers} workers, {walls[fence]};"
            f" {limits.seconds:g} s and {limits.memory // 1_000_000} MB a question; data {held}"
        )


def _ended() -> int:
    """Return the process id of a child that has ended; 0 when none has."""
    try:
        return os.waitpid(-1, os.WNOHANG)[0]
    except ChildProcessError:
        return 0


def _say(words: str) -> None:
    print(f"kg serve: {words}", file=sys.stderr, flush=True)  # noqa: T201 -- for who runs it


def _listener(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listener = socket.create_server(
            (settings.host, settings.port), family=family, backlog=BACKLOG
        )
    except OSError as error:
        raise errors.ConfigError(
            f"the address cannot be had: {error.strerror}",
            where=f"{settings.host}:{settings.port}",
            hint="name another with --port, or 0 for a free one",
        ) from error
    # accepted connections take these over, so a silent peer does not hold a thread for ever
    for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
        packed = int(PATIENCE).to_bytes(8, sys.byteorder) + bytes(8)
        listener.setsockopt(socket.SOL_SOCKET, option, packed)
    return listener
