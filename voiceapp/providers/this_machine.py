"""Describes this device as a provider: it needs no key, costs nothing, and tells nobody anything."""

from voiceapp.core.meaning import Embedder
from voiceapp.core.ports import Chat, SpeechToText, TextToSpeech
from voiceapp.local.quick_answers import QuickAnswers
from voiceapp.providers.provider import PartContext, Provider
from voiceapp.tools import phrasings_of


def _speech_to_text(context: PartContext, *, timed: bool) -> SpeechToText:
    return context.machine.recogniser(timed=timed)


def _chat(context: PartContext) -> Chat:
    return QuickAnswers(context.machine.chat(), phrasings_of())


def _text_to_speech(context: PartContext) -> TextToSpeech:
    return context.machine.voice()


def _embedder(context: PartContext) -> Embedder:
    return context.machine.embedder()


THIS_MACHINE = Provider(
    name="This machine",
    surely_offers=True,
    speech_to_text=_speech_to_text,
    chat=_chat,
    text_to_speech=_text_to_speech,
    embedder=_embedder,
)
