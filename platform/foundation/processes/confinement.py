"""Denies a process everything that reading one file does not need: other files, the network, other processes.

Landlock limits files by path (Linux 5.13, docs.kernel.org/userspace-api/landlock.html), seccomp limits system calls
(seccomp(2)). Neither needs a privilege, and a process cannot undo either. Both are required.
"""

import ctypes
import errno
import json
import os
import platform
import socket
import struct
import sys
import sysconfig
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

_libc = ctypes.CDLL(None, use_errno=True)

PR_SET_NO_NEW_PRIVS = 38
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
"""The numbers of Landlock's system calls. They are the same on every architecture."""
VERSION, PATH_BENEATH = 1, 1
WRITE_FILE, READ_FILE, READ_DIR, REMOVE_FILE, MAKE_REG, TRUNCATE = (
    1 << 1,
    1 << 2,
    1 << 3,
    1 << 5,
    1 << 8,
    1 << 14,
)
HANDLED = ((1, (1 << 13) - 1), (2, 1 << 13), (3, 1 << 14), (5, 1 << 15))
"""Landlock's access rights to files, by the version of Landlock that introduced them."""
TCP, SIGNALS_AND_ABSTRACT_SOCKETS = 0b11, 0b11
NET_SINCE, SCOPES_SINCE = 4, 6

SET_MODE_FILTER, TSYNC = 1, 1
KILL, ALLOW = 0x8000_0000, 0x7FFF_0000
REFUSE = 0x0005_0000
"""The seccomp action that makes a system call fail. The lower half of the value holds the error number."""
LOAD, EQUAL, ANY_BIT, RETURN = 0x20, 0x15, 0x45, 0x06
"""Instructions of classic BPF: load a word, two conditional jumps, and return."""
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16
CLONE_THREAD = 0x10000
WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
F_DUPFD_CLOEXEC = 1030

MACHINES = {"x86_64": (0xC000_003E, 0), "aarch64": (0xC000_00B7, 1)}
"""The kernel's name of each architecture, and its column in the tables below."""
SECCOMP = (317, 277)
ALLOWED = {
    "read": (0, 63),
    "write": (1, 64),
    "close": (3, 57),
    "fstat": (5, 80),
    "newfstatat": (262, 79),
    "statx": (332, 291),
    "lseek": (8, 62),
    "readlink": (89, 78),
    "getcwd": (79, 17),
    "getdents64": (217, 61),
    "pread64": (17, 67),
    "readv": (19, 65),
    "writev": (20, 66),
    "fadvise64": (221, 223),
    "dup": (32, 23),
    "mmap": (9, 222),
    "mprotect": (10, 226),
    "munmap": (11, 215),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "brk": (12, 214),
    "futex": (202, 98),
    "set_robust_list": (273, 99),
    "rseq": (334, 293),
    "membarrier": (324, 283),
    "sched_yield": (24, 124),
    "sched_getaffinity": (204, 123),
    "gettid": (186, 178),
    "getpid": (39, 172),
    "getuid": (102, 174),
    "geteuid": (107, 175),
    "getgid": (104, 176),
    "getegid": (108, 177),
    "uname": (63, 160),
    "sysinfo": (99, 179),
    "getrusage": (98, 165),
    "getrandom": (318, 278),
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132),
    "restart_syscall": (219, 128),
    "exit": (60, 93),
    "exit_group": (231, 94),
}
ALLOWED_TO_WRITE = {
    "pwrite64": (18, 68),
    "ftruncate": (77, 46),
    "fsync": (74, 82),
    "rename": (82, 38),
    "renameat2": (316, 276),
}
OPENAT, CLONE, TGKILL, FCNTL = (257, 56), (56, 220), (234, 131), (72, 25)
"""System calls that are allowed with some arguments only. A call that is in no table fails with ENOSYS."""


class UnconfinedError(Exception):
    """Raised if a process cannot be confined on this machine. The message says what is missing."""


def confine(reads: Iterable[Path], writes: Iterable[Path], within: Path | None = None) -> None:
    """Deny this process every file except those that are named here, already open, or Python's own modules.

    It may read the files `reads`. It may read and write the files `writes`, and the contents of the folder `within`.
    System calls that it does not need fail. The process must have one thread.

    Raises `UnconfinedError`.
    """
    writes = list(writes)
    _check_threads()
    _prctl(PR_SET_NO_NEW_PRIVS)
    _limit_files(reads, writes, within)
    _limit_calls(may_write=bool(writes) or within is not None)


def _check_threads() -> None:
    try:
        threads = len(os.listdir("/proc/self/task"))
    except OSError as error:
        raise UnconfinedError(f"The threads of this process cannot be counted: {error}.") from None
    if threads != 1:
        raise UnconfinedError("The process has several threads, and Landlock would confine only one.")


def _prctl(option: int) -> None:
    if _libc.prctl(option, 1, 0, 0, 0):
        raise _unconfined_error("prctl")


def _unconfined_error(call: str) -> UnconfinedError:
    return UnconfinedError(f"{call} failed: {os.strerror(ctypes.get_errno())}.")


def _system_call(name: str, number: int, *arguments: object) -> int:
    result: int = _libc.syscall(ctypes.c_long(number), *arguments)
    if result < 0:
        raise _unconfined_error(name)
    return result


def _limit_files(reads: Iterable[Path], writes: Iterable[Path], within: Path | None) -> None:
    version = _system_call("Landlock", CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(VERSION))
    handled = 0
    for since, accesses in HANDLED:
        handled |= accesses if version >= since else 0
    attributes = struct.pack(
        "QQQ",
        handled,
        TCP if version >= NET_SINCE else 0,
        SIGNALS_AND_ABSTRACT_SOCKETS if version >= SCOPES_SINCE else 0,
    )
    size = 24 if version >= SCOPES_SINCE else 16 if version >= NET_SINCE else 8
    ruleset = _system_call("Landlock", CREATE_RULESET, attributes, ctypes.c_size_t(size), ctypes.c_uint(0))
    try:
        for path, accesses in _file_rules(reads, writes, within):
            _add_rule(ruleset, path, accesses & handled)
        _system_call("Landlock", RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint(0))
    finally:
        os.close(ruleset)


def _file_rules(
    reads: Iterable[Path], writes: Iterable[Path], within: Path | None
) -> Iterator[tuple[Path, int]]:
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    for folder in {Path(sysconfig.get_path(name)).resolve() for name in names}:
        if os.access(folder, os.R_OK):
            yield folder, READ_FILE | READ_DIR
    for path in reads:
        yield path, READ_FILE
    for path in writes:
        yield path, READ_FILE | WRITE_FILE | TRUNCATE
    if within is not None:
        yield within, READ_FILE | READ_DIR | WRITE_FILE | TRUNCATE | MAKE_REG | REMOVE_FILE


def _add_rule(ruleset: int, path: Path, accesses: int) -> None:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = struct.pack("=Qi", accesses, descriptor)
        _system_call(
            "Landlock", ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(PATH_BENEATH), rule, ctypes.c_uint(0)
        )
    finally:
        os.close(descriptor)


def _limit_calls(*, may_write: bool) -> None:
    if platform.machine() not in MACHINES or sys.maxsize < 1 << 32:
        raise UnconfinedError(f"The system calls of {platform.machine()} are not known.")
    architecture, column = MACHINES[platform.machine()]
    code = b"".join(_filter(architecture, column, may_write))
    program = struct.pack(
        "HxxxxxxP", len(code) // 8, ctypes.addressof(buffer := ctypes.create_string_buffer(code))
    )
    assert buffer
    _system_call("seccomp", SECCOMP[column], ctypes.c_uint(SET_MODE_FILTER), ctypes.c_uint(TSYNC), program)


def _filter(architecture: int, column: int, may_write: bool) -> Iterator[bytes]:
    """A BPF program that decides on each system call, by its number and, for some, its arguments."""
    yield from (
        _instruction(LOAD, ARCHITECTURE),
        _instruction(EQUAL, architecture, skip=1),
        _instruction(RETURN, KILL),
    )
    yield _instruction(LOAD, NUMBER)
    for numbers in [*ALLOWED.values(), *(ALLOWED_TO_WRITE.values() if may_write else ())]:
        yield from _for_system_call(numbers[column], [_instruction(RETURN, ALLOW)])
    yield from _for_system_call(CLONE[column], _allow_where(0, ANY_BIT, CLONE_THREAD))
    yield from _for_system_call(TGKILL[column], _allow_where(0, EQUAL, os.getpid()))
    yield from _for_system_call(FCNTL[column], _allow_where(1, EQUAL, 0, 1, 2, 3, F_DUPFD_CLOEXEC))
    yield from _for_system_call(
        OPENAT[column], [_instruction(RETURN, ALLOW)] if may_write else _allow_unless_bits(2, WRITE_FLAGS)
    )
    yield _instruction(RETURN, REFUSE | errno.ENOSYS)


def _instruction(code: int, value: int, skip: int = 0, otherwise: int = 0) -> bytes:
    """Encode an instruction. A jump skips `skip` instructions if its test holds, else `otherwise` instructions."""
    return struct.pack("HBBI", code, skip, otherwise, value)


def _for_system_call(number: int, steps: list[bytes]) -> Iterator[bytes]:
    yield _instruction(EQUAL, number, otherwise=len(steps))
    yield from steps


def _allow_where(argument: int, test: int, *values: int) -> list[bytes]:
    """The instructions that allow the system call if `test` holds for this argument and one of the values."""
    tests = [_instruction(test, value, skip=len(values) - at) for at, value in enumerate(values)]
    return [
        _load_argument(argument),
        *tests,
        _instruction(RETURN, REFUSE | errno.EPERM),
        _instruction(RETURN, ALLOW),
    ]


def _allow_unless_bits(argument: int, bits: int) -> list[bytes]:
    """The instructions that allow the system call if this argument has none of these bits."""
    return [
        _load_argument(argument),
        _instruction(ANY_BIT, bits, otherwise=1),
        _instruction(RETURN, REFUSE | errno.EPERM),
        _instruction(RETURN, ALLOW),
    ]


def _load_argument(argument: int) -> bytes:
    """The instruction that loads the lower half of an argument, because the tested arguments have 32 bits."""
    return _instruction(LOAD, ARGUMENTS + 8 * argument)


def _forbidden_but_possible() -> Iterator[str]:
    """Try forbidden actions, and yield those that this confined process can still do."""
    attempts: dict[str, Callable[[], object]] = {
        "reads files": lambda: os.open("/proc/self/environ", os.O_RDONLY),
        "opens sockets": socket.socket,
        "starts processes": os.fork,
    }
    for what, attempt in attempts.items():
        try:
            attempt()
        except OSError:
            continue
        yield what


def main() -> None:
    """Confine this process, try forbidden actions, and print what the confinement lacks as one line of JSON."""
    try:
        confine([], [])
        missing = "".join(f"A confined process {attempt}. " for attempt in _forbidden_but_possible())
    except UnconfinedError as error:
        missing = str(error)
    sys.stdout.write(json.dumps({"missing": missing.strip()}))


if __name__ == "__main__":
    main()
