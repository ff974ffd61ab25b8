"""Describes what the person wants saved in a folder of their own, and under which names."""

import re
from dataclasses import dataclass, field

from voiceapp.core.history import ExportWishes
from voiceapp.core.transcript import TalkKind

NAME_FIELDS = ("date", "time", "year", "month", "day", "title", "kind", "id")
"""What a pattern for names may have in braces."""
USUAL_NAMES = "{date} {time} {title}"
MARKDOWN, JSON, SOUND = ".md", ".json", ".flac"
_FIELD = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class FolderWishes:
    """Says what is saved in a folder of the person's own."""

    folder: str = ""
    """Empty: nothing is."""
    names: str = USUAL_NAMES
    markdown: bool = True
    json: bool = True
    sound: bool = False
    recordings: bool = True
    dictations: bool = False
    deletes: bool = False
    """Files go with their talk."""
    export: ExportWishes = field(default_factory=ExportWishes)

    def wants(self, kind: TalkKind) -> bool:
        """Return whether talks of this kind are saved."""
        match kind:
            case TalkKind.CONVERSATION:
                return True
            case TalkKind.TRANSCRIPTION:
                return self.recordings
            case TalkKind.DICTATION:
                return self.dictations

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Return the kinds of files that are saved, by their suffixes."""
        chosen = ((MARKDOWN, self.markdown), (JSON, self.json), (SOUND, self.sound))
        return tuple(suffix for suffix, wanted in chosen if wanted)


def unknown_fields(pattern: str) -> tuple[str, ...]:
    """Return what a pattern has in braces that nothing is known of."""
    return tuple(name for name in _FIELD.findall(pattern) if name not in NAME_FIELDS)


def filled(pattern: str, values: dict[str, str]) -> str:
    """Return a pattern with its gaps filled. What is unknown stays as it is."""
    return _FIELD.sub(lambda gap: values.get(gap[1], gap[0]), pattern)
