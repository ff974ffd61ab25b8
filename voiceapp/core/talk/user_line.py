"""Updates a person's line in the transcript as its words come, while it waits, and when it is answered. Pure."""

from dataclasses import replace

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import TurnWords
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker, Via

NO_SPEECH = Failure(FailureKind.NO_SPEECH, Sentence("We didn't hear you. Hold the key while you speak."))
TOO_SHORT = Sentence("Too short to interrupt the reply. Ask again to have it answered.")


def write_words(transcript: TranscriptWriter, item: ItemId, event: TurnWords) -> None:
    """Put what was recognised into the person's line. Under a correction, it is what undoing brings back."""
    if event.final:
        transcript.recognised(item, event.text)
    transcript.charge(item, event.spent)

    def write(message: Message) -> Message:
        state = MessageState.DONE if event.final else MessageState.GROWING
        if message.original is not None:
            growing = message.state is MessageState.GROWING
            return replace(message, original=event.text, state=state) if growing else message
        changing = message.state in (MessageState.GROWING, MessageState.DONE)
        return replace(
            message,
            text=event.text,
            state=state if changing else message.state,
            language=event.language or message.language,
            words=event.words or message.words,
        )

    transcript.change(item, write)


def write_failure(transcript: TranscriptWriter, item: ItemId, failure: Failure) -> None:
    """Mark a line as failed, with the reason."""
    transcript.change(item, lambda message: replace(message, state=MessageState.DONE, failure=failure.sentence))
    transcript.reveal(item)


def keep_unanswered(transcript: TranscriptWriter, item: ItemId, why: Sentence | None) -> None:
    """Show a line that no engine answers. `why`: the reason, if the person may not expect it."""
    transcript.change(item, lambda message: replace(settled(message), failure=why))
    transcript.reveal(item)


def forget_failure(message: Message) -> Message:
    if message.state is not MessageState.WAITING:
        return message
    state = MessageState.DONE if message.via is not Via.VOICE or message.text else MessageState.GROWING
    return replace(message, failure=None, state=state)


def settled(message: Message) -> Message:
    if message.speaker is Speaker.USER and message.state in (MessageState.GROWING, MessageState.WAITING):
        return replace(message, state=MessageState.DONE, failure=None)
    return message
