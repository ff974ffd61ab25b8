"""Turns the seconds of a Live session into lines of a bill. The service reports totals, so only what is new is charged."""

from voiceapp.core.transcript import Spent, Usage
from voiceapp.engines.realtime.billing import Pricing


class SessionBill:
    def __init__(self, pricing: Pricing, model: str) -> None:
        self._pricing = pricing
        self.model = model
        self._charged = 0.0
        """Seconds."""
        self._settled = False

    def reported(self, seconds: float) -> tuple[Spent, ...]:
        """Charge what was added since the last report."""
        more = min(max(0.0, seconds - self._charged), 86_400.0)
        self._charged += more
        return (self._pricing.spent(self.model, Usage(seconds=more)),) if more else ()

    def settled(self, seconds: float | None, estimate: float) -> tuple[Spent, ...]:
        """Charge the rest, once: by the service's last word, or by how much sound was exchanged where it says none."""
        if self._settled:
            return ()
        self._settled = True
        return self.reported(estimate if seconds is None else seconds)
