"""Stands in for the summaries while the app behind the window is loading."""

from collections.abc import Callable

from voiceapp.core.answers import Answer
from voiceapp.core.summaries.access import SummaryOffer, WritingState
from voiceapp.core.summaries.summary import Summaries
from voiceapp.core.transcript import TalkId
from voiceapp.gui.pending_work import PendingWork, Stop


class LateSummaries:
    def __init__(self, arrival: PendingWork) -> None:
        self._arrival = arrival

    def offer(self, then: Answer[SummaryOffer]) -> None:
        self._arrival.do(lambda desk: desk.summaries.offer(then))

    def make(self, talk: TalkId, prompt: str, then: Answer[Summaries]) -> None:
        self._arrival.do(lambda desk: desk.summaries.make(talk, prompt, then))

    def cancel(self, talk: TalkId) -> None:
        self._arrival.do(lambda desk: desk.summaries.cancel(talk))

    def change(self, talk: TalkId, summaries: Summaries) -> None:
        self._arrival.do(lambda desk: desk.summaries.change(talk, summaries))

    def watch(self, show: Callable[[tuple[WritingState, ...]], None]) -> Stop:
        return self._arrival.begin(lambda desk: desk.summaries.watch(show))
