"""Stands in for the uploads while the app behind the window is loading."""

from voiceapp.core.answers import Answer
from voiceapp.core.transcript import TalkId
from voiceapp.core.uploads.access import UploadedTalk
from voiceapp.gui.pending_work import PendingWork


class LateUploads:
    def __init__(self, arrival: PendingWork) -> None:
        self._arrival = arrival

    def uploaded(self, then: Answer[tuple[UploadedTalk, ...]]) -> None:
        self._arrival.do(lambda desk: desk.uploads.uploaded(then))

    def upload(self, talk: TalkId, then: Answer[UploadedTalk]) -> None:
        self._arrival.do(lambda desk: desk.uploads.upload(talk, then))

    def delete(self, files: tuple[str, ...] | None, then: Answer[int]) -> None:
        self._arrival.do(lambda desk: desk.uploads.delete(files, then))
