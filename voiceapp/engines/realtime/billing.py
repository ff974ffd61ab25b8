"""Turns the usage that Realtime reports into bill lines."""

from collections.abc import Callable
from dataclasses import dataclass

from voiceapp.core.messages import Limit
from voiceapp.core.prices import PriceTable
from voiceapp.core.transcript import Spent, Usage
from voiceapp.openai.realtime_server_events import CachedTokens, InputTokens, OutputTokens, RateLimits, UsageInfo


@dataclass(frozen=True, slots=True)
class Pricing:
    table: PriceTable
    billed: bool = True
    """False for a server of the person's own, which charges nothing."""
    charge: Callable[[Spent], None] = lambda _: None
    """Called with each line of the bill."""

    def spent(self, model: str, usage: Usage) -> Spent:
        line = self.table.spent(model, usage) if self.billed else Spent(model, usage, 0.0)
        self.charge(line)
        return line

    @staticmethod
    def limits(event: RateLimits) -> tuple[Limit, ...]:
        return tuple(
            Limit(each.name, int(each.limit or 0), int(each.remaining or 0), float(each.reset_seconds or 0.0))
            for each in event.rate_limits
        )


def reply_bill(pricing: Pricing, model: str, usage: UsageInfo | None) -> tuple[Spent, ...]:
    if usage is None:
        return ()
    came = usage.input_token_details or InputTokens()
    went = usage.output_token_details or OutputTokens()
    cached = came.cached_tokens_details or CachedTokens(text_tokens=came.cached_tokens)
    detailed = usage.input_token_details is not None or usage.output_token_details is not None
    return (
        pricing.spent(
            model,
            Usage(
                text_in=(came.text_tokens or 0) if detailed else (usage.input_tokens or 0),
                audio_in=came.audio_tokens or 0,
                image_in=came.image_tokens or 0,
                cached_text_in=cached.text_tokens or 0,
                cached_audio_in=cached.audio_tokens or 0,
                cached_image_in=cached.image_tokens or 0,
                text_out=(went.text_tokens or 0) if detailed else (usage.output_tokens or 0),
                audio_out=went.audio_tokens or 0,
            ),
        ),
    )


def transcription_bill(pricing: Pricing, model: str, usage: UsageInfo | None) -> tuple[Spent, ...]:
    if usage is None:
        return ()
    if usage.type == "duration" or usage.seconds is not None:
        return (pricing.spent(model, Usage(seconds=usage.seconds or 0.0)),)
    details = usage.input_token_details or InputTokens()
    return (
        pricing.spent(
            model,
            Usage(
                text_in=details.text_tokens or 0,
                audio_in=details.audio_tokens or 0,
                text_out=usage.output_tokens or 0,
            ),
        ),
    )
