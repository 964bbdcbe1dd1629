"""An interview is killed at random moments, over and over, and loses nothing that was said or typed."""

from __future__ import annotations

import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from interviewer.session.interview import Phase
from tests.crash.candidate import BETWEEN
from tests.crash.microphone import FedMicrophone
from tests.crash.run import Run, assert_all_end
from tests.crash.witness import Witness, ended

pytestmark = pytest.mark.sound

PHASES: dict[str, float] = {
    Phase.ASKING: 0.8,
    Phase.CODING: 1.8,
    Phase.LISTENING: 0.8,
    Phase.TYPING: 1.8,
    Phase.TRANSCRIBING: 0.4,
    Phase.CHECKING: 1.8,
    Phase.GRADING: 0.3,
    Phase.FEEDBACK: 0.3,
    BETWEEN: 0.05,
}
"""Where the interview is killed, and up to how many seconds after it came there."""

GOES_ON = {
    (Phase.ASKING, "sound"): Phase.LISTENING,
    (Phase.LISTENING, "sound"): Phase.CHECKING,
    (Phase.TRANSCRIBING, "models"): Phase.CHECKING,
    (Phase.GRADING, "models"): Phase.FEEDBACK,
}
"""Where an interview comes to by itself whose worker was killed."""


def interrupted(
    home: Path, microphone: FedMicrophone, seed: int, kills: list[tuple[str, str]]
) -> Counter[str]:
    """One interview that is killed time and again, and ends at last; gives how often in each phase."""
    rng, witness = random.Random(seed), Witness(home, microphone)
    hit: Counter[str] = Counter()
    expected: tuple[int, Phase] | None = None
    kills = kills.copy()
    rng.shuffle(kills)
    while kills:
        with Run(home) as run:
            first = run.wait(lambda event: event["attempt"])
            assert expected in (None, (first["attempt"], first["phase"])), "it is taken up somewhere else"
            victim = ""
            while kills and victim not in ("program", "machine"):
                phase, victim = kills.pop()
                run.go_to(phase)
                time.sleep(rng.uniform(0, PHASES[phase]))
                hit[phase] += 1
                if victim in ("sound", "models"):
                    run.kill_worker(victim)
                    run.wait(lambda event, on=GOES_ON[phase, victim]: event["phase"] == on)  # type: ignore[misc,index]
            fed = len(microphone.fed)
            killed_at = run.kill(all_processes=victim == "machine")
            assert_all_end(home)
            interview = witness.look(run.events, killed_at, fed)
            expected = (interview.attempts[-1].id, interview.phase) if interview.phase else None
    with Run(home) as run:
        run.wait(lambda event: event["attempt"])
        run.end()
    assert ended(home)
    return hit


@pytest.mark.usefixtures("quick")
def test_nothing_is_lost_at_fifty_random_kills(home: Path, microphone: FedMicrophone) -> None:
    everywhere = [(phase, "program") for phase in PHASES]
    at_once = [(phase, "machine") for phase in PHASES]
    workers = [*GOES_ON]
    with ThreadPoolExecutor(2) as pool:
        hits = list(
            pool.map(
                lambda seed: interrupted(
                    home / f"{seed}", microphone, seed, everywhere * 2 + at_once + workers
                ),
                (1, 2),
            )
        )
    hit = hits[0] + hits[1]
    print("kills:", dict(hit))
    assert hit.total() >= 50 and min(hit[phase] for phase in PHASES) >= 6


def test_grading_by_the_real_model_is_taken_up(
    home: Path, microphone: FedMicrophone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERVIEWER_TTS_ENGINE", "none")
    witness = Witness(home, microphone)
    for _ in range(2):
        with Run(home) as run:
            run.go_to(Phase.GRADING)
            run.wait(lambda event: event["models"])
            time.sleep(0.5)
            killed_at = run.kill()
            assert_all_end(home)
            interview = witness.look(run.events, killed_at, 0)
            assert interview.phase is Phase.GRADING
    with Run(home) as run:
        assert run.wait(lambda event: event["phase"] == Phase.FEEDBACK)["graded"]
        run.end()
    (attempt,) = ended(home)
    assert attempt.assessment and attempt.assessment.grader.startswith("embedding")
    assert attempt.answer == interview.attempts[-1].answer
