"""Plays, pauses and skips what another program's media player plays."""

import asyncio
import re
from typing import Annotated, Literal

from msgspec import Meta

from voiceapp.core.machine_ports import MediaKey
from voiceapp.core.phrasing import Fields, Phrasing
from voiceapp.core.sentence import Sentence
from voiceapp.core.wishes import Permission, ToolCard
from voiceapp.tools.parts import german_machine
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.tool_context import ToolContext


class PlayerArguments(ToolArguments, frozen=True):
    action: Annotated[
        Literal["play", "pause", "next", "previous"], Meta(description="play goes on with what is paused.")
    ]


async def _control(context: ToolContext, wanted: PlayerArguments) -> str:
    player = await asyncio.to_thread(context.machine.media.press, MediaKey(wanted.action))
    return answer(done=wanted.action, player=player)


_MUSIC = r"(?:(?:the|this|my) )?(?:music|song|track|video|playback|podcast|radio|player|film|movie)"
_ACTIONS = (
    ("pause", rf"(?:pause|stop) {_MUSIC}|pause(?: it)?"),
    ("play", rf"(?:resume|continue|unpause) {_MUSIC}|(?:play|start) (?:the |my |some )?music|go on playing"),
    (
        "next",
        r"(?:play )?(?:the )?next (?:song|track|video|episode|title)|skip(?: (?:this|the))? (?:song|track|one|title)",
    ),
    (
        "previous",
        r"(?:play )?(?:the )?(?:previous|last) (?:song|track|video|episode|title)|(?:go )?back one (?:song|track)",
    ),
)
_PATTERNS = tuple((action, re.compile(words, re.IGNORECASE)) for action, words in _ACTIONS)
_SAID = {
    "play": "It plays.",
    "pause": "It's paused.",
    "next": "Here's the next one.",
    "previous": "Here's the previous one.",
}


def _asked(words: str) -> Fields | None:
    return next(({"action": action} for action, pattern in _PATTERNS if pattern.fullmatch(words)), None)


TOOL = Function(
    "control_player",
    "Plays, pauses or skips what a media player on this computer plays: music, videos, podcasts.",
    PlayerArguments,
    _control,
    Permission.ALWAYS,
    alone=True,
    card=ToolCard(done=(Sentence("Media player · {player} · {action}", player="", action=""),)),
    phrasing=Phrasing(
        _asked, lambda answered: _SAID.get(str(answered.get("done")), "Done."), german=german_machine.player()
    ),
)
