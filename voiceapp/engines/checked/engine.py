"""Puts a check before another engine: nothing that it answers passes unseen."""

import contextlib
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace

from voiceapp.core.messages import EngineTraits
from voiceapp.core.moderation.gate import GateRules
from voiceapp.core.moderation.verdict import Moderator
from voiceapp.core.ports import Engine, EngineLink
from voiceapp.core.sentence import Sentence, in_a_row
from voiceapp.core.transcript import Item
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.checked.link import CheckedLink


class CheckedEngine:
    """Meets `core.ports.Engine`."""

    def __init__(self, engine: Engine, moderator: Moderator, rules: GateRules) -> None:
        self._engine = engine
        self._moderator = moderator
        self._rules = rules

    @property
    def traits(self) -> EngineTraits:
        return with_check(self._engine.traits, self._moderator.whom)

    @contextlib.asynccontextmanager
    async def connect(self, wishes: SessionWishes, history: Sequence[Item]) -> AsyncGenerator[EngineLink]:
        async with self._engine.connect(wishes, history) as link:
            checked = CheckedLink(
                link, self._moderator, self._rules, lambda traits: with_check(traits, self._moderator.whom)
            )
            try:
                yield checked
            finally:
                await checked.close()


def with_check(traits: EngineTraits, whom: str) -> EngineTraits:
    """Return the traits of an engine whose words are checked by somebody."""
    if not whom:
        return traits
    leaves = Sentence("The words are checked by {whom}.", whom=whom)
    if traits.leaves_machine is not None:
        leaves = in_a_row(traits.leaves_machine, leaves)
    return replace(traits, leaves_machine=leaves)
