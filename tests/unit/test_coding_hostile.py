"""Code that means harm, really run: nothing of it is left, and the machine is as it was."""

from __future__ import annotations

import os
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from pathlib import Path

import pytest

from interviewer.coding.sandbox import Limits, Outcome, bubblewrap, run
from interviewer.store import Log
from tests.unit.descendants import none_left

Try = Callable[..., tuple[Outcome, list[str]]]


@pytest.fixture(params=["namespaces", "no namespaces"])
def walls(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine as it is, and as one that forbids namespaces: Landlock and seccomp hold alone."""
    if request.param == "no namespaces":
        monkeypatch.setattr(bubblewrap, "program", lambda: None)
    else:
        assert bubblewrap.program()


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def database(home: Path) -> Iterator[Path]:
    """A log in use, with a session; whole at the end."""
    file = home / "interviewer.db"
    with Log.open(file) as log:
        log.start_session(kind="practice", setup={}, at=datetime.now(timezone.utc))
        yield file
        log.check()
        assert len(log.sessions()) == 1


@pytest.fixture
def attempt(walls: None, temporary: Path, database: Path) -> Iterator[Try]:
    """Runs a program in the sandbox, with its report; afterwards no process and no file of it is there."""

    def try_it(program: str, *, limits: Limits | None = None, stop_at: str = "") -> tuple[Outcome, list[str]]:
        lines: list[str] = []
        cancelled = threading.Event()

        def note(line: bytes) -> None:
            lines.append(line.decode())
            if lines[-1] == stop_at:
                cancelled.set()

        outcome = run(
            "tests.unit.hostile_harness",
            program.encode(),
            limits=limits or Limits(seconds=30.0),
            on_line=note,
            cancelled=cancelled,
        )
        return outcome, lines

    with none_left():
        yield try_it
    assert list(temporary.iterdir()) == []


def refused(*attempts: str) -> str:
    """A program that reports for each expression the error it ends in."""
    return f"""
import ctypes, mmap, os, pathlib, resource, shutil, signal, socket, subprocess, sys
libc = ctypes.CDLL(None, use_errno=True)
def call(number):
    if libc.syscall(number, 0, 0, 0, 0, 0, 0) == -1:
        raise OSError(ctypes.get_errno(), "refused")
for attempt in {attempts!r}:
    try:
        eval(attempt)
    except OSError as error:
        report(error.errno is not None)
    else:
        report(attempt)
"""


# --- Time


@pytest.mark.parametrize(
    "program",
    [
        "while True: pass",
        "import time; time.sleep(1000)",
        "input_ = open(0).read(); import threading; threading.Event().wait()",
        "import os; os.closerange(0, 1000)\nwhile True: pass",
    ],
)
def test_what_does_not_end_is_ended(attempt: Try, program: str) -> None:
    outcome, _ = attempt(program, limits=Limits(seconds=1.5))
    assert outcome.ending == "timed out"
    assert outcome.exit_code is None
    assert "1.5 seconds" in outcome.detail


def test_processor_time_has_a_limit_of_its_own(attempt: Try) -> None:
    outcome, _ = attempt("while True: pass", limits=Limits(seconds=60.0, cpu_seconds=1.0))
    assert outcome.ending == "timed out"


@pytest.mark.parametrize(
    "program",
    [
        "import signal\nfor one in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:\n"
        "    signal.signal(one, signal.SIG_IGN)\nreport('on')\nwhile True: pass",
        "report('on')\nwhile True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals))\nreport('on')\n"
        "while True: signal.sigwait({signal.SIGTERM})",
    ],
    ids=["signals ignored", "everything caught", "signals blocked"],
)
def test_what_will_not_be_stopped_is_stopped(attempt: Try, program: str) -> None:
    outcome, lines = attempt(program, stop_at="on")
    assert (outcome.ending, lines) == ("cancelled", ["on"])


# --- Processes


def test_no_process_can_be_started(attempt: Try) -> None:
    ways = [
        "os.fork()",
        "os.forkpty()",
        "subprocess.run(['true'])",
        "os.posix_spawn('/bin/true', ['true'], {})",
    ]
    ways += ["os.execv('/bin/true', ['true'])", "os.popen('true')", "call(435)", "call(58)"]
    _, lines = attempt(refused(*ways))
    assert lines == ["True"] * len(ways)


def test_a_fork_bomb_does_not_go_off(attempt: Try) -> None:
    outcome, lines = attempt("""
import os
for _ in range(10_000):
    try:
        os.fork()
    except OSError:
        continue
    report("alive")
""")
    assert (outcome.ending, outcome.exit_code, lines) == ("finished", 0, [])


def test_threads_end_with_their_memory(attempt: Try) -> None:
    _, lines = attempt(
        """
import threading
try:
    while True:
        threading.Thread(target=threading.Event().wait, daemon=True).start()
except RuntimeError:
    report(threading.active_count() < 200)
""",
        limits=Limits(seconds=30.0, memory=512 << 20),
    )
    assert lines == ["True"]


def test_the_parent_is_out_of_reach(attempt: Try) -> None:
    parent = os.getpid()
    ways = [f"os.kill({parent}, 0)", "os.kill(os.getppid(), signal.SIGKILL)", "os.kill(-1, signal.SIGTERM)"]
    ways += ["os.kill(0, signal.SIGKILL)", f"os.killpg(os.getpgid({parent}), signal.SIGTERM)"]
    ways += ["call(101)", "call(310)", "call(311)", f"resource.prlimit({parent}, resource.RLIMIT_CPU)"]
    ways += [f"os.pidfd_open({parent})", f"os.setpriority(os.PRIO_PROCESS, {parent}, 19)"]
    ways += [f"open('/proc/{parent}/mem', 'rb')", f"open('/proc/{parent}/environ', 'rb')"]
    _, lines = attempt(refused(*ways))
    assert lines == ["True"] * len(ways)


# --- Output


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_too_much_output_ends_the_run(attempt: Try, stream: str) -> None:
    outcome, _ = attempt(f"import sys\nwhile True: sys.{stream}.write('\\U0001f4a5' * 1000)")
    assert outcome.ending == "too much output"
    assert outcome.output.startswith("\U0001f4a5\U0001f4a5")
    assert len(outcome.output.encode()) <= Limits().output + 3


def test_too_long_a_report_ends_the_run(attempt: Try) -> None:
    outcome, lines = attempt("while True: report('x' * 100_000)")
    assert outcome.ending == "too much output"
    assert sum(map(len, lines)) <= Limits().report


def test_a_line_without_an_end_is_no_line(attempt: Try) -> None:
    outcome, lines = attempt("import os\nreport(1)\nwhile True: os.write(3, b'x' * 100_000)")
    assert (outcome.ending, lines) == ("too much output", ["1"])


def test_output_that_is_no_text_is_shown_as_far_as_it_is(attempt: Try) -> None:
    outcome, _ = attempt("import os\nos.write(1, b'a\\xff\\x00b')\nos.write(2, b'c')")
    assert outcome.output == "a\ufffd\x00bc"


# --- Ends


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("import os; os._exit(0)", 0),
        ("import sys; sys.exit(7)", 7),
        ("raise SystemExit", 0),
        ("raise ValueError('no')", 1),
        ("import os; os.close(3); raise KeyboardInterrupt", -2),
    ],
)
def test_every_end_is_told(attempt: Try, program: str, code: int) -> None:
    outcome, lines = attempt(program)
    assert (outcome.exit_code, lines) == (code, [])


def test_a_recursion_without_end_crashes_alone(attempt: Try) -> None:
    outcome, _ = attempt("""
import sys
sys.setrecursionlimit(10**9)
class Endless:
    def __getattr__(self, name):
        return sorted([1, 2], key=lambda one: getattr(self, name))
Endless().start
""")
    assert outcome.ending in ("crashed", "out of memory")


def test_a_crash_is_told_with_the_line_it_happened_in(attempt: Try) -> None:
    outcome, _ = attempt("import ctypes\n\nctypes.string_at(0)")
    assert (outcome.ending, outcome.exit_code) == ("crashed", -11)
    assert '"candidate.py", line 3' in outcome.output
    assert "Segmentation fault" in outcome.detail


def test_ones_own_memory_is_ones_own(attempt: Try) -> None:
    outcome, _ = attempt("""
memory = open("/proc/self/mem", "r+b", buffering=0)
memory.seek(id(int))
memory.write(bytes(1000))
int("1") + int("2")
""")
    assert outcome.ending in ("crashed", "finished")


# --- Memory and disk


@pytest.mark.parametrize(
    "program",
    [
        "hog = bytearray(1 << 32)",
        "hog = []\nwhile True: hog.append(bytearray(1 << 24))",
        "import mmap\nhog = []\nwhile True: hog.append(mmap.mmap(-1, 1 << 30, flags=mmap.MAP_PRIVATE))",
    ],
)
def test_memory_is_limited(attempt: Try, program: str) -> None:
    outcome, _ = attempt(program, limits=Limits(seconds=30.0, memory=256 << 20))
    assert outcome.ending == "out of memory" or "Cannot allocate memory" in outcome.output


def test_there_is_no_way_around_the_memory_limit(attempt: Try) -> None:
    ways = ["mmap.mmap(-1, 1 << 32)", "os.memfd_create('hog')", "call(29)", "open('/dev/shm/hog', 'w')"]
    ways += ["open('/dev/zero', 'r+b')", "call(425)"]
    _, lines = attempt(refused(*ways))
    assert lines == ["True"] * len(ways)


def test_the_disk_does_not_fill(attempt: Try) -> None:
    outcome, lines = attempt(
        """
import itertools
for number in itertools.count():
    with open(f"fill{number}", "wb") as file:
        file.write(bytes(1 << 20))
    report(number)
""",
        limits=Limits(seconds=60.0, file_bytes=16 << 20),
    )
    assert outcome.ending == "too much output" or "No space left" in outcome.output
    assert outcome.ending == "too much output" or len(lines) <= 16


def test_one_file_has_a_limit(attempt: Try) -> None:
    outcome, _ = attempt(
        "file = open('fill', 'wb', buffering=0)\nwhile True: file.write(bytes(1 << 20))",
        limits=Limits(seconds=30.0, file_bytes=16 << 20),
    )
    assert outcome.ending == "too much output" or "File too large" in outcome.output


def test_folders_that_are_hard_to_delete_are_deleted(attempt: Try) -> None:
    outcome, _ = attempt("""
import os
os.mkdir("locked", mode=0)
for _ in range(1500):
    os.mkdir("d")
    os.chdir("d")
""")
    # Where it is measured by its owner, a folder that cannot be looked into is too much.
    assert outcome.ending in ("finished", "too much output")


# --- The user's files


def test_the_users_files_cannot_be_read(attempt: Try, database: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    ways = [
        f"open({str(file)!r}, 'rb')" for file in (secret, database, database.with_name("interviewer.db-wal"))
    ]
    ways += [
        f"os.listdir({str(folder)!r})"
        for folder in (tmp_path, database.parent, Path.home(), "/root", "/home")
    ]
    ways += [
        "open('/etc/passwd')",
        "open('/etc/shadow')",
        f"os.symlink({str(secret)!r}, 'link') or open('link')",
    ]
    ways += [f"os.link({str(secret)!r}, 'link2') or open('link2')"]
    ways += [f"open('/proc/1/root' + {str(secret)!r})", f"open('/proc/self/root' + {str(secret)!r})"]
    _, lines = attempt(refused(*ways))
    assert lines == ["True"] * len(ways)


def test_nothing_of_the_user_can_be_changed(attempt: Try, database: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    ways = [f"open({str(file)!r}, 'r+b')" for file in (secret, database)]
    ways += [f"{how}({str(secret)!r})" for how in ("os.remove", "os.rmdir", "shutil.rmtree")]
    ways += [f"os.rename({str(secret)!r}, 'mine')", f"os.truncate({str(secret)!r}, 0)"]
    ways += [f"open({str(tmp_path / 'new')!r}, 'w')"]
    ways += [
        f"os.chmod({str(secret)!r}, 0)",
        f"os.chown({str(secret)!r}, 1, 1)",
        f"os.utime({str(secret)!r})",
    ]
    ways += [f"os.setxattr({str(secret)!r}, 'user.a', b'')", "call(163)", "socket.sethostname('mine')"]
    ways += [
        "open('/new', 'w')",
        "open('/usr/new', 'w')",
        "open(sys.prefix + '/new', 'w')",
        "open('/dev/new', 'w')",
    ]
    ways += [f"open({__file__!r}, 'a')", "os.mkdir('/var/tmp/new')"]
    _, lines = attempt(refused(*ways))
    assert lines == ["True"] * len(ways)
    assert secret.read_text() == "secret"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "secret.txt", "temporary"]


def test_files_of_ones_own_may_be_written(attempt: Try) -> None:
    _, lines = attempt("""
import os, pathlib, tempfile
pathlib.Path("mine").write_text("1")
with tempfile.NamedTemporaryFile("w+") as file:
    report(os.listdir() == ["mine", os.path.basename(file.name)] or os.listdir()[::-1])
report(pathlib.Path.home() == pathlib.Path.cwd())
""")
    assert lines[1] == "True"
    assert "mine" in lines[0] or lines[0] == "True"


# --- The network and other people's sockets


def test_nothing_is_reached(attempt: Try, tmp_path: Path) -> None:
    own = tmp_path / "socket"
    with (
        socket.create_server(("127.0.0.1", 0)) as tcp,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
        socket.socket(socket.AF_UNIX) as unix,
        socket.socket(socket.AF_UNIX) as abstract,
    ):
        udp.bind(("127.0.0.1", 0))
        unix.bind(str(own))
        unix.listen()
        abstract.bind("\0interviewer-test")
        abstract.listen()
        for one in (tcp, udp, unix, abstract):
            one.setblocking(False)
        ways = [
            f"socket.create_connection({tcp.getsockname()!r}, timeout=1)",
            f"socket.socket(type=socket.SOCK_DGRAM).sendto(b'1', {udp.getsockname()!r})",
            f"socket.socket(socket.AF_UNIX).connect({str(own)!r})",
            "socket.socket(socket.AF_UNIX).connect('\\0interviewer-test')",
            "socket.create_server(('127.0.0.1', 0))",
            "socket.create_connection(('1.1.1.1', 53), timeout=1)",
            "socket.getaddrinfo('example.org', 80)",
            "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
        ]
        _, lines = attempt(refused(*ways))
        assert lines == ["True"] * len(ways)
        for listener in (tcp, unix, abstract):
            with pytest.raises(BlockingIOError):
                listener.accept()
        with pytest.raises(BlockingIOError):
            udp.recv(1)


# --- What it is given


def test_it_inherits_nothing(attempt: Try, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("API_KEY", "secret")
    with (tmp_path / "open.txt").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        _, lines = attempt("""
import os
report("secret" in str(os.environ) or "INTERVIEWER_HOME" in os.environ)
def is_open(number):
    try:
        return bool(os.fstat(number))
    except OSError:
        return False
report([number for number in range(200) if is_open(number)])
report(open(0).read() == "")
""")
    assert lines == ["False", "[0, 1, 2, 3]", "True"]
