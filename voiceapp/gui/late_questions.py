"""Stands in for the questions about earlier talks while the app behind the window is loading."""

from collections.abc import Callable

from voiceapp.core.talk_questions.access import TalkAnswer
from voiceapp.gui.pending_work import PendingWork, Stop


class LateQuestions:
    def __init__(self, arrival: PendingWork) -> None:
        self._arrival = arrival

    def ask(self, question: str, show: Callable[[TalkAnswer], None]) -> Stop:
        return self._arrival.begin(lambda desk: desk.questions.ask(question, show))
