"""The window while the history is asked: an answer with its sources, one without, and before a question."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.desk import PaperDesk
from tests.gui.scenes import Scene, fill_history
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk_questions.access import AnswerStage, TalkAnswer
from voiceapp.core.talk_questions.passages import FoundPassage, PassageLine
from voiceapp.core.transcript import ItemId, Message, TalkId, TalkKind
from voiceapp.gui import language
from voiceapp.gui.window import Window

QUESTION = "How much milk do I need for the pancakes?"


def sources(desk: PaperDesk) -> tuple[FoundPassage, ...]:
    """Two lines of the history's talks."""
    found: list[FoundPassage] = []
    for name, place in (("talk-0", 1), ("talk-4", 0)):
        talk = desk.talks[TalkId(name)]
        item = talk.items[place]
        assert isinstance(item, Message)
        line = PassageLine(place, ItemId(item.id), "Assistant" if place % 2 else "User", item.at, item.text)
        found.append(FoundPassage(talk.id, talk.title, TalkKind.CONVERSATION, talk.started_at, line))
    return tuple(found)


def answer(desk: PaperDesk) -> TalkAnswer:
    return TalkAnswer(
        QUESTION,
        AnswerStage.DONE,
        sources(desk),
        "A quarter of a litre for four people [1], and let the batter rest for twenty minutes [1].",
        by=Sentence("GPT-6 Luna"),
        leaves=Sentence("Your words go to {whom}.", whom="api.openai.com"),
    )


def asked(window: Window, desk: PaperDesk, *answers: TalkAnswer) -> None:
    window.top.history.setChecked(True)
    window.rooms.asking.show(QUESTION)
    desk.questions.answer(*answers)
    QApplication.processEvents()


def asking(window: Window, desk: PaperDesk) -> None:
    window.rooms.asking.show()


def asking_answered(window: Window, desk: PaperDesk) -> None:
    asked(window, desk, answer(desk))


def asking_without_sources(window: Window, desk: PaperDesk) -> None:
    unsure = replace(
        answer(desk), written="Perhaps half a litre.", by=Sentence("On this device (small model)"), leaves=None
    )
    asked(window, desk, unsure)


def german_asking(window: Window, desk: PaperDesk) -> QWidget | None:
    language.install("de")
    made = Window(desk)
    made.resize(1120, 780)
    made.show()
    asking_without_sources(made, desk)
    return made


ASKING_SCENES: dict[str, Scene] = {
    "asking": Scene(asking),
    "asking-answered": Scene(asking_answered, (1120, 780), fill_history),
    "asking-without-sources": Scene(asking_without_sources, (1120, 780), fill_history),
    "german-asking": Scene(german_asking, (1120, 780), fill_history),
}
