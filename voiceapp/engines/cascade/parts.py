"""Holds the parts that a cascade is made of."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass

from voiceapp.core.ports import Chat, ChatPiece, SoundChat, SpeechToText, TextToSpeech
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.cascade.chat_memory import ChatMemory
from voiceapp.engines.cascade.read_ahead import GetReady


@dataclass(frozen=True, slots=True)
class CascadeParts:
    recogniser: SpeechToText
    chat: Chat
    voice: TextToSpeech
    asides: bool = True
    """The chat part is good enough for side jobs, such as titles."""
    get_ready: GetReady | None = None
    """Lets the chat part read the talk so far, so that only what the person says now is left to read."""
    sound_chat: SoundChat | None = None
    """Answers in the chat's place, hearing or speaking itself."""

    @property
    def hears(self) -> bool:
        """The sound itself is answered, and the recogniser only writes down what was said."""
        return self.sound_chat is not None and self.sound_chat.hears

    @property
    def answers(self) -> Chat:
        return self.sound_chat or self.chat

    def answer(self, memory: ChatMemory, wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        """Returns the answer to everything that is remembered."""
        if self.sound_chat is not None:
            return self.sound_chat.converse(memory.items, wishes, memory.sounds)
        return self.chat.answer(memory.items, wishes)
