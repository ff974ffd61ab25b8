"""The small bar of the dictation: what it shows, what its buttons ask, and that it never has the keyboard."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.dictation.messages import DictationRequest, RequestMade, TextCorrected
from voiceapp.core.messages import ShowState, TalkState
from voiceapp.core.sentence import Sentence
from voiceapp.gui.dictation_bar import DictationBar


@pytest.fixture
def desk() -> PaperDesk:
    return PaperDesk()


@pytest.fixture
def bar(qtbot: QtBot, desk: PaperDesk) -> Iterator[DictationBar]:
    it = DictationBar(desk)
    qtbot.addWidget(it)
    yield it
    it.shut()


def show(qtbot: QtBot, desk: PaperDesk, bar: DictationBar, view: DictationView) -> None:
    for watcher in desk.dictation_watchers:
        watcher(view)
    qtbot.waitUntil(lambda: bar._view == view)


def texts(bar: DictationBar) -> list[str]:
    return [label.text() for label in bar.findChildren(QLabel) if label.isVisible()]


def asked(bar: DictationBar) -> set[DictationRequest]:
    return {ask for ask, button in bar.buttons.items() if button.isVisible()}


def test_it_is_there_only_while_there_is_something_to_say(qtbot: QtBot, desk: PaperDesk, bar: DictationBar) -> None:
    assert not bar.isVisible()
    show(qtbot, desk, bar, DictationView(DictationStage.RECORDING, level=-20.0, words="Hello so"))
    assert bar.isVisible()
    assert "Listening" in texts(bar)
    assert "Hello so" in texts(bar)
    assert asked(bar) == {DictationRequest.CANCEL, DictationRequest.HANDS_FREE}
    show(qtbot, desk, bar, DictationView())
    assert not bar.isVisible()


def test_the_button_for_the_other_wording_says_which_one_it_brings_back(
    qtbot: QtBot, desk: PaperDesk, bar: DictationBar
) -> None:
    tidied = DictationView(DictationStage.INSERTED, words="Hello.", can_restore=True)
    show(qtbot, desk, bar, tidied)
    assert bar.buttons[DictationRequest.ORIGINAL].text() == "As spoken"
    show(qtbot, desk, bar, replace(tidied, as_spoken=True))
    assert bar.buttons[DictationRequest.ORIGINAL].text() == "Cleaned up"
    show(qtbot, desk, bar, tidied)
    assert bar.buttons[DictationRequest.ORIGINAL].text() == "As spoken"


def test_it_says_which_model_it_waits_for(qtbot: QtBot, desk: PaperDesk, bar: DictationBar) -> None:
    show(qtbot, desk, bar, DictationView(DictationStage.TRANSCRIBING))
    assert "Transcribing" in texts(bar)
    desk.show(ShowState(TalkState(loading="ears")))
    qtbot.waitUntil(lambda: "Loading the recogniser…" in texts(bar))
    desk.show(ShowState(TalkState()))
    qtbot.waitUntil(lambda: "Transcribing" in texts(bar))


def test_it_never_takes_the_keyboard(bar: DictationBar) -> None:
    assert bar.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert bar.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert all(button.focusPolicy() is Qt.FocusPolicy.NoFocus for button in bar.buttons.values())


def test_what_waits_can_be_inserted_copied_or_dismissed(qtbot: QtBot, desk: PaperDesk, bar: DictationBar) -> None:
    view = DictationView(
        DictationStage.WAITING, waiting="Words that wait.", sentence=Sentence("Another window has the keyboard now.")
    )
    show(qtbot, desk, bar, view)
    assert "Words that wait." in texts(bar)
    assert str(view.sentence) in texts(bar)
    assert str(view.sentence) in bar.accessibleName()
    assert asked(bar) == {DictationRequest.INSERT_HERE, DictationRequest.COPY, DictationRequest.DISCARD}
    for button in bar.buttons.values():
        if button.isVisible():
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.dictated == [
        RequestMade(DictationRequest.INSERT_HERE),
        RequestMade(DictationRequest.COPY),
        RequestMade(DictationRequest.DISCARD),
    ]


def test_a_failure_says_what_to_do_and_can_be_tried_again(qtbot: QtBot, desk: PaperDesk, bar: DictationBar) -> None:
    show(
        qtbot,
        desk,
        bar,
        DictationView(DictationStage.FAILED, sentence=Sentence("There is no network."), can_retry=True),
    )
    assert asked(bar) == {DictationRequest.RETRY, DictationRequest.DISCARD}
    assert "There is no network." in texts(bar)


def test_a_failure_is_shown_even_where_no_bar_is_wanted(qtbot: QtBot, desk: PaperDesk, bar: DictationBar) -> None:
    desk.settings_now = desk.settings_now.with_value("dictation.bar", "off")
    show(qtbot, desk, bar, DictationView(DictationStage.RECORDING))
    assert not bar.isVisible()
    show(qtbot, desk, bar, DictationView(DictationStage.FAILED, sentence=Sentence("There is no network.")))
    assert bar.isVisible()


def test_a_preview_is_lighter_than_the_words_before_it_and_is_called_one(
    qtbot: QtBot, desk: PaperDesk, bar: DictationBar
) -> None:
    show(qtbot, desk, bar, DictationView(DictationStage.RECORDING, words="A < b.", preview="see & hear"))
    words = next(text for text in texts(bar) if "see" in text)
    assert words.startswith("A &lt; b. <i style=")
    assert words.endswith(">see &amp; hear</i>")
    assert any("Preview" in text for text in texts(bar))
    show(qtbot, desk, bar, DictationView(DictationStage.RECORDING, words="A < b. C & here."))
    assert "A &lt; b. C &amp; here." in texts(bar)
    assert not any("Preview" in text for text in texts(bar))


def test_a_preview_too_long_for_the_bar_shows_its_end(qtbot: QtBot, desk: PaperDesk, bar: DictationBar) -> None:
    show(qtbot, desk, bar, DictationView(DictationStage.RECORDING, words="first", preview="word " * 300 + "last"))
    words = next(text for text in texts(bar) if "last" in text)
    assert words.startswith("<i style=")
    assert "first" not in words


def test_long_words_show_their_end(qtbot: QtBot, desk: PaperDesk, bar: DictationBar) -> None:
    words = " ".join(f"word{number}" for number in range(300))
    show(qtbot, desk, bar, DictationView(DictationStage.RECORDING, words=words))
    shown = next(text for text in texts(bar) if "word" in text)
    assert shown.endswith("word299")
    assert bar.height() < 200


def test_it_stands_above_the_windows_own_controls(qtbot: QtBot, desk: PaperDesk) -> None:
    screen = QGuiApplication.primaryScreen().availableGeometry()
    controls = QRect(screen.left(), screen.bottom() - 150, screen.width(), 150)
    bar = DictationBar(desk, lambda: controls)
    qtbot.addWidget(bar)
    show(qtbot, desk, bar, RECORDING)
    assert not bar.geometry().intersects(controls)
    assert bar.geometry().bottom() > controls.top() - 20, "close to where it would be without them"
    show(qtbot, desk, bar, DictationView())
    controls = QRect()
    show(qtbot, desk, bar, RECORDING)
    assert bar.geometry().bottom() > screen.bottom() - 50
    bar.shut()


@pytest.mark.parametrize("place", ["top", "bottom", "cursor"])
def test_it_stands_inside_the_screen(qtbot: QtBot, desk: PaperDesk, bar: DictationBar, place: str) -> None:
    desk.settings_now = desk.settings_now.with_value("dictation.bar", place)
    show(
        qtbot, desk, bar, DictationView(DictationStage.WAITING, waiting="x " * 400, sentence=Sentence("Why it waits."))
    )
    assert bar.screen().availableGeometry().contains(bar.geometry())


RECORDING = DictationView(DictationStage.RECORDING, program="xterm", held=True)
INSERTED = DictationView(DictationStage.INSERTED, words="Hello.", program="xterm", can_undo=True)
STATES = (
    RECORDING,
    replace(RECORDING, words="word " * 200),
    replace(RECORDING, held=False),
    replace(RECORDING, hands_free=True, stop_phrase="That is all for today", waiting="Words. " * 50, can_retry=True),
    DictationView(DictationStage.TRANSCRIBING, program="xterm"),
    DictationView(DictationStage.WAITING, waiting="Words. " * 50, sentence=Sentence("Why it waits. " * 3)),
    DictationView(DictationStage.FAILED, sentence=Sentence("There is no network."), can_retry=True),
    INSERTED,
    replace(INSERTED, can_undo=False, can_restore=True),
    replace(INSERTED, languages=("de",), profile="Code comment", can_restore=True),
)


def test_it_says_where_the_words_go_and_how_the_recording_ends(
    qtbot: QtBot, desk: PaperDesk, bar: DictationBar
) -> None:
    show(qtbot, desk, bar, RECORDING)
    assert {"→ xterm", "Let go to insert · Esc cancels"} <= set(texts(bar))
    show(qtbot, desk, bar, replace(RECORDING, held=False))
    assert "Press again to insert · Esc cancels" in texts(bar)
    assert bar.accessibleName() == "Listening xterm Press again to insert · Esc cancels"


def test_it_says_nothing_of_esc_where_esc_is_not_heard(qtbot: QtBot, desk: PaperDesk, bar: DictationBar) -> None:
    desk.hears_cancel = False
    show(qtbot, desk, bar, RECORDING)
    assert "Let go to insert" in texts(bar)
    assert bar.accessibleName() == "Listening xterm Let go to insert"
    show(qtbot, desk, bar, replace(RECORDING, held=False))
    assert "Press again to insert" in texts(bar)
    assert asked(bar) == {DictationRequest.CANCEL, DictationRequest.HANDS_FREE}


def test_hands_free_it_says_how_to_end_it_and_offers_that(qtbot: QtBot, desk: PaperDesk, bar: DictationBar) -> None:
    view = replace(RECORDING, held=False, hands_free=True, stop_phrase="stop dictation")
    show(qtbot, desk, bar, view)
    assert {"Hands-free", "Say “stop dictation” to end · Esc ends at once"} <= set(texts(bar))
    assert asked(bar) == {DictationRequest.STOP}
    show(qtbot, desk, bar, replace(view, waiting="Words.", can_retry=True))
    assert asked(bar) >= {DictationRequest.STOP, DictationRequest.INSERT_HERE, DictationRequest.DISCARD}
    assert "Say “stop dictation” to end · Esc ends at once" not in texts(bar), "the buttons need its room"
    desk.hears_cancel = False
    show(qtbot, desk, bar, view)
    assert bar.accessibleName() == "Hands-free xterm Say “stop dictation” to end"
    show(qtbot, desk, bar, DictationView(DictationStage.ENDED, sentence=Sentence("It ended.")))
    assert "Ended" in texts(bar)
    assert asked(bar) == set()


def test_the_time_runs_only_while_somebody_sees_it(qtbot: QtBot, desk: PaperDesk, bar: DictationBar) -> None:
    show(qtbot, desk, bar, RECORDING)
    assert bar._beat.isActive()
    show(qtbot, desk, bar, DictationView(DictationStage.TRANSCRIBING))
    assert not bar._beat.isActive()
    show(qtbot, desk, bar, RECORDING)
    assert bar._beat.isActive()
    show(qtbot, desk, bar, DictationView())
    assert not bar._beat.isActive()
    desk.settings_now = desk.settings_now.with_value("dictation.bar", "off")
    show(qtbot, desk, bar, RECORDING)
    assert not bar.isVisible()
    assert not bar._beat.isActive(), "nobody sees it"


def test_what_was_inserted_can_be_taken_back_where_that_is_certain(
    qtbot: QtBot, desk: PaperDesk, bar: DictationBar
) -> None:
    show(qtbot, desk, bar, INSERTED)
    assert asked(bar) == {DictationRequest.CORRECT, DictationRequest.UNDO, DictationRequest.COPY}
    show(qtbot, desk, bar, replace(INSERTED, can_undo=False))
    assert asked(bar) == {DictationRequest.AGAIN, DictationRequest.COPY}


def test_it_is_as_high_and_wide_whatever_it_shows(qtbot: QtBot, desk: PaperDesk, bar: DictationBar) -> None:
    sizes: set[tuple[int, int]] = set()
    for view in STATES:
        show(qtbot, desk, bar, view)
        qtbot.waitUntil(bar.isVisible)
        sizes.add((bar.width(), bar.height()))
        for button in bar.buttons.values():
            assert not button.isVisible() or bar.rect().contains(button.geometry())
    assert len(sizes) == 1


def test_the_last_words_are_transcribed_again_in_another_language_of_the_persons(
    qtbot: QtBot, desk: PaperDesk, bar: DictationBar
) -> None:
    show(qtbot, desk, bar, INSERTED)
    assert not bar.language.isVisible()
    show(qtbot, desk, bar, replace(INSERTED, languages=("de", "fr")))
    assert bar.language.isVisible()
    german, french = bar.language.languages.actions()
    assert (german.text(), french.text()) == ("German", "French")
    german.trigger()
    assert desk.dictated == [RequestMade(DictationRequest.IN_LANGUAGE, language="de")]


@pytest.mark.parametrize(("how", "text"), [("save", "We use PySide."), ("leave", "We use pie side.")])
def test_the_last_words_are_corrected_in_a_small_box(
    qtbot: QtBot, desk: PaperDesk, bar: DictationBar, how: str, text: str
) -> None:
    show(qtbot, desk, bar, DictationView(DictationStage.INSERTED, words="We use pie side.", can_undo=True))
    assert DictationRequest.CORRECT in asked(bar)
    bar.buttons[DictationRequest.CORRECT].click()
    assert desk.dictated == [RequestMade(DictationRequest.CORRECT)]
    show(qtbot, desk, bar, DictationView(correcting="We use pie side."))
    box = bar.correction
    assert box is not None
    assert box.field.toPlainText() == "We use pie side."
    box.field.setPlainText("We use PySide.")
    if how == "save":
        qtbot.keyClick(box.field, Qt.Key.Key_Return)
    else:
        box.leave.click()
    qtbot.waitUntil(lambda: desk.dictated[1:] == [TextCorrected(text)])
    assert bar.correction is None


def test_a_box_that_is_open_when_the_app_ends_closes(qtbot: QtBot, desk: PaperDesk) -> None:
    bar = DictationBar(desk)
    qtbot.addWidget(bar)
    show(qtbot, desk, bar, DictationView(correcting="Hello."))
    assert bar.correction is not None
    qtbot.keyClick(bar.correction.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.correction.field.toPlainText() == "Hello.\n"
    bar.shut()
    assert bar.correction is None
