"""German turns: six recordings of one speaker, and sentences spoken by the German voice of this machine where it is.

Some are said in two parts, with a pause for thought between them.
"""

import asyncio
import csv
from collections.abc import Iterator
from pathlib import Path

from benchmarks._spoken import spoken_by
from benchmarks.recognisers import pcm_of
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError
from voiceapp.local.chosen_models import chosen_models
from voiceapp.local.model_set import LocalMachine
from voiceapp.settings.model import Settings

VOICE = "piper-de-thorsten"
THOUGHT_MS = 900
WHOLE = (
    "Stell einen Timer auf zehn Minuten.", "Mach bitte das Licht im Wohnzimmer an.", "Wie wird das Wetter morgen in Hamburg?",
    "Erinnere mich um acht an den Zahnarzt.", "Wie viel sind zwölf Zoll in Zentimetern?", "Spiel etwas Ruhiges.",
    "Was steht heute in meinem Kalender?", "Ruf meine Schwester an.", "Erzähl mir einen Witz.", "Danke, das war alles.",
    "Wann fährt der nächste Zug nach Berlin?", "Ich hätte gern einen großen Kaffee mit Milch.",
)  # fmt: skip
IN_PARTS = (
    ("Stell einen Timer auf", "zehn Minuten."), ("Ich suche ein Restaurant in der", "Nähe vom Bahnhof."),
    ("Schreib eine Nachricht an meine", "Kollegin in München."), ("Erinnere mich morgen an", "die Post."),
    ("Wie komme ich am besten von", "hier zum Flughafen?"), ("Ich wollte fragen, ob", "der Termin noch steht."),
)  # fmt: skip


def recorded(data: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the names of the recordings, and what is said, without a pause before or after."""
    table = data / "de" / "manifest.csv"
    if table.exists():
        with table.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield row["file"], pcm_of(data / row["file"])


def spoken() -> list[tuple[str, str, bytes]]:
    """Return the kinds, the words and the sound of the sentences. Empty: the voice isn't here."""
    try:
        return asyncio.run(_spoken())
    except EngineError:
        return []


async def _spoken() -> list[tuple[str, str, bytes]]:
    machine = LocalMachine(chosen_models(Settings().with_value("local.voice", VOICE)))
    try:
        async with machine.using("voice"):
            whole = [("German, whole", text, await spoken_by(machine, text)) for text in WHOLE]
            thought = bytes(WIRE.bytes(THOUGHT_MS))
            parts = [
                (
                    "German, with a thought",
                    f"{first} {rest}",
                    await spoken_by(machine, first) + thought + await spoken_by(machine, rest),
                )
                for first, rest in IN_PARTS
            ]
        return [*whole, *parts]
    finally:
        await machine.close()
