"""Describes each kind of failure: whose fault it is, whether trying again can help, and what the person can do.

A failure holds its message as data (`voiceapp.core.sentence`), which each front end renders in its own language.
"""

from dataclasses import dataclass
from enum import Enum

from voiceapp.core.sentence import Sentence


class Remedy(Enum):
    """Names what the one button beside an error does. The window and the terminal each know how."""

    NONE = ""
    RETRY = "retry"
    OPEN_KEYS = "open-keys"
    OPEN_ENGINES = "open-engines"
    OPEN_MODELS = "open-models"
    OPEN_TALKING = "open-talking"
    OPEN_SOUND = "open-sound"
    OPEN_BUDGET = "open-budget"
    OPEN_PRIVACY = "open-privacy"
    OPEN_DATA_FOLDER = "open-data-folder"
    OPEN_REPORTS = "open-reports"
    USE_LOCAL = "use-local"
    REPORT = "report"


class FailureKind(Enum):
    NO_NETWORK = "no-network"
    LINK_DROPPED = "link-dropped"
    TIMED_OUT = "timed-out"
    WRONG_KEY = "wrong-key"
    NO_KEY = "no-key"
    NOT_ALLOWED = "not-allowed"
    NO_QUOTA = "no-quota"
    RATE_LIMITED = "rate-limited"
    NO_MODEL = "no-model"
    WRONG_ADDRESS = "wrong-address"
    REJECTED = "rejected"
    CONTENT_REFUSED = "content-refused"
    UNCHECKED = "unchecked"
    """The person wants everything checked, and it could not be."""
    SERVER_BROKEN = "server-broken"
    SESSION_EXPIRED = "session-expired"
    WRONG_DIALECT = "wrong-dialect"
    TOO_SLOW = "too-slow"
    NOT_INSTALLED = "not-installed"
    MODEL_BROKEN = "model-broken"
    OVER_BUDGET = "over-budget"
    NEAR_LIMIT = "near-limit"
    """A service will soon answer no more for a while."""
    NOT_UNDERSTOOD = "not-understood"
    NO_SPEECH = "no-speech"
    NO_WAKE_WORD = "no-wake-word"
    """Nothing can hear the wake word, so the talk sleeps until the person presses the key."""
    NO_SOUND = "no-sound"
    OTHER_DEVICE = "other-device"
    """The sound now takes another route; nothing is wrong with it."""
    DISK_FULL = "disk-full"
    DISK_BROKEN = "disk-broken"
    """The disk cannot be written or read, for a reason other than being full."""
    OWN_FOLDER = "own-folder"
    """The folder that the person has talks saved in is away, or has a file that they changed."""
    ALREADY_OPEN = "already-open"
    """Another copy of the app has it open."""
    NEWER_DATA = "newer-data"
    """The data was written by a later version of the app."""
    NOT_FOUND = "not-found"
    BAD_FILE = "bad-file"
    """A given file is not what it should be."""
    SETTINGS_UNREAD = "settings-unread"
    """What the settings file says about privacy or money could not be read, so the strictest choice applies."""
    CLOCK_WRONG = "clock-wrong"
    ENDED_BADLY = "ended-badly"
    """The last run of the app ended badly; this one is fine."""
    BUG = "bug"

    @property
    def is_news(self) -> bool:
        """Return whether it is only shown, with nothing to be done about it."""
        return self in (FailureKind.OTHER_DEVICE, FailureKind.ENDED_BADLY, FailureKind.NEAR_LIMIT)


_PASSING = frozenset(
    {
        FailureKind.NO_NETWORK,
        FailureKind.LINK_DROPPED,
        FailureKind.TIMED_OUT,
        FailureKind.RATE_LIMITED,
        FailureKind.SERVER_BROKEN,
        FailureKind.SESSION_EXPIRED,
        FailureKind.WRONG_DIALECT,
        FailureKind.TOO_SLOW,
    }
)

_REMEDIES = {
    FailureKind.WRONG_KEY: Remedy.OPEN_KEYS,
    FailureKind.NO_KEY: Remedy.OPEN_KEYS,
    FailureKind.NOT_ALLOWED: Remedy.OPEN_ENGINES,
    FailureKind.NO_QUOTA: Remedy.USE_LOCAL,
    FailureKind.NO_MODEL: Remedy.OPEN_ENGINES,
    FailureKind.WRONG_ADDRESS: Remedy.OPEN_ENGINES,
    FailureKind.NOT_INSTALLED: Remedy.OPEN_ENGINES,
    FailureKind.MODEL_BROKEN: Remedy.OPEN_MODELS,
    FailureKind.OVER_BUDGET: Remedy.OPEN_BUDGET,
    FailureKind.DISK_FULL: Remedy.OPEN_DATA_FOLDER,
    FailureKind.NO_WAKE_WORD: Remedy.OPEN_TALKING,
    FailureKind.NO_SOUND: Remedy.OPEN_SOUND,
    FailureKind.OTHER_DEVICE: Remedy.OPEN_SOUND,
    FailureKind.DISK_BROKEN: Remedy.OPEN_DATA_FOLDER,
    FailureKind.OWN_FOLDER: Remedy.OPEN_PRIVACY,
    FailureKind.UNCHECKED: Remedy.OPEN_PRIVACY,
    FailureKind.SETTINGS_UNREAD: Remedy.OPEN_PRIVACY,
    FailureKind.ENDED_BADLY: Remedy.OPEN_REPORTS,
    FailureKind.BUG: Remedy.REPORT,
}


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure, ready to be shown: `sentence` says what happened and what to do."""

    kind: FailureKind
    sentence: Sentence
    detail: str = ""
    """Details for the curious: a status, a code or a request id. Never a key, never speech."""
    retry_after: float | None = None
    """The wait in seconds, if the service named one."""
    said: str = ""
    """The service's own words on one clean line, shown below the sentence as a quotation."""

    @property
    def in_full(self) -> Sentence:
        """Return the sentence followed by the service's words, for a place with one line."""
        if not self.said:
            return self.sentence
        return Sentence("{sentence} The service says “{said}”.", sentence=self.sentence, said=self.said)

    @property
    def worth_retrying(self) -> bool:
        return self.kind in _PASSING

    @property
    def remedy(self) -> Remedy:
        return _REMEDIES.get(self.kind, Remedy.RETRY if self.worth_retrying else Remedy.NONE)


NOTHING_ANSWERED = Failure(FailureKind.SERVER_BROKEN, Sentence("The model answered nothing. Ask again."))
NOTHING_SAID = Failure(
    FailureKind.SERVER_BROKEN,
    Sentence("The model thought about it but said nothing. Ask again, or choose another model."),
)
