"""Questions about earlier talks as a window's test answers them."""

from collections.abc import Callable

from voiceapp.core.talk_questions.access import TalkAnswer


class PaperQuestions:
    """Meets `core.talk_questions.access.TalkQuestions`."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.stopped = 0
        self._shows: list[Callable[[TalkAnswer], None]] = []

    def ask(self, question: str, show: Callable[[TalkAnswer], None]) -> Callable[[], None]:
        self.asked.append(question)
        self._shows.append(show)
        show(TalkAnswer(question))

        def stop() -> None:
            self.stopped += 1

        return stop

    def answer(self, *answers: TalkAnswer) -> None:
        """Answer the question that was asked last."""
        for answer in answers:
            self._shows[-1](answer)

    def answer_first(self, answer: TalkAnswer) -> None:
        """Answer the question that was asked before any other."""
        self._shows[0](answer)
