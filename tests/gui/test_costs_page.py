"""What the page of costs says of the next turn, of cheaper models, and of the bill."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from voiceapp.core.costs.access import CostOutlook
from voiceapp.core.costs.bill import Billed, compared
from voiceapp.core.costs.cheaper import Cheaper
from voiceapp.core.costs.forecast import Forecast
from voiceapp.gui.activity.costs_page import CostsPage
from voiceapp.gui.window import Window

SAVES = Cheaper("gpt-realtime-2.1", 4.2, "gpt-realtime-2.1-mini", 1.1)


def opened(window: Window) -> CostsPage:
    window.top.activity.setChecked(True)
    window.activity.tabs.setCurrentIndex(2)
    return window.activity.money


def test_the_next_turn_and_cheaper_models_are_told(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.costs.told = CostOutlook(Forecast(0.0123), (SAVES,), (SAVES,))
    page = opened(window)
    qtbot.waitUntil(lambda: "about $0.0123" in page.next_turn.text())
    assert "reads all of it again" in page.next_turn.text()
    assert page.cheaper_in_talk.text() == str(SAVES.sentence)
    assert "same tokens and minutes" in page.cheaper_lately.text()
    desk.costs.told = CostOutlook(Forecast(0.05, by_time=True))
    window.activity.look()
    qtbot.waitUntil(lambda: "by the minute" in page.next_turn.text())
    assert page.cheaper_lately.isHidden()
    desk.costs.told = CostOutlook()
    window.activity.look()
    qtbot.waitUntil(page.next_turn.isHidden)


def test_the_bill_asks_for_an_admin_key_once_and_then_stands_beside_ones_own_count(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    page = opened(window)
    assert not page.bill.wants_key
    page.bill.compare.click()
    qtbot.waitUntil(lambda: page.bill.wants_key)
    assert page.bill.told.text() == "The bill needs a key."
    desk.costs.after_key = compared({"2026-11-20": 1.0}, [Billed("2026-11-20", "gpt-6-luna, input", 3.0)])
    page.bill.key.setText("sk-admin-of-nobody")
    page.bill.keep.click()
    qtbot.waitUntil(lambda: not page.bill.table.isHidden())
    assert desk.costs.keys == ["sk-admin-of-nobody"]
    assert not page.bill.key.text()
    assert not page.bill.wants_key
    assert "The bill is $2.00 higher" in page.bill.told.text()
    shown = [label.text() for label in page.bill.table.findChildren(QLabel)]
    assert {"2026-11-20", "$1.00", "$3.00", "Together"} <= set(shown)
