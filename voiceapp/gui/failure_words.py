"""Says a failure in the person's language.

The app writes its sentences in English; where the window speaks another language, the sentence of its kind stands in
and the exact one is kept for the curious.
"""

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.gui.words import speaks_english, tr, translated


def in_words(failure: Failure) -> tuple[str, str]:
    """The sentence, and what more there is to know."""
    if speaks_english():
        return failure.sentence, failure.detail
    exact = translated(failure.sentence)
    if exact != failure.sentence:
        return exact, failure.detail
    detail = f"{failure.sentence} {failure.detail}".strip()
    return of_kind(failure.kind), detail


def of_kind(kind: FailureKind) -> str:
    match kind:
        case FailureKind.NO_NETWORK:
            return tr("There is no network: what you say is kept and sent when it is back.")
        case FailureKind.LINK_DROPPED:
            return tr("The connection was lost: it is being made again, and nothing you said is gone.")
        case FailureKind.TIMED_OUT:
            return tr("The service did not answer in time: try again.")
        case FailureKind.WRONG_KEY:
            return tr("The service does not accept the key: enter another one.")
        case FailureKind.NO_KEY:
            return tr("There is no key for the service: enter one, or use the engine on this machine.")
        case FailureKind.NOT_ALLOWED:
            return tr("This key may not use that: choose another model or another key.")
        case FailureKind.NO_QUOTA:
            return tr("The account has no credit left: top it up, or use the engine on this machine.")
        case FailureKind.RATE_LIMITED:
            return tr("The service asks to wait a little: it is tried again by itself.")
        case FailureKind.NO_MODEL:
            return tr("The service does not have that model: choose another one.")
        case FailureKind.WRONG_ADDRESS:
            return tr("The address of the service does not work: check it in the settings.")
        case FailureKind.REJECTED:
            return tr("That was not accepted: see the details, and change it.")
        case FailureKind.CONTENT_REFUSED:
            return tr("The service refused to answer this: say it in another way.")
        case FailureKind.SERVER_BROKEN:
            return tr("The service has a fault of its own: try again soon.")
        case FailureKind.SESSION_EXPIRED:
            return tr("The session ended: a new one takes over.")
        case FailureKind.WRONG_DIALECT:
            return tr("The service speaks another dialect: it is tried in that one.")
        case FailureKind.TOO_SLOW:
            return tr("This is too slow to keep up: try again, or use another engine.")
        case FailureKind.NOT_INSTALLED:
            return tr("A part that this needs is not installed: see the engines in the settings.")
        case FailureKind.MODEL_BROKEN:
            return tr("A model on this machine cannot be used: see the engines in the settings.")
        case FailureKind.OVER_BUDGET:
            return tr("The budget is spent: the engine on this machine goes on, or raise the limit.")
        case FailureKind.NOT_UNDERSTOOD:
            return tr("That could not be understood: say it again.")
        case FailureKind.NO_SPEECH:
            return tr("No speech was heard: check the microphone.")
        case FailureKind.NO_SOUND:
            return tr("A microphone or loudspeaker does not work: choose another one.")
        case FailureKind.DISK_FULL:
            return tr("The disk is full: what is said lives in memory until there is room.")
        case FailureKind.DISK_BROKEN:
            return tr("The disk cannot be written or read: what is said lives in memory for now.")
        case FailureKind.ALREADY_OPEN:
            return tr("voiceapp is open already: go on in its window.")
        case FailureKind.NEWER_DATA:
            return tr("The history was written by a later version: install that one again.")
        case FailureKind.NOT_FOUND:
            return tr("That does not exist any more.")
        case FailureKind.BAD_FILE:
            return tr("The file is not what it should be: choose another one.")
        case FailureKind.SETTINGS_UNREAD:
            return tr("What the settings file says of privacy or money cannot be read: the strictest holds for now.")
        case FailureKind.CLOCK_WRONG:
            return tr("This computer's clock has leapt ahead: nothing is deleted for its age now.")
        case FailureKind.ENDED_BADLY:
            return tr("voiceapp did not end properly last time; what you said is kept, and a report of it is saved.")
        case FailureKind.BUG:
            return tr("Something went wrong inside voiceapp: please save a report.")
