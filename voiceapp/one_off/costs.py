"""Says what can be said of costs, for the window and for a command, and asks for the bill with an admin key."""

import asyncio
import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from voiceapp.core.costs.access import CostOutlook
from voiceapp.core.costs.bill import BillComparison, compared
from voiceapp.core.costs.cheaper import Cheaper, cheaper
from voiceapp.core.costs.forecast import forecast
from voiceapp.core.desk import DayCost
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, Message, Spent
from voiceapp.engine_choice.addresses import NOTHING_LEAVES
from voiceapp.openai.connections import ConnectionPool
from voiceapp.openai.http import Server
from voiceapp.openai.organization_costs import billed
from voiceapp.providers import ALL_PRICES, PROVIDERS, endpoint_at
from voiceapp.settings.endpoints import OPENAI_BASE_URL, Origin
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths
from voiceapp.settings.secrets import KeyRing, Secret
from voiceapp.storage.ledger import Ledger
from voiceapp.storage.spending import Spending

ADMIN_VARIABLE = "OPENAI_ADMIN_KEY"
ADMIN_SERVICE = "voiceapp admin"
"""The keyring's entry, apart from that of the key that talks are answered with."""
PATIENCE = 60.0
NO_ADMIN_KEY = Failure(
    FailureKind.NO_KEY,
    Sentence(
        "The bill is only shown to an admin key of the organization. Save one with “{command}”.",
        command="voiceapp key set --admin",
    ),
)
BILL_TOO_SLOW = Failure(FailureKind.TIMED_OUT, Sentence("The service doesn't answer. Check your network."))


def admin_ring() -> KeyRing:
    """The key for the organization's bill. It is for OpenAI itself, whatever server the person talks with."""
    said = {ADMIN_VARIABLE: os.environ.get(ADMIN_VARIABLE, "")}
    return KeyRing(said, service=ADMIN_SERVICE, own_variable=ADMIN_VARIABLE)


def admin_key() -> Secret | None:
    """Asks the keyring, so it may wait."""
    found = admin_ring().find(OPENAI_BASE_URL)
    return found.key if found is not None else None


def keep_admin_key(settings: Settings, text: str) -> tuple[bool, Sentence]:
    """Checks the key and keeps it, or forgets the kept one where there is none. Returns whether it was refused."""
    ring = admin_ring()
    if not text.strip():
        return False, ring.forget(OPENAI_BASE_URL) or Sentence("Key removed.")
    refused = check_admin_key(settings, Secret(text))
    if refused is not None and refused.kind in (FailureKind.WRONG_KEY, FailureKind.NOT_ALLOWED):
        return True, Sentence(
            "The service doesn't show the bill to this key, so it wasn't saved. It needs an admin key."
        )
    kept = ring.keep(OPENAI_BASE_URL, Secret(text)) or Sentence("Key saved in the system keyring.")
    if refused is None:
        return False, kept
    return False, Sentence("{kept} It couldn't be verified: {why}", kept=kept, why=refused.sentence)


def cost_outlook(items: Sequence[Item], spending: Spending, days: int) -> CostOutlook:
    """Raises OSError."""
    in_talk = [line for item in items if isinstance(item, Message) for line in item.spent]
    lately = [spent for _, spent in spending.bills(days)]
    return CostOutlook(forecast(items, ALL_PRICES), _cheaper(in_talk), _cheaper(lately))


def _cheaper(spent: Iterable[Spent]) -> tuple[Cheaper, ...]:
    lines, found = list(spent), dict[str, Cheaper]()
    for provider in PROVIDERS:
        own = [line for line in lines if provider.prices.price(line.model) is not None and line.model not in found]
        for each in cheaper(own, provider.models.preferred, provider.prices):
            found.setdefault(each.model, each)
    return tuple(sorted(found.values(), key=lambda each: each.other_usd - each.usd))


def check_admin_key(settings: Settings, key: Secret, base_url: str = OPENAI_BASE_URL) -> Failure | None:
    """Returns the service's objection to this key. Waits."""
    try:
        compare_with_bill(settings, None, 1, key.bound_to(Origin.of(base_url)), base_url)
    except EngineError as error:
        return error.failure
    return None


class KeptCosts:
    """Reads what was spent on this device, for a command, which closes it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._spending = Spending(lambda: settings, ALL_PRICES, Ledger(Paths.find().data / "spent"))

    def days(self, count: int) -> tuple[DayCost, ...]:
        return self._spending.days(count)

    def cheaper(self, days: int) -> tuple[Cheaper, ...]:
        return cost_outlook((), self._spending, days).lately

    def beside_the_bill(self, days: int) -> BillComparison:
        """Waits. Raises EngineError, OSError."""
        return compare_with_bill(self._settings, self._spending, days, admin_key())

    def close(self) -> None:
        self._spending.close()


def compare_with_bill(
    settings: Settings, spending: Spending | None, days: int, key: Secret | None, base_url: str = OPENAI_BASE_URL
) -> BillComparison:
    """Waits. Raises EngineError, OSError."""
    if settings.engines.leaves_machine == "nothing":
        raise EngineError(NOTHING_LEAVES)
    if key is None:
        raise EngineError(NO_ADMIN_KEY)
    endpoint = endpoint_at(base_url)

    async def ask() -> BillComparison:
        pool = ConnectionPool()
        try:
            async with asyncio.timeout(PATIENCE):
                server = Server(endpoint, lambda: key, pool)
                project = settings.engines.project or os.environ.get("OPENAI_PROJECT_ID", "").strip()
                lines = await billed(server, days, datetime.now(UTC), project)
        except TimeoutError:
            raise EngineError(BILL_TOO_SLOW) from None
        finally:
            await pool.close()
        return compared(own_count(spending, days) if spending is not None else {}, lines)

    return asyncio.run(ask())


def own_count(spending: Spending, days: int) -> dict[str, float]:
    """Dollars by day, of the models that the one who sends the bill has."""
    prices = endpoint_at(OPENAI_BASE_URL).provider.prices
    counted: dict[str, float] = {}
    for day, spent in spending.bills(days):
        if spent.usd and prices.price(spent.model) is not None:
            counted[day] = counted.get(day, 0.0) + spent.usd
    return counted
