"""The fence around a worker: no network, no other programs, and only so much memory.

pyoxigraph has no switch against SERVICE, so a worker is a process that cannot open a connection
whatever it is made to run. Where the kernel takes a seccomp filter (x86-64 and ARM Linux) the calls
themselves are refused; else the worker moves into a network namespace without an interface. Where
neither is possible the fence is `none`, and who starts the service is told so.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import socket
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Fence = Literal["seccomp", "namespace", "store", "none"]

# Opening or taking connections, running programs, reaching into or signalling other processes.
CALLS: Final[Mapping[str, tuple[int, int]]] = {  # name: number on x86-64, on ARM 64
    "socket": (41, 198),
    "connect": (42, 203),
    "accept": (43, 202),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept4": (288, 242),
    "execve": (59, 221),
    "execveat": (322, 281),
    "kill": (62, 129),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "unshare": (272, 97),
    "setns": (308, 268),
    "io_uring_setup": (425, 425),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
}
_MACHINES: Final[Mapping[str, tuple[int, int]]] = {  # column above, audit architecture
    "x86_64": (0, 0xC000003E),
    "aarch64": (1, 0xC00000B7),
}
_PR_SET_PDEATHSIG: Final = 1
_PR_SET_SECCOMP: Final = 22
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_MODE_FILTER: Final = 2
_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050001, 0x80000000
_OTHER_ABI: Final = 0x40000000  # x32 numbers its calls anew from here


class _Filter(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("jt", ctypes.c_ubyte),
        ("jf", ctypes.c_ubyte),
        ("k", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("len", ctypes.c_ushort), ("filter", ctypes.POINTER(_Filter)))


def raise_fence(*, asks_store: bool = False) -> Fence:
    """Cut this process off from the network for good, and say by what.

    The fence is tried before it is named: a filter that lets a socket through counts for nothing.

    Args:
        asks_store: Whether the process has to reach a store: then only programs, other processes
            and listening are refused, for a filter cannot tell addresses apart.
    """
    if asks_store:
        return "store" if _seccomp(but=("socket", "connect")) else "none"
    if _seccomp() and not _can_connect():
        return "seccomp"
    if _namespace() and not _has_interface():
        return "namespace"
    return "none"


def die_with_parent(number: int = signal.SIGKILL) -> None:
    """Have the kernel send this process a signal when its parent ends (Linux only)."""
    libc = _libc()
    if libc:
        libc.prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)


def limit_memory(more: int) -> None:
    """Let this process take at most `more` bytes beyond what it has; no dump when it fails."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    size = _address_space()
    if size:
        resource.setrlimit(resource.RLIMIT_AS, (size + more, size + more))


def limit_time(more: float) -> None:
    """Let this process take at most `more` further seconds of a processor.

    Behind the deadline that its asker keeps: should the asker fail, the kernel ends the worker.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + more) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None, use_errno=True) if platform.system() == "Linux" else None


def _seccomp(but: tuple[str, ...] = ()) -> bool:
    libc = _libc()
    machine = _MACHINES.get(platform.machine())
    if libc is None or machine is None:
        return False
    column, architecture = machine
    program = _program(
        [numbers[column] for name, numbers in CALLS.items() if name not in but], architecture
    )
    rows = (_Filter * len(program))(*(_Filter(*row) for row in program))
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    whole = _Program(len(program), rows)
    return not libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(whole), 0, 0)


def _program(numbers: list[int], architecture: int) -> list[tuple[int, int, int, int]]:
    """Return the filter: kill on another architecture, refuse the listed calls, allow the rest."""
    rows = [
        (_LOAD, 0, 0, 4),  # the architecture
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),  # the number of the call
        (_AT_LEAST, len(numbers) + 1, 0, _OTHER_ABI),
    ]
    rows += [(_EQUAL, len(numbers) - place, 0, each) for place, each in enumerate(numbers)]
    return [*rows, (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]


def _namespace() -> bool:
    libc = _libc()
    return libc is not None and not libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _can_connect() -> bool:
    try:
        socket.socket(socket.AF_INET).close()
    except PermissionError:
        return False
    except OSError:
        return True  # refused for another reason: do not trust it
    return True


def _has_interface() -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        try:
            one.connect(("192.0.2.1", 9))  # an address for documentation; nothing is sent
        except OSError:
            return False
    return True


def _address_space() -> int:
    try:
        with open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123 -- no path object before a limit
            return int(told.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
