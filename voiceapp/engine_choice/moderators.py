"""Chooses who checks what is said and answered, where the person wants that."""

from collections.abc import Callable

from voiceapp.core.moderation.gate import GateRules
from voiceapp.core.moderation.verdict import Moderator, Verdict
from voiceapp.core.ports import Chat, Engine, EngineError
from voiceapp.core.transcript import Image
from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.engine_choice.lazy_parts import Ready
from voiceapp.engines.checked.chat import CheckedChat
from voiceapp.engines.checked.engine import CheckedEngine
from voiceapp.openai.moderations import Moderations
from voiceapp.settings.model import Settings


class LazyModerator:
    """Meets `core.moderation.verdict.Moderator`. Asks whoever the settings name when it is used."""

    def __init__(self, factory: Callable[[], PartsFactory], ready: Ready) -> None:
        self._factory = factory
        self._ready = ready

    @property
    def whom(self) -> str:
        try:
            return self._chosen().whom
        except EngineError:
            return ""  # nobody can be asked, which each check tells

    async def look(self, text: str, images: tuple[Image, ...] = ()) -> Verdict:
        await self._ready()
        return await self._chosen().look(text, images)

    def _chosen(self) -> Moderations:
        factory = self._factory()
        return Moderations(factory.server("moderation"), factory.settings.moderation.model)


def rules_of(settings: Settings) -> GateRules:
    """Return what counts, and what becomes of what cannot be checked."""
    chosen = settings.moderation
    return GateRules(strict=chosen.counts == "strict", closed=chosen.unreachable == "closed")


def checked(engine: Engine, settings: Settings, moderator: Moderator) -> Engine:
    """Return an engine whose answers are checked, if the person wants that."""
    if not settings.moderation.on:
        return engine
    return CheckedEngine(engine, moderator, rules_of(settings))


def checked_chat(chat: Chat, settings: Settings, moderator: Moderator) -> Chat:
    """Do the same for a chat by itself."""
    return CheckedChat(chat, moderator, rules_of(settings)) if settings.moderation.on else chat
