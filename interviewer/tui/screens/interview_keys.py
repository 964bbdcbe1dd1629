"""The keys of an interview. Several mean different things in different phases; `check_action` tells which."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding, BindingType

from interviewer.session.hints import COST

# Letters come before the keys that also work while one writes: of several the footer shows the first that
# does something, and all in the order in which keys appear here first.
KEYS: Final[list[BindingType]] = [
    Binding("enter,space", "send('done')", "Done", id="interview.done", tooltip="The answer is complete"),
    Binding(
        "enter,space,ctrl+s",
        "send('next')",
        "Next",
        id="interview.next",
        tooltip="Go on to the next question",
    ),
    Binding(
        "ctrl+s",
        "send('submit')",
        "Submit",
        id="interview.submit_code",
        tooltip="Run the code on all tests: what comes of it counts",
    ),
    Binding("ctrl+s", "submit", "Done", id="interview.submit", tooltip="Have what is typed graded"),
    Binding(
        "ctrl+s", "send('accept')", "Grade it", id="interview.accept", tooltip="Have the text graded as it is"
    ),
    Binding(
        "r,ctrl+r,enter", "send('retry')", "Try again", id="interview.retry", tooltip="Write to the log again"
    ),
    Binding("ctrl+r", "send('run')", "Run", id="interview.run", tooltip="Run the code on the examples"),
    Binding("r,ctrl+r", "send('repeat')", "Repeat", id="interview.repeat", tooltip="Hear the question again"),
    Binding(
        "r,ctrl+r",
        "send('once-more')",
        "Retry",
        id="interview.once_more",
        tooltip="Answer the same question again now",
    ),
    Binding(
        "ctrl+g",
        "send('explain')",
        "Explain",
        id="interview.explain",
        tooltip="The code is done; go on to explain it",
    ),
    Binding(
        "ctrl+g",
        "send('again')",
        "Answer again",
        id="interview.again",
        tooltip="Speak a new answer in place of this one",
    ),
    Binding("t,ctrl+t", "send('type')", "Type", id="interview.type", tooltip="Type instead of speaking"),
    Binding(
        "ctrl+t", "send('talk')", "Talk", id="interview.talk", tooltip="Microphone on or off, while coding"
    ),
    Binding("ctrl+t", "send('speak')", "Speak", id="interview.speak", tooltip="Speak, after what there is"),
    Binding("f2", "show_other_part", "Task", id="interview.part", tooltip="Task, results, or neither"),
    Binding(
        "u",
        "send('follow-up')",
        "Follow up",
        id="interview.follow_up",
        tooltip="Be asked about what was missing, or what leads deeper",
    ),
    Binding(
        "a",
        "send('hear')",
        "Hear answer",
        id="interview.hear",
        tooltip="Have the reference answer spoken; again falls silent",
    ),
    Binding("v", "disagree", "Disagree", id="interview.disagree", tooltip="Give your own verdicts"),
    Binding(
        "h,f8",
        "send('hint')",
        f"Hint −{COST:.0f}",
        id="interview.hint",
        tooltip=f"The next thing to say, for {COST:.0f} of 100 points",
    ),
    Binding(
        "s,ctrl+n",
        "send('skip')",
        "Skip",
        id="interview.skip",
        tooltip="Leave this question without an answer",
    ),
    Binding("p,ctrl+o,enter", "send('resume')", "Go on", id="interview.resume", tooltip="End the pause"),
    Binding(
        "p,ctrl+o",
        "send('pause')",
        "Pause",
        id="interview.pause",
        tooltip="Stop the clocks and the microphone",
    ),
    Binding("f,f3", "flag", "Flag", id="interview.flag", tooltip="Mark this answer, or take the mark away"),
    Binding("n,f5", "note", "Note", id="interview.note", tooltip="Write a note on this answer"),
    # While one codes, the footer has no room for these.
    Binding("f3", "flag(True)", "Flag", show=False, id="interview.flag_code", tooltip="Mark this answer"),
    Binding("f5", "note(True)", "Note", show=False, id="interview.note_code", tooltip="Write a note on it"),
    Binding(
        "f4", "edit_elsewhere", "$EDITOR", show=False, id="interview.edit", tooltip="Write in your own editor"
    ),
    Binding(
        "ctrl+down",
        "scroll_part(3)",
        "Scroll the task",
        show=False,
        id="interview.down",
        tooltip="Scroll the task or the results, while you write",
    ),
    Binding(
        "ctrl+up",
        "scroll_part(-3)",
        "Scroll the task up",
        show=False,
        id="interview.up",
        tooltip="Scroll the task or the results, while you write",
    ),
    Binding("escape", "send('stop')", "Stop", id="interview.stop", tooltip="Stop the run"),
    Binding("escape", "end", "End", id="interview.end", tooltip="End the interview"),
]
