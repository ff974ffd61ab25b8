"""Reads from the answer to a transcription what it cost."""

from collections.abc import Mapping

from voiceapp.core.pcm import WIRE
from voiceapp.core.transcript import Spent, Usage
from voiceapp.openai.http import Server
from voiceapp.openai.json_fields import fields_in, number_in, text_in


def spent_on(server: Server, model: str, fields: Mapping[str, object], pcm: bytes) -> tuple[Spent, ...]:
    """Return what is billed by tokens where that is said and their price is known, else by the length of the sound."""
    usage = fields_in(fields, "usage")
    if text_in(usage, "type") == "tokens":
        details = fields_in(usage, "input_token_details")
        audio = number_in(details, "audio_tokens")
        counted = Usage(
            audio_in=audio,
            text_in=number_in(details, "text_tokens") or max(0, number_in(usage, "input_tokens") - audio),
            text_out=number_in(usage, "output_tokens"),
        )
        if server.price(model, counted).usd:
            return (server.spent(model, counted),)
    return (server.spent(model, Usage(seconds=WIRE.ms(len(pcm)) / 1000)),)
