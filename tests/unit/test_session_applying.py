"""Other settings take effect at once; only the process that is made from one that changed is started anew."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

from interviewer import locations
from interviewer.session.models import Models
from interviewer.session.runtime import Runtime
from interviewer.session.sound import Sound
from interviewer.settings import Settings


async def test_the_sound_process_is_started_anew_and_the_models_process_is_not() -> None:
    runtime = Runtime(Settings(), locations.find())
    try:
        await runtime.sound.start()
        await runtime.models.check("grader")
        sound, models = runtime.sound._worker.pid, runtime.models._worker.pid
        assert sound
        assert models

        await runtime.apply(replace(runtime.settings, end_of_turn=1.0, daily_minutes=10))
        assert (runtime.sound._worker.pid, runtime.models._worker.pid) == (sound, models)

        await runtime.apply(replace(runtime.settings, tts_engine="none"))
        assert runtime.sound._worker.pid is None
        assert "not spoken" in (await runtime.sound.check("voice")).text
        assert runtime.sound._worker.pid not in (None, sound)
        assert runtime.models._worker.pid == models
    finally:
        await runtime.close()


async def test_what_is_practised_for_follows(home: Path) -> None:
    runtime = Runtime(Settings(), locations.find())
    try:
        assert runtime.target.role is None
        first = runtime.planning
        await runtime.apply(replace(runtime.settings, role="llm-engineer", daily_minutes=10))
        assert runtime.target.role
        assert runtime.target.role.id == "llm-engineer"
        assert runtime.planning is not first
    finally:
        await runtime.close()


def test_each_process_names_settings_that_there_are() -> None:
    names = {field.name for field in fields(Settings)}
    assert names >= Sound.SETTINGS | Models.SETTINGS
    assert not Sound.SETTINGS & Models.SETTINGS
