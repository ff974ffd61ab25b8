"""Whether the budget is why this device transcribes."""

import pytest

from tests.engine_choice.test_outlook import EmptyVault
from voiceapp.core.transcript import Spent, Usage
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.providers import ALL_PRICES
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing
from voiceapp.storage.spending import Spending


@pytest.mark.parametrize(
    ("key", "where", "spent", "moved"),
    [
        ("sk-test-key-of-nobody-0123456789", "api", 2.0, True),
        ("sk-test-key-of-nobody-0123456789", "api", 0.0, False),
        ("sk-test-key-of-nobody-0123456789", "local", 2.0, False),
        ("", "api", 2.0, False),
    ],
)
async def test_the_budget_moves_only_what_a_service_would_hear(key: str, where: str, spent: float, moved: bool) -> None:
    settings = Settings().with_value("stt.where", where).with_value("budget.per_day", 1.0)
    spending = Spending(lambda: settings, ALL_PRICES)
    spending.charge(Spent("m", Usage(), spent))
    ring = KeyRing({"OPENAI_API_KEY": key} if key else {}, EmptyVault)
    ring.learn(["https://api.openai.com/v1"])
    engines = AvailableEngines(lambda: settings, ring, spending)
    assert engines.heard_here_for_budget() is moved
    await engines.close()
