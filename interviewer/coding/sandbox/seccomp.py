"""A seccomp filter for Linux: what the code may not even ask the kernel for.

It refuses new processes, sockets, signals to others, and the ways around the memory limit. A list of what
is refused, not of what is allowed: numpy and torch use calls that nobody has listed, and the namespaces and
Landlock stand behind it. libseccomp would do the same, but its Python bindings need the library installed.

Source: https://docs.kernel.org/userspace-api/seccomp_filter.html; numbers from asm/unistd_64.h and
asm-generic/unistd.h; instructions from linux/bpf_common.h.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterator

# In the order of the columns: x86_64, aarch64; None where the machine has no such call.
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

_REFUSED: dict[str, tuple[int | None, int | None]] = {
    # New processes; a thread is a `clone` with a flag, see below.
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    # The network and other people's sockets. `socketpair` stays: asyncio wakes itself with one.
    "socket": (41, 198),
    # Other processes.
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "setpriority": (141, 140),
    "kcmp": (312, 272),
    # Memory that RLIMIT_DATA does not count.
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "msgget": (68, 186),
    # Owners, permissions and times of files, which Landlock leaves alone.
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "setxattrat": (463, 463),
    "removexattrat": (466, 466),
    "file_setattr": (469, 469),
    # Doors of the kernel that a solution has no use for and that others came in by.
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "open_by_handle_at": (304, 265),
}
_ABSENT: dict[str, tuple[int | None, int | None]] = {
    # Their arguments lie where a filter cannot look. The C library falls back on what can be judged.
    "clone3": (435, 435),
    "io_uring_setup": (425, 425),
}
_CLONE, _KILL, _TGKILL, _MMAP, _PRLIMIT = (56, 220), (62, 129), (234, 131), (9, 222), (302, 261)

_CLONE_THREAD = 0x10000
_SHARED_ANONYMOUS = 0x21
_X32 = 0x40000000

_LOAD, _AND, _RETURN = 0x20, 0x54, 0x06
_IF_EQUAL, _IF_AT_LEAST, _IF_ANY_BIT = 0x15, 0x35, 0x45
_ALLOW, _KILL_PROCESS, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2

_Instruction = tuple[int, int, int, int]
"""Code, how far to jump if true and if false, operand."""


class _Program(ctypes.Structure):
    """`struct sock_fprog` of linux/filter.h."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def refuse_dangerous_calls() -> bool:
    """Install the filter in this process, for good.

    Returns:
        Whether the filter stands: there is one for 64-bit x86 and ARM, and the kernel has to take it.
    """
    if platform.machine() not in _MACHINES:
        return False
    code = b"".join(struct.pack("=HBBI", *step) for step in _program(*_MACHINES[platform.machine()]))
    program = _Program(len(code) // 8, code)
    libc = ctypes.CDLL(None)
    return bool(
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
        and libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) == 0
    )


def _program(column: int, architecture: int) -> Iterator[_Instruction]:
    yield _LOAD, 0, 0, 4
    yield _IF_EQUAL, 1, 0, architecture
    yield _RETURN, 0, 0, _KILL_PROCESS
    yield _LOAD, 0, 0, 0
    yield _IF_AT_LEAST, 0, 1, _X32
    yield _RETURN, 0, 0, _ERRNO | errno.ENOSYS
    for calls, error in ((_REFUSED, errno.EPERM), (_ABSENT, errno.ENOSYS)):
        for numbers in calls.values():
            number = numbers[column]
            if number is not None:
                yield from _on(number, [(_RETURN, 0, 0, _ERRNO | error)])
    own = os.getpid()
    yield from _on(_CLONE[column], _unless(0, [(_IF_ANY_BIT, 1, 0, _CLONE_THREAD)], errno.EPERM))
    yield from _on(_KILL[column], _unless(0, [(_IF_EQUAL, 1, 0, own)], errno.EPERM))
    yield from _on(_TGKILL[column], _unless(0, [(_IF_EQUAL, 1, 0, own)], errno.EPERM))
    yield from _on(_PRLIMIT[column], _unless(0, [(_IF_EQUAL, 2, 0, 0), (_IF_EQUAL, 1, 0, own)], errno.EPERM))
    masked = [(_AND, 0, 0, _SHARED_ANONYMOUS), (_IF_EQUAL, 0, 1, _SHARED_ANONYMOUS)]
    yield from _on(_MMAP[column], _unless(3, masked, errno.ENOMEM))
    yield _RETURN, 0, 0, _ALLOW


def _on(number: int, body: list[_Instruction]) -> Iterator[_Instruction]:
    """Run the body, which ends in a return, for this system call."""
    yield _IF_EQUAL, 0, len(body), number
    yield from body


def _unless(argument: int, test: list[_Instruction], error: int) -> list[_Instruction]:
    """Look at the low half of an argument; where the test does not jump over the refusal, refuse."""
    low = 16 + 8 * argument
    return [(_LOAD, 0, 0, low), *test, (_RETURN, 0, 0, _ERRNO | error), (_RETURN, 0, 0, _ALLOW)]
