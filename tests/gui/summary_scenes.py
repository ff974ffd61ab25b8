"""The states of a summary in the page of a saved talk, for pictures and for tests that look at all of them."""

from dataclasses import replace

from tests.gui.desk import PaperDesk
from tests.gui.recording_scenes import open_recording, recorded_talk
from tests.gui.scenes import NOON, Scene
from voiceapp.core.summaries.access import WritingState
from voiceapp.core.summaries.summary import Point, PromptedText, Section, Summaries, Summary
from voiceapp.core.transcript import Talk
from voiceapp.gui.window import Window

MINUTES = """# Budget meeting

**Present:** two persons

## The budget

Two numbers were wrong: the *rent* and the travel costs.

- Correct both before Friday
- Send it to everybody
"""


def summarised_talk() -> Talk:
    talk = recorded_talk()
    lines = [item.id for item in talk.items]
    points = (
        Point(
            Section.KEY,
            "Two numbers of next year's budget are wrong: the rent, and the travel costs.",
            (lines[1], lines[3]),
        ),
        Point(Section.DECISION, "Both are corrected before Friday, and the budget goes to everybody.", (lines[4],)),
        Point(Section.TASK, "Correct the rent and the travel costs.", (lines[4], lines[5]), "Ben", "2025-03-14"),
        Point(Section.TASK, "Send the budget to everybody.", (lines[4],), "", "Friday", done=True),
        Point(
            Section.QUESTION, "Shall the new office be taken? An answer is due by the end of the month.", (lines[6],)
        ),
        Point(Section.CHAPTER, "The budget", (lines[0],)),
        Point(Section.CHAPTER, "The new office", (lines[6],)),
    )
    summary = Summary("Two wrong numbers in the budget", points, ("budget", "office"), NOON + 60, "gpt-6-luna")
    minutes = PromptedText("Minutes", "As minutes.", MINUTES, NOON + 90, "gpt-6-luna")
    return replace(talk, summaries=Summaries(summary, (minutes,)))


def _summary(window: Window, desk: PaperDesk) -> None:
    open_recording(window, desk, summarised_talk())


def _editing(window: Window, desk: PaperDesk) -> None:
    _summary(window, desk)
    window.main_area.reading.summary.rows[2].edit.click()


def _writing(window: Window, desk: PaperDesk) -> None:
    talk = recorded_talk()
    open_recording(window, desk, talk)
    window.main_area.reading.about.setChecked(True)
    desk.summaries.show(WritingState(talk.id, "", 3, 12))


def _none_yet(window: Window, desk: PaperDesk) -> None:
    open_recording(window, desk)
    window.main_area.reading.about.setChecked(True)


SUMMARY_SCENES: dict[str, Scene] = {
    "summary": Scene(_summary, size=(1000, 900)),
    "summary_editing": Scene(_editing, size=(1000, 900)),
    "summary_writing": Scene(_writing),
    "summary_none": Scene(_none_yet),
}
