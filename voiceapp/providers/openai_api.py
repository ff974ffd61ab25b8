"""Makes the parts for any server that speaks OpenAI's API, over HTTP or over a Realtime socket."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from voiceapp.core.meaning import Embedder
from voiceapp.core.models import Role
from voiceapp.core.pictures.painter import Painter
from voiceapp.core.ports import Chat, Engine, SoundChat, SpeechToText, TextToSpeech
from voiceapp.engines.cascade.previewed import LiveFirst
from voiceapp.engines.realtime.engine import RealtimeEngine, RealtimeServer
from voiceapp.engines.realtime.speech_engine import RealtimeSpeech
from voiceapp.engines.realtime.transcription_engine import RealtimeTranscription
from voiceapp.openai.audio_chat import AudioChat, SpeakingStyle
from voiceapp.openai.chat import ChatCompletions
from voiceapp.openai.chat_speech import ChatSpeech
from voiceapp.openai.chat_transcription import ChatTranscription
from voiceapp.openai.diarised import DIARISES, DiarisedTranscriptions
from voiceapp.openai.embeddings import Embeddings
from voiceapp.openai.http import Server
from voiceapp.openai.realtime_client_events import Dialect
from voiceapp.openai.responses import ResponsesChat
from voiceapp.openai.speech import Speech
from voiceapp.openai.transcriptions import Transcriptions
from voiceapp.providers.provider import PartContext
from voiceapp.settings.groups.engines import TextToSpeechSettings

if TYPE_CHECKING:
    from voiceapp.core.interpreter.job import Interprets

_LIVE_TRANSCRIBERS = ("gpt-live-transcribe", "gpt-realtime-whisper")
"""They transcribe while the person speaks, and are only served over a socket."""
_AUDIO = "audio"
"""Part of the names of chat models that hear and speak."""
_SPEAKS_IN_CHAT = "gpt-audio"
_TRANSLATOR = "gpt-realtime-translate"
"""Asked of a server of whose models nothing is known, where the person wants its translation sessions."""
_TRANSLATES_NOTHING = "gpt-"
"""Begins the names of models that only OpenAI has, and that cannot translate."""


def realtime(context: PartContext) -> Engine:
    dialect = {"ga": Dialect.TODAY, "beta": Dialect.BETA}.get(context.settings.realtime.dialect)
    return RealtimeEngine(_socket_server(context.server("realtime"), dialect))


def live(context: PartContext) -> Engine:
    from voiceapp.engines.live.engine import LiveChoices, LiveEngine  # noqa: PLC0415  (few talk over a Live session)

    server, chosen = context.server("live"), context.settings.live
    by_service = chosen.work == "service"
    worker = (chosen.work_model or server.provider.models.first(Role.CHAT)) if by_service else ""
    choices = LiveChoices(chosen.model, chosen.voice, worker)
    return LiveEngine(_socket_server(server), choices, context.side_chat())


def speech_to_text(context: PartContext, *, timed: bool) -> SpeechToText:
    server, stt = context.server("stt"), context.settings.stt
    live = stt.dialect == "auto" and stt.model.startswith(_LIVE_TRANSCRIBERS) and not timed
    if stt.dialect == "chat":
        return ChatTranscription(server, stt.model)
    if stt.dialect == "realtime" or live:
        return RealtimeTranscription(_socket_server(server), stt.model)
    return Transcriptions(server, stt.model, timed=timed)


def live_speech_to_text(context: PartContext) -> SpeechToText:
    """Its own live model, beside the one that recordings go to. A server that doesn't know it gets the recording."""
    server = context.server("stt")
    live = RealtimeTranscription(_socket_server(server), server.provider.live_transcriber)
    refused = server.quirks("live words", server.provider.live_transcriber).left_out
    whole = speech_to_text(context, timed=False)
    return whole if refused else LiveFirst(live, whole, lambda: refused.add("all"))


def translation(context: PartContext) -> SpeechToText:
    model = context.settings.stt.model
    known = "" if model.startswith(_TRANSLATES_NOTHING) else model
    return Transcriptions(context.server("stt"), known, call="audio/translations")


def translation_sessions(context: PartContext) -> "Interprets":
    from voiceapp.engines.translation.interpreting import TranslationSessions  # noqa: PLC0415  (few need an interpreter)
    from voiceapp.openai.wire_sound import WireSound  # noqa: PLC0415

    server = context.server("realtime")
    traits = server.provider
    model, transcriber = traits.live_translator or _TRANSLATOR, traits.live_transcriber or _LIVE_TRANSCRIBERS[0]
    return TranslationSessions(_socket_server(server), model, transcriber, WireSound)


def diariser(context: PartContext) -> SpeechToText | None:
    """The model that the person named, if its name says that it can, or else the service's own."""
    server, named = context.server("stt"), context.settings.stt.model
    model = named if DIARISES in named.lower() else server.provider.voice_transcriber
    ending = server.provider.models.ending_of(model)
    if not model or (ending is not None and ending.day <= datetime.now(UTC).date()):
        return None
    return DiarisedTranscriptions(server, model)


def chat(context: PartContext) -> Chat:
    server, settings = context.server("chat"), context.settings
    thinks = settings.talking.reasoning_effort not in ("default", "none")
    # On the older endpoint the newest models either think or use tools.
    needed = settings.chat.dialect == "auto" and server.provider.thinks_in_responses and thinks
    if settings.chat.dialect == "responses" or needed:
        return ResponsesChat(server, settings.chat.model)
    return ChatCompletions(server, settings.chat.model)


def sound_chat(context: PartContext, *, hears: bool, speaks: bool) -> SoundChat:
    server, settings = context.server("chat"), context.settings
    named, usual = settings.chat.model, server.provider.audio_chat_model
    model = named if _AUDIO in named or not usual else usual
    # Models that speak answer nothing in which there is no sound, so what is only written is another's.
    writer = ChatCompletions(server) if _AUDIO in named and usual else chat(context)
    return AudioChat(server, model, writer, hears=hears, speaking=_speaking(server, settings.tts) if speaks else None)


def _speaking(server: Server, tts: TextToSpeechSettings) -> SpeakingStyle:
    return SpeakingStyle(tts.voice or server.provider.usual_voice, tts.style)


def text_to_speech(context: PartContext) -> TextToSpeech:
    server, tts = context.server("tts"), context.settings.tts
    if tts.dialect == "chat" or (tts.dialect == "auto" and _SPEAKS_IN_CHAT in tts.model):
        return ChatSpeech(server, tts.model, _speaking(server, tts))
    if tts.dialect == "realtime" or (tts.dialect == "auto" and "realtime" in tts.model):
        return RealtimeSpeech(_socket_server(server), tts.model, tts.voice, tts.style)
    return Speech(server, tts.model, tts.voice, tts.style)


def embedder(context: PartContext) -> Embedder:
    return Embeddings(context.server("chat"), context.settings.history.meaning_model)


def painter(context: PartContext) -> Painter:
    from voiceapp.openai.images import Pictures  # noqa: PLC0415  (few talks have pictures)

    pictures = context.settings.pictures
    return Pictures(context.server("pictures"), pictures.model, pictures.quality)


def _socket_server(server: Server, dialect: Dialect | None = None) -> RealtimeServer:
    return RealtimeServer(
        server.endpoint,
        server.key,
        dialect,
        plain_allowed=server.plain_allowed,
        charge=server.charge,
        key_is_known=server.key_is_known,
        refuse_key=server.refuse_key,
        check_budget=server.check_budget,
    )
