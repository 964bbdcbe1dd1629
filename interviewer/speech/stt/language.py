"""Which language is spoken."""

from __future__ import annotations

import difflib
from collections.abc import Collection

from interviewer.errors import EngineError

AUTO = "auto"
"""The setting that has the language detected."""

ENGLISH = "en"

UNKNOWN = "und"
"""What ISO 639 calls a language that nobody has determined."""


def language_of(setting: str, known: Collection[str], model: str) -> str | None:
    """The language to decode; None where it is to be detected.

    Args:
        setting: `stt_language`.
        known: Codes of the languages that the model knows.
        model: Its name, for messages.

    Raises:
        EngineError: The model does not know the language; says how to mend that.
    """
    if len(known) == 1:
        (only,) = known
        if setting not in (AUTO, only):
            raise EngineError(
                f"Whisper {model} knows no language but '{only}': set stt_model to one whose name does "
                f"not end in .en, such as base, or stt_language to '{only}'."
            )
        return only
    if setting == AUTO:
        return None
    if setting not in known:
        near = difflib.get_close_matches(setting, known, n=1)
        mend = f"did you mean '{near[0]}'?" if near else f"write a code, such as de or fr, or '{AUTO}'."
        raise EngineError(f"Whisper {model} knows no language '{setting}' of stt_language; {mend}")
    return setting
