"""What the sandbox gives to code that means no harm, and what it tells of itself."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.coding.sandbox import Isolation, Limits, bubblewrap, isolation, run, view
from interviewer.errors import SandboxError
from tests.unit.descendants import none_left

HARNESS = "tests.unit.hostile_harness"
LIMITS = Limits(seconds=60.0)
HELD = Isolation(network=True, reading=True, writing=True, processes=True, memory=True, time=True)


def lines_of(program: str) -> list[str]:
    lines: list[str] = []
    outcome = run(HARNESS, program.encode(), limits=LIMITS, on_line=lambda line: lines.append(line.decode()))
    assert (outcome.ending, outcome.exit_code, outcome.output) == ("finished", 0, "")
    return lines


def test_a_job_and_a_report_of_any_size_come_through() -> None:
    many = 200_000
    lines = lines_of(f"text = {'x' * many!r}\nreport(len(text))\nfor number in range(5000): report(number)")
    assert lines == [str(many), *map(str, range(5000))]


def test_lines_come_in_the_calling_thread_and_as_they_are_written() -> None:
    threads: set[threading.Thread] = set()
    cancelled = threading.Event()

    def note(line: bytes) -> None:
        threads.add(threading.current_thread())
        cancelled.set()

    outcome = run(HARNESS, b"report(1)\nwhile True: pass", limits=LIMITS, on_line=note, cancelled=cancelled)
    assert outcome.ending == "cancelled"
    assert threads == {threading.current_thread()}


def test_it_can_be_cancelled_from_another_thread() -> None:
    cancelled = threading.Event()
    threading.Timer(0.2, cancelled.set).start()
    outcome = run(HARNESS, b"while True: pass", limits=LIMITS, on_line=print, cancelled=cancelled)
    assert outcome.ending == "cancelled"
    assert outcome.seconds < LIMITS.seconds


def test_a_reader_that_fails_leaves_no_process() -> None:
    seen: list[int] = []

    def fail(line: bytes) -> None:
        seen.append(int(line))
        raise ValueError("not a line")

    with pytest.raises(ValueError, match="not a line"):
        run(HARNESS, b"import os; report(os.getpid())\nwhile True: pass", limits=LIMITS, on_line=fail)
    assert len(seen) == 1


def test_the_users_python_runs_with_its_packages() -> None:
    program = "import numpy, hypothesis, sys; report(numpy.arange(4).sum()); report(sys.version)"
    assert lines_of(program) == ["6", sys.version.replace("\n", " ")]


def test_torch_learns_within_the_memory_that_is_given() -> None:
    assert lines_of("""
import torch
model = torch.nn.Linear(3, 1)
optimizer = torch.optim.Adam(model.parameters())
model(torch.ones(2, 3)).sum().backward()
optimizer.step()
report(torch.cuda.is_available())
""") == ["False"]


def test_threads_and_asyncio_work() -> None:
    program = """
import asyncio, threading
thread = threading.Thread(target=report, args=("thread",))
thread.start()
thread.join()
asyncio.run(asyncio.sleep(0, report("loop")))
"""
    assert lines_of(program) == ["thread", "loop"]


def test_a_module_that_is_not_there_is_the_modules_doing() -> None:
    outcome = run(f"{HARNESS}_gone", b"", limits=LIMITS, on_line=print)
    assert outcome.exit_code == 1
    assert "No module named" in outcome.output


def test_what_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(SandboxError, match="python"):
        run(HARNESS, b"", limits=LIMITS, on_line=print)


@pytest.mark.parametrize("walls", ["", "bubblewrap.program = lambda: None"], ids=["namespaces", "none"])
def test_it_dies_with_its_parent(walls: str) -> None:
    program = f"""
from interviewer.coding.sandbox import bubblewrap, run
{walls}
run({HARNESS!r}, b"import os; report(1)\\nwhile True: pass", on_line=lambda line: print("on", flush=True))
"""
    with none_left(), subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == b"on\n"
        parent.kill()


def test_a_data_folder_among_the_packages_is_hidden(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    packages = tmp_path / "site-packages"
    secret = packages / "data" / "secret.txt"
    secret.parent.mkdir(parents=True)
    secret.write_text("secret")
    (packages / "plain.py").write_text("there = True")
    monkeypatch.syspath_prepend(packages)
    monkeypatch.setenv("INTERVIEWER_HOME", str(secret.parent))
    program = f"import os, plain; report(plain.there); report(os.path.exists({str(secret)!r}))"
    assert lines_of(program) == ["True", "False"]


def test_a_data_folder_among_the_systems_files_is_left_out(tmp_path: Path) -> None:
    for name in ("app/data/recordings", "app/program", "lib"):
        (tmp_path / name).mkdir(parents=True)
    hidden = (tmp_path / "app" / "data", tmp_path / "cache")
    assert [*view.without(hidden, tmp_path)] == [tmp_path / "app" / "program", tmp_path / "lib"]
    assert [*view.without(hidden, tmp_path / "lib")] == [tmp_path / "lib"]


def test_a_checkout_shows_its_packages_and_nothing_else() -> None:
    seen = view.of(HARNESS)
    checkout = Path(view.__file__).parents[3]
    assert {checkout / "interviewer", checkout / "tests"} <= {*seen.readable, *seen.search}
    assert checkout not in seen.readable


# --- What it tells of itself


def test_this_machine_holds_all_of_it() -> None:
    assert isolation() == HELD
    assert HELD.complete
    assert HELD.remedy() == ""


def test_without_namespaces_all_of_it_is_held_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bubblewrap, "program", lambda: None)
    assert isolation() == HELD


def test_the_probe_finds_every_door_open_outside(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("secret")
    start = "import os; from interviewer.coding.sandbox.probe import main; os.dup2(1, 3); main()"
    with socket.create_server(("127.0.0.1", 0)) as server:
        job = {"file": str(file), "port": server.getsockname()[1], "parent": os.getpid(), "too_much": 1 << 20}
        with subprocess.Popen(
            [sys.executable, "-c", start], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as probe:
            assert probe.stdin and probe.stdout
            probe.stdin.write(json.dumps(job).encode())
            probe.stdin.close()
            opened = json.loads(probe.stdout.readline())
            probe.kill()
    assert opened == dict.fromkeys(("network", "reading", "writing", "processes", "memory"), True)
    assert file.with_suffix(".new").exists()


def test_what_is_not_held_is_said_with_what_to_do() -> None:
    some = replace(HELD, network=False, reading=False)
    assert "It can use the network and read your files." in some.sentence()
    assert "changes none of them" in some.sentence()
    assert some.remedy()


# --- Each layer by itself, since the others would hide that it fails


def test_seccomp_alone_refuses(tmp_path: Path) -> None:
    prepare = "from interviewer.coding.sandbox import seccomp; assert seccomp.refuse_dangerous_calls()"
    assert works_after(prepare, tmp_path) == {
        "a process": False,
        "a socket": False,
        "shared memory": False,
        "permissions": False,
        "reading": True,
        "writing": True,
        "a thread": True,
    }


def test_landlock_alone_confines(tmp_path: Path) -> None:
    prepare = f"""
from interviewer.coding.sandbox import landlock
os.mkdir({str(tmp_path / "own")!r})
assert landlock.confine(["/usr", sys.prefix, "/not/there"], {str(tmp_path / "own")!r})
"""
    assert works_after(prepare, tmp_path) == {
        "a process": True,
        "a socket": True,
        "shared memory": True,
        "permissions": True,
        "reading": False,
        "writing": False,
        "a thread": True,
    }


def works_after(prepare: str, folder: Path) -> dict[str, bool]:
    """What works in a plain process in which one layer was set up."""
    program = f"""
import json, mmap, os, socket, sys, threading
{prepare}
folder = {str(folder)!r}
actions = {{
    "a process": lambda: os.fork() or os._exit(0),
    "a socket": socket.socket,
    "shared memory": lambda: mmap.mmap(-1, 4096),
    "permissions": lambda: os.chmod(folder, 0o700),
    "reading": lambda: os.listdir(folder),
    "writing": lambda: os.mkdir(folder + "/new"),
    "a thread": lambda: threading.Thread(target=int).start(),
}}
def works(action):
    try:
        action()
    except OSError:
        return False
    return True
print(json.dumps({{name: works(action) for name, action in actions.items()}}))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    found: dict[str, bool] = json.loads(done.stdout)
    return found
