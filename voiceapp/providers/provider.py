"""Says what a provider is: a frozen value with its traits and the parts that it offers for each role."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from voiceapp.core.meaning import Embedder
from voiceapp.core.models import Listed
from voiceapp.core.pictures.painter import Painter
from voiceapp.core.ports import Chat, Engine, SoundChat, SpeechToText, TextToSpeech
from voiceapp.core.provider_traits import ProviderTraits
from voiceapp.local.model_set import LocalMachine
from voiceapp.openai.http import Server
from voiceapp.openai.models import list_models
from voiceapp.settings.model import Settings

if TYPE_CHECKING:
    from voiceapp.core.interpreter.job import Interprets

Get = Callable[[str], Awaitable[object]]
"""Asks a server for one of its lists, by the name of the call."""


class PartContext(Protocol):
    """Holds what parts are made from at one moment, because the settings may change."""

    @property
    def settings(self) -> Settings: ...
    @property
    def machine(self) -> LocalMachine: ...
    def side_chat(self) -> Chat | None:
        """Makes what does work beside a talk that cannot do it itself, if anybody would."""
        ...

    def server(self, role: str) -> Server:
        """Finds the server of a role: realtime, live, stt, chat, tts or pictures. Raises EngineError if it may not be asked."""
        ...


class MakesSpeechToText(Protocol):
    def __call__(self, context: PartContext, *, timed: bool) -> SpeechToText:
        """With `timed`, each word is timed if that is possible."""
        ...


class MakesSoundChat(Protocol):
    def __call__(self, context: PartContext, *, hears: bool, speaks: bool) -> SoundChat: ...


@dataclass(frozen=True, kw_only=True)
class Provider(ProviderTraits):
    """Describes a provider; each has a line in `PROVIDERS`. A missing part means that it does not offer that."""

    realtime: Callable[[PartContext], Engine] | None = None
    live: Callable[[PartContext], Engine] | None = None
    """Talks in full duplex, billed by the second."""
    speech_to_text: MakesSpeechToText | None = None
    live_speech_to_text: Callable[[PartContext], SpeechToText] | None = None
    """Turns speech into words while one speaks, where the usual way has none before the end."""
    translation: Callable[[PartContext], SpeechToText] | None = None
    """Turns speech of any language into English words."""
    translation_sessions: "Callable[[PartContext], Interprets] | None" = None
    """Interprets between two languages, speech to speech."""
    diariser: Callable[[PartContext], SpeechToText | None] | None = None
    """Tells persons apart by their voices. None: none of its models is known to."""
    chat: Callable[[PartContext], Chat] | None = None
    sound_chat: MakesSoundChat | None = None
    """Answers by a model that hears or speaks itself."""
    text_to_speech: Callable[[PartContext], TextToSpeech] | None = None
    embedder: Callable[[PartContext], Embedder] | None = None
    """Tells what texts mean."""
    painter: Callable[[PartContext], Painter] | None = None
    """Makes pictures and changes them."""
    list_models: Callable[[Get], Awaitable[tuple[Listed, ...]]] = list_models
    """Empty if it keeps no list. Raises EngineError."""
    list_voices: Callable[[Get], Awaitable[tuple[str, ...]]] | None = None
    """Names the voices that it speaks with. None: it can't be asked. Raises EngineError."""
    get: Callable[[Server, str], Awaitable[object]] = Server.get
    """Asks it for one of its lists, which also shows that it answers and takes the key. Raises EngineError."""
