"""Many connections watched at once: with epoll, or with poll where there is none."""

from __future__ import annotations

import select
from typing import Protocol


class Watch(Protocol):
    """What waits for descriptors to become readable."""

    def add(self, fd: int) -> None:
        """Watch a descriptor until it is taken away."""

    def once(self, fd: int) -> None:
        """Watch a descriptor until something has come the next time."""

    def remove(self, fd: int) -> None:
        """Watch a descriptor no more, whether it was watched or not."""

    def wait(self, seconds: float) -> list[int]:
        """Return the descriptors something has come on, none after so many seconds."""
        ...

    def close(self) -> None:
        """Watch nothing any more."""


class Epoll:
    """The kernel remembers what is watched."""

    def __init__(self) -> None:
        self._epoll = select.epoll()

    def add(self, fd: int) -> None:
        """Watch a descriptor until it is taken away."""
        self._epoll.register(fd, select.EPOLLIN)

    def once(self, fd: int) -> None:
        """Watch a descriptor until something has come the next time."""
        try:
            self._epoll.modify(fd, select.EPOLLIN | select.EPOLLONESHOT)
        except FileNotFoundError:
            self._epoll.register(fd, select.EPOLLIN | select.EPOLLONESHOT)

    def remove(self, fd: int) -> None:
        """Watch a descriptor no more, whether it was watched or not."""
        try:
            self._epoll.unregister(fd)
        except OSError:
            return

    def wait(self, seconds: float) -> list[int]:
        """Return the descriptors something has come on, none after so many seconds."""
        return [fd for fd, _ in self._epoll.poll(seconds)]

    def close(self) -> None:
        """Watch nothing any more."""
        self._epoll.close()


class Poll:
    """Everything is told to the kernel each time: for systems without epoll."""

    def __init__(self) -> None:
        self._poll = select.poll()
        self._once: set[int] = set()

    def add(self, fd: int) -> None:
        """Watch a descriptor until it is taken away."""
        self._poll.register(fd, select.POLLIN)

    def once(self, fd: int) -> None:
        """Watch a descriptor until something has come the next time."""
        self._poll.register(fd, select.POLLIN)
        self._once.add(fd)

    def remove(self, fd: int) -> None:
        """Watch a descriptor no more, whether it was watched or not."""
        self._once.discard(fd)
        try:
            self._poll.unregister(fd)
        except KeyError:
            return

    def wait(self, seconds: float) -> list[int]:
        """Return the descriptors something has come on, none after so many seconds."""
        found = [fd for fd, _ in self._poll.poll(max(0.0, seconds) * 1000)]
        for fd in self._once.intersection(found):
            self.remove(fd)
        return found

    def close(self) -> None:
        """Watch nothing any more."""


def watch() -> Watch:
    """Return what this system watches best with."""
    return Epoll() if hasattr(select, "epoll") else Poll()
