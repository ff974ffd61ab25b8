"""Learns from a server's refusals which fields a model does not take, and leaves them out from then on.

Servers refuse a field by naming it in a code, in a parameter, or only in a sentence, under any status.
"""

import re
from collections.abc import AsyncGenerator, Callable, Container, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TypeVar

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.text.thoughts import AnswerBeginning

T = TypeVar("T")

_MAY_BE_A_FIELDS = frozenset({FailureKind.REJECTED, FailureKind.WRONG_ADDRESS, FailureKind.SERVER_BROKEN})
_TOO_LONG = re.compile(r"context[ _-](?:length|window|size)|too long|too many tokens", re.IGNORECASE)
"""Messages that name fields only because their length is counted."""


@dataclass(slots=True)
class ModelQuirks:
    """The fields that one model at one server refuses, for one kind of call."""

    left_out: set[str] = field(default_factory=set[str])
    begins: AnswerBeginning | None = None
    """How its answers begin, once one was read to its end."""


@dataclass(slots=True)
class KnownQuirks:
    """Lives as long as the app and is shared by all who ask."""

    known: dict[tuple[str, str, str], ModelQuirks] = field(default_factory=dict[tuple[str, str, str], ModelQuirks])

    def of(self, server: str, call: str, model: str) -> ModelQuirks:
        return self.known.setdefault((server, call, model), ModelQuirks())

    def forget(self) -> None:
        """Forgets everything, since something was changed, perhaps at the server as well."""
        self.known.clear()


async def asked_until_taken(
    quirks: ModelQuirks,
    optional: Mapping[str, re.Pattern[str]],
    ask: Callable[[], tuple[Container[str], AsyncGenerator[T]]],
) -> AsyncGenerator[T]:
    """Returns the answer. `ask` builds a request without the given fields, and is called again after a refusal."""
    begun = False
    while True:
        sent, answer = ask()
        try:
            async with aclosing(answer) as pieces:
                async for piece in pieces:
                    begun = True
                    yield piece
        except EngineError as error:
            refused = "" if begun else blamed(error.failure, sent, optional)
            if not refused:
                raise
            quirks.left_out.add(refused)
        else:
            return


def blamed(failure: Failure, sent: Container[str], words: Mapping[str, re.Pattern[str]]) -> str:
    """Returns which of the fields that were sent and that `words` knows was refused; empty if none was."""
    if failure.kind not in _MAY_BE_A_FIELDS or _TOO_LONG.search(failure.said):
        return ""
    mine = [name for name in words if name in sent]
    by_name = next((name for name in mine if words[name].search(failure.detail)), "")
    return by_name or next((name for name in mine if words[name].search(failure.said)), "")


def named(name: str, also: str = "") -> dict[str, re.Pattern[str]]:
    """Describes a field by its name and any other wording used for it."""
    return {name: re.compile(rf"(?<!\w){re.escape(name)}(?!\w)" + (f"|{also}" if also else ""), re.IGNORECASE)}
