"""What a command and the window say of costs, and the bill, which is asked for with an admin key of the organization."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.server.api import KEY, ApiServer
from tests.server.organization import ADMIN_KEY, DAY
from voiceapp.core.failures import FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.transcript import ItemId, Message, Speaker, Spent, Usage
from voiceapp.one_off.costs import admin_ring, check_admin_key, compare_with_bill, cost_outlook
from voiceapp.providers import ALL_PRICES
from voiceapp.settings.endpoints import OPENAI_BASE_URL, Origin
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import Secret, WrongHostError
from voiceapp.storage.ledger import Ledger
from voiceapp.storage.spending import Spending

TALK = Usage(text_in=1_000_000, audio_in=100_000, audio_out=100_000)


@pytest.fixture
def spending(tmp_path: Path) -> Iterator[Spending]:
    spending = Spending(Settings, ALL_PRICES, Ledger(tmp_path / "spent"))
    yield spending
    spending.close()


def admin(api: ApiServer, key: str = ADMIN_KEY) -> Secret:
    return Secret(key, Origin.of(api.base_url))


def test_what_was_used_is_kept_with_its_price_and_compared_with_cheaper_models(spending: Spending) -> None:
    spending.charge(ALL_PRICES.spent("gpt-realtime-2.1", TALK))
    spending.charge(Spent("a model of tomorrow", Usage(text_in=9), None))
    assert [line.usage for _, line in spending.bills(1)] == [TALK, Usage(text_in=9)]
    (found,) = cost_outlook((), spending, 30).lately
    assert (found.model, found.other) == ("gpt-realtime-2.1", "gpt-realtime-2.1-mini")
    assert found.other_usd < found.usd


def test_the_talk_on_the_table_has_a_forecast_of_its_own(spending: Spending) -> None:
    usage = Usage(text_in=900, audio_in=50, text_out=30, audio_out=90)
    reply = Message(
        ItemId("a"), Speaker.ASSISTANT, 1.0, "…", model="gpt-realtime-2.1-mini",
        spent=(ALL_PRICES.spent("gpt-realtime-2.1-mini", usage),),
    )  # fmt: skip
    told = cost_outlook((reply,), spending, 30)
    assert told.next_turn is not None
    assert told.next_turn.usd > ALL_PRICES.spent("gpt-realtime-2.1-mini", usage).usd  # type: ignore[operator]
    assert told.lately == ()


def test_lines_of_an_older_app_count_without_their_amounts(tmp_path: Path) -> None:
    folder = tmp_path / "spent"
    folder.mkdir()
    day = datetime.now().astimezone().date().isoformat()
    old = f'{{"day":"{day}","model":"gpt-realtime-2.1","usd":3.5}}\n'
    odd = f'{{"day":"{day}","model":"gpt-realtime-2.1","usd":1.0,"took":{{"text_in":"x","new":2}}}}\n'
    (folder / f"{day[:7]}.jsonl").write_text(old + odd)
    spending = Spending(Settings, ALL_PRICES, Ledger(folder))
    assert sum(each.usd for each in spending.days(1)) == 4.5
    assert cost_outlook((), spending, 30).lately == ()
    spending.close()


def test_the_bill_stands_beside_ones_own_count_page_by_page(api_server: ApiServer, spending: Spending) -> None:
    today = int(time.time()) // DAY * DAY
    api_server.organization.costs = {
        today - back * DAY: {"gpt-realtime-2.1-mini, audio": 1.0, "gpt-6-luna, input": 0.5} for back in range(3)
    }
    spending.charge(ALL_PRICES.spent("gpt-realtime-2.1-mini", TALK))
    spending.charge(Spent("nova-3", Usage(seconds=9.0), 5.0))
    settings = Settings().with_value("engines.project", "proj_1")
    found = compare_with_bill(settings, spending, 30, admin(api_server), api_server.base_url)
    assert found.billed == pytest.approx(4.5)
    assert found.own == pytest.approx(ALL_PRICES.spent("gpt-realtime-2.1-mini", TALK).usd), "Deepgram has its own bill"
    assert {day.day for day in found.days} >= {datetime.fromtimestamp(today, UTC).date().isoformat()}
    assert [what for what, _ in found.items] == ["gpt-realtime-2.1-mini, audio", "gpt-6-luna, input"]
    assert api_server.organization.projects == {"proj_1"}


def test_a_key_that_may_not_see_the_bill_is_told(api_server: ApiServer, spending: Spending) -> None:
    refused = check_admin_key(
        Settings(), Secret(ADMIN_KEY).bound_to(Origin.of(api_server.base_url)), api_server.base_url
    )
    assert refused is None
    with pytest.raises(EngineError) as told:
        compare_with_bill(Settings(), spending, 30, admin(api_server, KEY), api_server.base_url)
    assert told.value.failure.kind is FailureKind.NOT_ALLOWED


@pytest.mark.parametrize("nothing", [True, False])
def test_nothing_is_asked_without_a_key_or_where_nothing_may_leave(
    api_server: ApiServer, spending: Spending, *, nothing: bool
) -> None:
    settings = Settings().with_value("engines.leaves_machine", "nothing") if nothing else Settings()
    with pytest.raises(EngineError):
        compare_with_bill(settings, spending, 30, admin(api_server) if nothing else None, api_server.base_url)
    assert not api_server.headers
    assert not api_server.log.received("GET /v1/organization/costs")


def test_the_admin_key_is_for_openai_alone(
    monkeypatch: pytest.MonkeyPatch, api_server: ApiServer, spending: Spending
) -> None:
    monkeypatch.setenv("OPENAI_ADMIN_KEY", ADMIN_KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", api_server.base_url)
    found = admin_ring().known(OPENAI_BASE_URL)
    assert found is not None
    assert found.variable == "OPENAI_ADMIN_KEY"
    assert found.key.reveal() == ADMIN_KEY
    with pytest.raises(WrongHostError):
        compare_with_bill(Settings(), spending, 30, found.key, api_server.base_url)
    assert not api_server.log.received("GET /v1/organization/costs")
