"""What lies at a service, as a window's test has it."""

from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure
from voiceapp.core.transcript import TalkId
from voiceapp.core.uploads.access import UploadedTalk


class PaperUploads:
    """Meets `core.uploads.access.UploadsAccess`."""

    def __init__(self) -> None:
        self.lying: list[UploadedTalk] = []
        self.asked = 0
        self.refuses: Failure | None = None

    def uploaded(self, then: Answer[tuple[UploadedTalk, ...]]) -> None:
        self.asked += 1
        then(self.refuses or tuple(self.lying))

    def upload(self, talk: TalkId, then: Answer[UploadedTalk]) -> None:
        if self.refuses is not None:
            then(self.refuses)
            return
        self.lying.append(UploadedTalk(f"file-{talk}", talk, str(talk), 1_000, 1_700_000_000.0))
        then(self.lying[-1])

    def delete(self, files: tuple[str, ...] | None, then: Answer[int]) -> None:
        if self.refuses is not None:
            then(self.refuses)
            return
        gone = [each for each in self.lying if files is None or each.file in files]
        self.lying = [each for each in self.lying if each not in gone]
        then(len(gone))
