"""`interviewer sessions serve`: the log in Datasette, for its user alone."""

from __future__ import annotations

import html
import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta, timezone
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest
from click.testing import CliRunner

from interviewer import locations
from interviewer.cli.main import cli
from interviewer.session.web.queries import QUERIES
from interviewer.store import Log
from tests.fixtures.databases.make import POINTS, QUESTION

COMMAND = [sys.executable, "-c", "from interviewer.cli import main; main()", "sessions", "serve"]
MARKUP = "<script>alert('x')</script>"
NOON = datetime.now(timezone.utc).replace(hour=12)


class Browser:
    """Fetches pages and keeps cookies."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.root = address.partition("?")[0]
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str, **headers: str) -> str:
        with self._opener.open(Request(self.root + path, headers=headers), timeout=30) as answer:
            self.headers = answer.headers
            return str(answer.read().decode())

    def rows(self, path: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.get(f"{path}.json?_shape=array"))
        return found

    def refused(self, path: str, **headers: str) -> tuple[int, str]:
        """Code and text of the refusal that a request gets."""
        with pytest.raises(HTTPError) as refusal:
            self.get(path, **headers)
        with closing(refusal.value) as answer:
            return answer.code, answer.read().decode()

    def enter(self) -> str:
        return self.get("?" + self.address.partition("?")[2])


@contextmanager
def serving(*arguments: str) -> Iterator[Browser]:
    """The server as a process of its own, ended as a user ends it."""
    with subprocess.Popen(
        [*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout and process.stderr
            found = re.search(r"http://127\.0\.0\.1:\d+/\?key=\S+", process.stdout.readline())
            assert found, process.stderr.read()
            yield Browser(found[0])
        finally:
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=20)
        assert (process.returncode, errors) == (0, "")


def practise(log: Log, days_ago: int, score: float, verdict: str, **question: object) -> int:
    """Logs one graded answer; gives the attempt."""
    at = NOON - timedelta(days=days_ago)
    session = log.start_session(kind="practice", setup={}, at=at)
    asked = {**QUESTION, "minutes": 2.0, **question}
    attempt = log.ask(
        session, question_id=str(asked["id"]), topic="colours", question=asked, reason="", at=at
    )
    log.answer(attempt, means="typing", seconds=90.0, answer=f"A zeppelin. {MARKUP}")
    points = [POINTS[0], POINTS[1] | {"verdict": verdict}]
    log.grade(attempt, assessment={"score": score}, score=score, points=points)
    log.end_session(session, status="finished", at=at)
    return attempt


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One log and one server for all tests of it."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("home")
        patch.setenv("INTERVIEWER_HOME", str(folder))
        with Log.open(locations.find().database) as log:
            practise(log, 0, 80.0, "missed")
            practise(log, 0, 40.0, "missed", question="The newer wording?")
            overridden = practise(log, 8, 20.0, "missed", id="colours-sky")
            with log.connection.writing() as db:
                values = (overridden, POINTS[1]["point"], "covered", "I said so.", "")
                db.execute("insert into overrides values (?, ?, ?, ?, ?)", values)
        yield folder


@pytest.fixture(scope="module")
def browser(home: Path) -> Iterator[Browser]:
    with serving() as opened:
        opened.enter()
        yield opened


def test_the_first_page_leads_to_tables_and_plots(browser: Browser) -> None:
    page = browser.get("")
    assert "Your interviews" in page
    for path in re.findall(r'href="/(interviewer|-/dashboards/practice)"', page):
        assert browser.get(path)


def test_tables_are_described_and_have_facets(browser: Browser) -> None:
    page = browser.get("interviewer/attempts")
    assert "One row for each question that was asked" in page
    assert "Time the candidate took for the answer" in page
    assert "_facet=topic" in page or "facet-topic" in page
    shown = json.loads(browser.get("interviewer.json"))
    hidden = {table["name"] for table in shown["tables"] if table["hidden"]}
    assert "_sqlite_migrations" in hidden
    assert not {"sessions", "attempts", "points"} & hidden


def test_what_was_said_can_be_searched(browser: Browser) -> None:
    found = json.loads(browser.get("interviewer/attempt_texts.json?_search=zeppelin&_shape=array"))
    assert len(found) == 3
    assert json.loads(browser.get("interviewer/attempt_texts.json?_search=airship&_shape=array")) == []


def test_text_of_the_user_is_never_markup(browser: Browser) -> None:
    for path in ("interviewer/attempts", "interviewer/attempt_texts", "interviewer/attempts/1"):
        page = browser.get(path)
        assert "&lt;script&gt;alert" in page
        assert MARKUP not in page


@pytest.mark.parametrize("name", QUERIES)
def test_each_query_has_a_page(browser: Browser, name: str) -> None:
    page = html.unescape(browser.get(f"interviewer/{name}"))
    assert QUERIES[name].title in page
    assert QUERIES[name].description in page
    rows = browser.rows(f"interviewer/{name}")
    plot = QUERIES[name].plot
    fields = [encoding["field"] for encoding in plot["encoding"].values()] if plot else []
    assert rows and set(fields) <= set(rows[0])


def test_the_weakest_question_comes_first_in_its_newest_wording(browser: Browser) -> None:
    weakest, next_ = browser.rows("interviewer/weakest-questions")
    assert (weakest["question_id"], weakest["mean_score"]) == ("colours-sky", 20.0)
    assert (next_["mean_score"], next_["answers"]) == (60.0, 2)
    assert next_["last_asked"] == f"{NOON.astimezone():%Y-%m-%d}"


def test_a_verdict_of_the_user_counts_among_the_missed_points(browser: Browser) -> None:
    [missed] = browser.rows("interviewer/missed-key-points")
    assert (missed["point"], missed["missed"], missed["graded"]) == ("Blue.", 2, 2)


def test_weeks_days_and_times(browser: Browser) -> None:
    here = NOON.astimezone()
    days = browser.rows("interviewer/practice-per-day")
    assert [(day["questions"], day["minutes"]) for day in days] == [(1, 1.5), (2, 3.0)]
    assert days[-1]["day"] == f"{here:%Y-%m-%d}"
    weeks = browser.rows("interviewer/score-by-topic-and-week")
    monday = here - timedelta(days=here.weekday())
    assert (weeks[-1]["week"], weeks[-1]["mean_score"]) == (f"{monday:%Y-%m-%d}", 60.0)
    times = browser.rows("interviewer/time-per-question")
    assert {(time["minutes"], time["expected"]) for time in times} == {(1.5, 2.0)}


def test_the_dashboard_plots_with_scripts_of_its_own(browser: Browser) -> None:
    page = browser.get("-/dashboards/practice")
    assert all(query.title in page for query in QUERIES.values() if query.plot)
    scripts = re.findall(r'<script src="([^"]+)"', page)
    assert scripts and all(script.startswith("/-/static") for script in scripts)
    for script in scripts:
        assert browser.get(script.removeprefix("/"))
    for rule in ("default-src 'self'", "form-action 'self'", "base-uri 'none'"):
        assert rule in browser.headers["content-security-policy"]


def test_nothing_can_be_changed(browser: Browser, home: Path) -> None:
    before = (home / "interviewer.db").read_bytes()
    for statement in ("delete from attempts", "pragma journal_mode=delete", "attach 'x.db' as x"):
        assert browser.refused(f"interviewer.json?sql={statement.replace(' ', '+')}")[0] == 400
    assert (home / "interviewer.db").read_bytes() == before


def test_who_has_not_the_address_stays_out(browser: Browser) -> None:
    for query in ("", "?key=", "?key=guessed"):
        for path in ("", "interviewer/attempts.json", "-/static/app.css"):
            code, text = Browser(browser.address).refused(path + query)
            assert code == 403
            assert "sessions serve" in text
    assert Browser(browser.address).refused("", Cookie="interviewer=guessed")[0] == 403


def test_only_the_loopback_is_listened_on(browser: Browser) -> None:
    port = int(browser.root.rpartition(":")[2].strip("/"))
    address = socket.inet_aton("127.0.0.1")[::-1].hex().upper()
    listening = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    found = re.findall(rf"\d+: (\w+):{port:04X} \w+:\w+ 0A", listening)
    assert found == [address]


def test_what_is_logged_meanwhile_is_shown(browser: Browser, home: Path) -> None:
    before = len(browser.rows("interviewer/sessions"))
    with Log.open(home / "interviewer.db") as log:
        session = log.start_session(kind="mock", setup={}, at=NOON)
        assert len(browser.rows("interviewer/sessions")) == before + 1
        with log.connection.writing() as db:
            db.execute("delete from sessions where id = ?", (session,))
    assert len(browser.rows("interviewer/sessions")) == before


def test_a_port_of_ones_own_and_a_port_that_is_taken(home: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(cli, ["sessions", "serve", "--port", str(port)])
        assert result.exit_code == 1
        assert f"Port {port} cannot be had" in result.stderr
    with serving("--port", str(port)) as opened:
        assert opened.root == f"http://127.0.0.1:{port}/"
        assert "Your interviews" in opened.enter()


def test_without_a_log_or_the_extra_it_says_what_to_do(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("INTERVIEWER_HOME", str(tmp_path))
        result = CliRunner().invoke(cli, ["sessions", "serve"])
        assert result.exit_code == 1
        assert "There is no log yet" in result.stderr
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    result = CliRunner().invoke(cli, ["sessions", "serve"])
    assert result.exit_code == 1
    assert "pip install 'interviewer[web]'" in result.stderr
