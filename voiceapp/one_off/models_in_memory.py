"""Asks the running app which models it has in memory."""

from voiceapp.core.sentence import Sentence, told_by
from voiceapp.ipc.client import NotRunningError, RunningAppCall
from voiceapp.ipc.told import sentence_in
from voiceapp.settings.paths import Paths

NOT_OPEN = Sentence("No model is in memory, because voiceapp isn't open.")


def told_by_app(paths: Paths, *, let_go: bool = False) -> Sentence:
    """Return what the running app says of its models, after it has let them go if that is wanted."""
    try:
        call = RunningAppCall(f"models {'let-go' if let_go else 'look'}", paths)
    except NotRunningError:
        return NOT_OPEN
    try:
        return sentence_in(call.answer())
    except OSError as error:
        return told_by(error)
    finally:
        call.close()
