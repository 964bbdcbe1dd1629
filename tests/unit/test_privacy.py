"""Nothing leaves the machine, other users of it read nothing, and no text is obeyed by the terminal."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from interviewer import locations, settings
from interviewer.bank.question import KeyPoint, Question
from interviewer.cli.main import cli
from interviewer.locations import Locations
from interviewer.scheduling import Pick
from interviewer.scoring.assessment import Assessment, PointResult
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.store import Log
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.report import ReportScreen
from tests.app.conftest import until

TESTS = Path(__file__).parents[1]
ID = "classification-metrics-f1"
SPOKEN = "The F1 score is the harmonic mean of precision and recall."
INTERVIEWER = [sys.executable, "-c", "from interviewer.cli import main; main()"]


def without_network() -> list[str]:
    """A command before a command, that leaves it no network interface, not even the loopback; if allowed."""
    command = ["unshare", "--user", "--map-root-user", "--net"]
    allowed = (
        shutil.which("unshare") and subprocess.run([*command, "true"], capture_output=True).returncode == 0
    )
    return command if allowed else []


@pytest.fixture(scope="module")
def practised(
    tmp_path_factory: pytest.TempPathFactory, say_clearly: Callable[[str], Path]
) -> Iterator[tuple[Locations, Path]]:
    """A home after everything that the app does on its own, and the file that network use is written to.

    Sockets are forbidden to every Python process, and where the machine allows it there is no interface.
    """
    folder = tmp_path_factory.mktemp("practised")
    used, spoken = folder / "network-used", say_clearly(SPOKEN)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
    environment |= {
        "INTERVIEWER_HOME": str(folder / "home"),
        "PYTHONPATH": os.pathsep.join((str(TESTS / "privacy"), str(TESTS.parent))),
        "NETWORK_USED": str(used),
    }
    environment.pop("INTERVIEWER_CACHE", None)
    for command in (
        [sys.executable, "-m", "tests.privacy.interview"],
        [*INTERVIEWER, "ask", ID, "--audio", str(spoken), "--json"],
        [*INTERVIEWER, "say", ID, "--out", str(folder / "question.wav")],
        [*INTERVIEWER, "backup"],
        [*INTERVIEWER, "export", "--format", "jsonl", "--out", str(folder / "export.jsonl")],
    ):
        done = subprocess.run(
            [*without_network(), *command], env=environment, capture_output=True, text=True, cwd=TESTS.parent
        )
        assert done.returncode == 0, done.stderr
    yield locations.find(environment), used


def test_an_interview_needs_no_network(practised: tuple[Locations, Path]) -> None:
    places, used = practised
    assert not used.exists(), used.read_text()
    with Log.open(places.database) as log:
        attempts = [attempt for summary in log.sessions() for attempt in log.attempts(summary.session.id)]
    spoken, typed = attempts
    assert (spoken.status, spoken.means) == ("graded", "voice")
    assert spoken.transcript and "harmonic mean" in spoken.transcript["text"]
    assert (typed.status, typed.means) == ("graded", "typing")


def test_the_guard_sees_a_use_of_the_network(tmp_path: Path) -> None:
    code = "import urllib.request; urllib.request.urlopen('http://192.0.2.1/')"
    environment = os.environ | {"PYTHONPATH": str(TESTS / "privacy"), "NETWORK_USED": str(tmp_path / "used")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert "is forbidden here" in done.stderr
    assert "socket.getaddrinfo" in (tmp_path / "used").read_text()


def test_all_that_is_written_is_for_the_user_alone(practised: tuple[Locations, Path]) -> None:
    places, used = practised
    made = [
        places.data,
        *places.data.rglob("*"),
        used.with_name("question.wav"),
        used.with_name("export.jsonl"),
    ]
    open_to_others = {str(path): oct(path.stat().st_mode) for path in made if path.stat().st_mode & 0o077}
    assert open_to_others == {}
    kinds = {path.suffix for path in made if path.is_file()}
    assert {".db", ".wav", ".log", ".jsonl"} <= kinds


HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202egnp.exe\u2066 \x08[red]bold[/red] [@click=app.quit]here[/]"
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
SHOWN = "[red]bold[/red] [@click=app.quit]here[/]"


def unseen(text: str) -> list[str]:
    """What a terminal would obey, but for the colours that commands print."""
    return UNSEEN.findall(re.sub(r"\x1b\[[0-9;]*m", "", text))


@pytest.fixture
def hostile(home: Path) -> Runtime:
    """A log into which somebody has put what terminals and toolkits obey, wherever text can stand."""
    runtime = Runtime(settings.load(), locations.find())
    question = Question(
        id="hostile",
        topic=HOSTILE,
        difficulty="easy",
        kind="concept",
        question=f"Question {HOSTILE}",
        answer=f"Reference {HOSTILE}",
        key_points=(KeyPoint(point=f"Point {HOSTILE}"), KeyPoint(point="Second.")),
        minutes=1.0,
    )
    history = runtime.history
    session = history.start_session("mock", Setup())
    attempt = history.ask(session, Pick(question=question, reason=HOSTILE))
    history.answer(attempt, means="typing", seconds=1.0, answer=f"Answer {HOSTILE}")
    point = PointResult(
        point=question.key_points[0].point,
        weight=1,
        verdict="partly",
        probability=0.5,
        evidence=f"Evidence {HOSTILE}",
    )
    history.grade(attempt, Assessment(score=50.0, points=(point,), notes=(f"Note {HOSTILE}",), grader="test"))
    history.end_session(session)
    return runtime


@pytest.mark.parametrize(
    "command",
    [
        ["sessions", "show", "1"],
        ["sessions", "show", "1", "--json"],
        ["sessions", "list"],
        ["sessions", "search", "gnp"],
        *(["export", "--format", name, "--out", "-"] for name in ("markdown", "html", "csv", "jsonl")),
    ],
    ids=" ".join,
)
def test_commands_print_nothing_that_a_terminal_obeys(hostile: Runtime, command: list[str]) -> None:
    hostile.log.close()
    # With colours, as on a terminal: without, click takes escape sequences out by itself.
    result = CliRunner().invoke(cli, command, color=True)
    assert result.exit_code == 0, result.stderr
    assert unseen(result.output) == []
    if "show" in command:
        assert SHOWN in " ".join(result.output.split())
        assert "2J" in result.output
    if "--json" in command:
        assert json.loads(result.stdout)["attempts"][0]["answer"] == f"Answer {HOSTILE}"


@pytest.mark.parametrize("command", [["show", "hostile-one"], ["list", "--topic", "hostile"]], ids=" ".join)
def test_questions_of_a_hostile_deck_are_shown_as_text(home: Path, command: list[str]) -> None:
    question = {
        "id": "hostile-one",
        "difficulty": "easy",
        "kind": "concept",
        "minutes": 1,
        "question": f"What is {HOSTILE}?",
        "answer": f"It is this. It is that: {HOSTILE}.",
        "key_points": [{"point": "It is this."}, {"point": f"It is that: {HOSTILE}."}],
        "terms": [HOSTILE],
    }
    deck = {"id": "hostile", "title": HOSTILE, "questions": [question]}
    (home / "questions").mkdir(parents=True)
    # JSON is YAML, and its escapes get past what refuses the characters themselves.
    (home / "questions" / "hostile.yaml").write_text(json.dumps(deck))
    result = CliRunner().invoke(cli, ["questions", *command], color=True)
    assert result.exit_code == 0, result.stderr
    assert "hostile-one" in result.stdout
    assert unseen(result.output) == []


async def test_screens_draw_nothing_that_a_terminal_obeys(hostile: Runtime) -> None:
    app = InterviewerApp(hostile)
    async with app.run_test(size=(140, 45)) as pilot:
        await until(pilot, lambda: app.screen.query("#strengths"))
        await app.push_screen(ReportScreen(hostile, 1))
        await until(pilot, lambda: app.screen.query("AssessmentView Static"))
        await pilot.pause()
        app.notify(HOSTILE, markup=False)
        await pilot.pause()
        lines = app.screen._compositor.render_strips()
        drawn = "\n".join("".join(part.text for part in strip if not part.control) for strip in lines)
    assert SHOWN in drawn
    assert unseen(drawn) == []
