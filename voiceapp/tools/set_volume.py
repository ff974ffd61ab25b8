"""Changes how loud this computer plays everything, and tells the new volume."""

import asyncio
import re
from typing import Annotated, Literal

from msgspec import Meta

from voiceapp.core.machine_ports import OutputVolume, SystemVolume
from voiceapp.core.phrasing import Fields, Phrasing
from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Sentence
from voiceapp.core.wishes import Permission, ToolCard
from voiceapp.tools.parts import german_machine
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.tool_context import ToolContext
from voiceapp.tools.parts.wording import NUMBER

STEP = 10
LOUDEST = 100
WHICH = Sentence("A volume lies between 0 and 100 percent. Say how loud.")


class VolumeArguments(ToolArguments, frozen=True):
    action: Literal["set", "up", "down", "mute", "unmute", "tell"]
    percent: Annotated[
        int | None, Meta(description="With set: the volume, 0 to 100. With up and down: by how much; usually 10.")
    ] = None


async def _change(context: ToolContext, wanted: VolumeArguments) -> str:
    volume = context.machine.volume
    await asyncio.to_thread(_turn, volume, wanted)
    now = await asyncio.to_thread(volume.read)
    return answer(percent=now.percent, muted=now.muted)


def _turn(volume: SystemVolume, wanted: VolumeArguments) -> None:
    match wanted.action:
        case "tell":
            pass
        case "mute" | "unmute":
            volume.mute(on=wanted.action == "mute")
        case _:
            before = volume.read()
            volume.turn(_wanted(before, wanted))
            if before.muted and wanted.action != "down":
                # Who asks for it louder wants to hear something.
                volume.mute(on=False)


def _wanted(before: OutputVolume, wanted: VolumeArguments) -> int:
    by = STEP if wanted.percent is None else wanted.percent
    if not 0 <= by <= LOUDEST or (wanted.action == "set" and wanted.percent is None):
        raise ToolError(WHICH)
    change = {"set": by - before.percent, "up": by, "down": -by}[wanted.action]
    # What the person set beyond 100 percent by hand is left, and never added to.
    return max(0, min(before.percent + change, max(LOUDEST, before.percent if wanted.action == "down" else 0)))


_SOUND = r"(?:(?:the|my) )?(?:volume|sound|speakers?|loudness)"
_BY = rf"(?: by {NUMBER}(?: ?(?:%|percent))?)?(?: a (?:bit|little))?"
_SET = re.compile(
    rf"(?:set|turn|put|change) {_SOUND}(?: up| down)? (?:to|at) {NUMBER}(?: ?(?:%|percent))?|{_SOUND} (?:to )?{NUMBER}(?: ?(?:%|percent))?",
    re.IGNORECASE,
)
_UP = re.compile(
    rf"(?:(?:turn|make|set) (?:it|{_SOUND}) (?:up|louder)|turn up {_SOUND}|{_SOUND} up|(?:a (?:bit|little) )?louder){_BY}",
    re.IGNORECASE,
)
_DOWN = re.compile(
    rf"(?:(?:turn|make|set) (?:it|{_SOUND}) (?:down|quieter|softer|lower)|turn down {_SOUND}|{_SOUND} down"
    rf"|(?:a (?:bit|little) )?(?:quieter|softer)){_BY}",
    re.IGNORECASE,
)
_MUTE = re.compile(rf"(?:mute|silence)(?: {_SOUND}| the computer)?|turn (?:off {_SOUND}|{_SOUND} off)", re.IGNORECASE)
_UNMUTE = re.compile(rf"unmute(?: {_SOUND}| the computer)?|turn (?:on {_SOUND}|{_SOUND} (?:back )?on)", re.IGNORECASE)
_TELL = re.compile(
    rf"(?:how (?:loud|high) is (?:it|{_SOUND})|what(?:'s| is) {_SOUND})(?: (?:set )?(?:to|at))?(?: now)?", re.IGNORECASE
)


def _asked(words: str) -> Fields | None:
    if (match := _SET.fullmatch(words)) is not None:
        return {"action": "set", "percent": round(float(match[1] or match[2]))}
    for action, pattern in (("up", _UP), ("down", _DOWN)):
        if (match := pattern.fullmatch(words)) is not None:
            return {"action": action} | ({"percent": round(float(match[1]))} if match[1] else {})
    plain = (("mute", _MUTE), ("unmute", _UNMUTE), ("tell", _TELL))
    return next(({"action": action} for action, pattern in plain if pattern.fullmatch(words)), None)


def _said(answered: Fields) -> str:
    percent = answered.get("percent", "")
    return f"It's muted, at {percent} percent." if answered.get("muted") else f"The volume is {percent} percent."


TOOL = Function(
    "set_volume",
    "Changes or tells how loud this whole computer plays. Say the new volume afterwards.",
    VolumeArguments,
    _change,
    Permission.ALWAYS,
    alone=True,
    card=ToolCard(done=(Sentence("Volume · {percent} %", percent=""),)),
    phrasing=Phrasing(_asked, _said, german=german_machine.volume()),
)
