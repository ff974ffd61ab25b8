"""Stands in for the versions of a line while the app behind the window is loading."""

from voiceapp.core.answers import Answer
from voiceapp.core.transcript import ItemId, Message, TalkId, Version
from voiceapp.core.versions_access import AnotherHearing, RecogniserOffer
from voiceapp.gui.pending_work import PendingWork


class LateVersions:
    def __init__(self, arrival: PendingWork) -> None:
        self._arrival = arrival

    def recognisers(self, then: Answer[tuple[RecogniserOffer, ...]]) -> None:
        self._arrival.do(lambda desk: desk.versions.recognisers(then))

    def hear(self, talk: TalkId, item: ItemId, how: AnotherHearing, then: Answer[Message]) -> None:
        self._arrival.do(lambda desk: desk.versions.hear(talk, item, how, then))

    def use(self, talk: TalkId, item: ItemId, version: Version, then: Answer[Message]) -> None:
        self._arrival.do(lambda desk: desk.versions.use(talk, item, version, then))
