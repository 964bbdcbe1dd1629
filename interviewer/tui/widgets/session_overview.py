"""A whole interview at a glance."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Label, Static

from interviewer.session import report_wording as wording
from interviewer.session.history import Attempt
from interviewer.session.report import Report
from interviewer.tui.text import MUTED, bar, score_style, score_text

_FACTS = ("strongest", "weakest", "time", "delivery")
_BAR = 20


class SessionOverview(Vertical):
    """Score, comparison, strongest and weakest answer, time, delivery, topics; and what to practise next."""

    DEFAULT_CSS = """
    SessionOverview {
        VerticalScroll {
            height: 1fr;
        }
        Static {
            height: auto;
        }
        #by-topic, #compared {
            margin-bottom: 1;
        }
        #by-topic {
            margin-top: 1;
        }
        .fact {
            height: auto;
        }
        .fact > Static {
            width: 1fr;
        }
        .fact > Label {
            width: 11;
            color: $text-muted;
        }
        #strongest, #weakest {
            text-wrap: nowrap;
            text-overflow: ellipsis;
        }
        #next {
            width: auto;
            max-width: 100%;
            height: 1;
            border: none;
            display: none;
        }
        #next.-shown {
            display: block;
        }
    }
    """

    def compose(self) -> ComposeResult:
        """The parts, empty."""
        with VerticalScroll():
            yield Static(id="score")
            yield Static(id="compared")
            for id in _FACTS:
                with Horizontal(classes="fact"):
                    yield Label(id.capitalize())
                    yield Static(id=id)
            yield Static(id="by-topic")
        yield Button(id="next", variant="primary")

    def show(self, report: Report) -> None:
        """Show an interview."""
        self.query_one("#score", Static).update(_score(report))
        self.query_one("#compared", Static).update(_compared(report))
        for id, text in _facts(report).items():
            fact = self.query_one(f"#{id}", Static)
            fact.update(text)
            assert fact.parent
            fact.parent.display = bool(text)
        topics = self.query_one("#by-topic", Static)
        topics.update(_topics(report))
        topics.display = bool(report.topics)
        step, button = wording.next_step(report), self.query_one("#next", Button)
        button.label = Content(f"{step} (r)")
        button.set_class(bool(step), "-shown")


def _score(report: Report) -> Content:
    if report.score is None:
        return Content.styled(wording.answers(report), MUTED)
    return Content.assemble(
        score_text(report.score),
        ("/100  ", MUTED),
        bar(report.score / 100, _BAR, score_style(report.score)),
        (f"  {wording.answers(report)}", MUTED),
    )


def _compared(report: Report) -> Content:
    sign, text = wording.compared(report)
    style = {"▲": "$text-success", "▼": "$text-error"}.get(sign, "")
    return Content.assemble(
        (f"{sign} " if sign else "", style), text, (f"  {wording.course(report)}", "$text-accent")
    )


def _facts(report: Report) -> dict[str, Content]:
    """By the id of their place; what there is nothing to tell of is empty."""
    best = report.graded
    return {
        "strongest": _answer(best[0]) if best else Content(),
        "weakest": _answer(best[-1]) if len(best) > 1 else Content(),
        "time": Content(wording.time_used(report)),
        "delivery": Content(report.delivery),
    }


def _topics(report: Report) -> Content:
    width = max((len(topic.title) for topic in report.topics), default=0)
    return Content("\n").join(
        [
            Content.assemble(("By topic", "bold $text-accent"), ("  and its number of questions", MUTED)),
            *(
                Content.assemble(
                    f"{topic.title:<{width}} ",
                    score_text(topic.score),
                    "  ",
                    bar(topic.score / 100, _BAR, score_style(topic.score)),
                    (f"  {topic.questions}", MUTED),
                )
                for topic in report.topics
            ),
        ]
    )


def _answer(attempt: Attempt) -> Content:
    return Content.assemble(score_text(attempt.score), f"  {attempt.number}. {attempt.question.question}")
