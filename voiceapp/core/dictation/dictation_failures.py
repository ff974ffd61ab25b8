"""Lists the ways in which a dictation comes to no words, in sentences."""

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence

_NO_SPEECH = Sentence("We didn't hear you. Hold the key while you speak, or check the microphone.")
NO_SPEECH = Failure(FailureKind.NO_SPEECH, _NO_SPEECH)
NO_MICROPHONE = Failure(
    FailureKind.NO_SOUND,
    Sentence("No sound from the microphone. Choose another one in Settings, or plug it in again."),
)
ENDED_BEFORE = Sentence("voiceapp closed before the words came.")
