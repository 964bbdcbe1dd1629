"""An interview over stand-ins, played by a candidate who waits for phases and presses keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from interviewer.bank.question import KeyPoint, Question
from interviewer.session.conductor import Conductor
from interviewer.session.history import History
from interviewer.session.interview import Command, Interview, Phase
from interviewer.session.questions import ChosenQuestions
from interviewer.session.setup import Setup
from tests.fakes import FakeModels, FakeSound


def questions(count: int, minutes: float = 2) -> list[Question]:
    return [
        Question(
            id=f"colours-{n}",
            topic="colours",
            difficulty="easy",
            kind="concept",
            question=f"Which colours are on flag {n}?",
            answer="Red is on it. Blue is on it.",
            key_points=(KeyPoint(point="Red is on it."), KeyPoint(point="Blue is on it.")),
            minutes=minutes,
        )
        for n in range(1, count + 1)
    ]


class Play:
    """A conductor that runs, and a candidate who waits for phases and presses keys."""

    def __init__(
        self,
        history: History,
        setup: Setup,
        sound: FakeSound | None = None,
        models: FakeModels | None = None,
        minutes: float = 2,
        end_of_turn: float = 0.0,
        vocabulary: Callable[[Question], Sequence[str]] = lambda question: question.terms,
    ) -> None:
        self.sound, self.models = sound or FakeSound(), models or FakeModels()
        self.changed = asyncio.Event()
        self.conductor = Conductor(
            Interview(setup),
            ChosenQuestions(questions(setup.questions or 3, minutes)),
            self.sound,  # type: ignore[arg-type]
            self.models,  # type: ignore[arg-type]
            history,
            listen_guard=0.0,
            end_of_turn=end_of_turn,
            vocabulary=vocabulary,
            on_change=self.changed.set,
        )
        self.task = asyncio.create_task(self.conductor.run())

    async def until(self, condition: Callable[[], object]) -> None:
        async def wait() -> None:
            while not condition():
                if self.task.done():
                    self.task.result()
                    assert condition(), "the interview ended before"
                await asyncio.sleep(0.005)

        await asyncio.wait_for(wait(), 5)

    async def phase(self, phase: Phase, number: int = 1) -> None:
        interview = self.conductor.interview
        await self.until(
            lambda: interview.phase is phase and interview.number == number and not interview.opening
        )
        await asyncio.sleep(0.02)

    async def press(self, command: Command) -> None:
        assert self.conductor.send(command), f"{command} is not allowed in {self.conductor.interview.phase}"
        await asyncio.sleep(0.02)

    async def answer(self, text: str, number: int = 1) -> None:
        await self.phase(Phase.TYPING, number)
        assert self.conductor.turn
        self.conductor.turn.draft = text
        await self.press(Command.DONE)

    async def end(self) -> int:
        return await asyncio.wait_for(self.task, 5)
