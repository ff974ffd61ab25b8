"""Each failure stands in the window as one sentence with the one button that helps, and that button helps."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.conftest import pressed
from tests.gui.desk import PaperDesk
from voiceapp.core.failures import Failure, FailureKind, Remedy
from voiceapp.core.messages import ClearFailure, RetryAsked, ShowFailure
from voiceapp.core.sentence import Sentence, verbatim
from voiceapp.gui.notices import remedy_words
from voiceapp.gui.window import Window

PAGES = {
    Remedy.OPEN_KEYS: "Engines",
    Remedy.OPEN_ENGINES: "Engines",
    Remedy.USE_LOCAL: "Engines",
    Remedy.OPEN_MODELS: "Models",
    Remedy.OPEN_TALKING: "Talking",
    Remedy.OPEN_SOUND: "Sound",
    Remedy.OPEN_BUDGET: "Budget",
    Remedy.OPEN_PRIVACY: "Privacy",
}


@pytest.mark.parametrize("kind", list(FailureKind), ids=lambda kind: kind.value)
def test_each_failure_has_its_sentence_and_its_help(
    window: Window, desk: PaperDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, kind: FailureKind
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr("voiceapp.gui.remedies.QDesktopServices.openUrl", open_url)
    failure = Failure(kind, verbatim(f"Something <b>went</b> wrong ({kind.value}): do this."), "request 7")
    desk.show(ShowFailure(failure, stays=True))
    qtbot.waitUntil(lambda: window.notices.failures() == (kind,))
    sentence = next(each for each in window.notices.findChildren(QLabel, "noticeSentence") if each.isVisible())
    assert sentence.text() == str(failure.sentence), "as text, never as markup"
    assert sentence.toolTip() == "request 7"
    help_with(window, desk, qtbot, failure, opened)
    desk.show(ClearFailure(failure))
    qtbot.waitUntil(lambda: window.notices.failures() == ())


def help_with(window: Window, desk: PaperDesk, qtbot: QtBot, failure: Failure, opened: list[str]) -> None:
    remedy = failure.remedy
    if remedy is Remedy.NONE:
        assert not any(each.isVisible() for each in window.notices.findChildren(QPushButton, "noticeButton"))
        return
    button = pressed(qtbot, window, QPushButton, "noticeButton")
    assert button.text() == remedy_words(remedy)
    if remedy is Remedy.RETRY:
        assert desk.told == [RetryAsked()]
    elif remedy is Remedy.OPEN_DATA_FOLDER:
        assert opened == [desk.kept.folder("data")]
    elif remedy is Remedy.OPEN_REPORTS:
        assert opened == [f"{desk.kept.folder('state')}/reports"]
    elif remedy is Remedy.REPORT:
        qtbot.waitUntil(lambda: any("/reports/one" in each.text() for each in window.notices.findChildren(QLabel)))
        buttons = window.notices.findChildren(QPushButton, "noticeButton")
        next(each for each in buttons if each.text() == "Open folder").click()
        assert opened == ["/reports"]
    else:
        assert window.overlays.settings is not None
        page = window.overlays.settings._pages.currentItem()
        assert page is not None
        assert page.text() == PAGES[remedy]


def test_what_passes_goes_by_itself_and_what_was_read_is_put_away(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    passing = Failure(FailureKind.RATE_LIMITED, Sentence("The service asks to wait: it is tried again."))
    lasting = Failure(FailureKind.NO_NETWORK, Sentence("There is no network."))
    desk.show(ShowFailure(passing), ShowFailure(lasting, stays=True))
    qtbot.waitUntil(lambda: len(window.notices.failures()) == 2)
    timers = {kind: timer for kind, (_, _, timer) in window.notices._failures.items()}
    assert timers[FailureKind.RATE_LIMITED].isActive()
    assert not timers[FailureKind.NO_NETWORK].isActive()
    timers[FailureKind.RATE_LIMITED].timeout.emit()
    assert window.notices.failures() == (FailureKind.NO_NETWORK,)
    line = window.notices._failures[FailureKind.NO_NETWORK][1]
    line.shut.click()
    assert window.notices.failures() == ()
    assert not window.notices.isVisible()
