"""The window shows what the app says, and says what the person does."""

import itertools
import sys
import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import shortcut
from tests.gui.desk import CLOUD, HERE, PaperDesk
from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.failures import Failure, FailureKind, Remedy
from voiceapp.core.messages import (
    ClearFailure,
    HideItem,
    KeyPressed,
    KeyReleased,
    MuteSet,
    Phase,
    ReplyInterrupted,
    RetryAsked,
    ShowFailure,
    ShowItem,
    ShowLevels,
    ShowState,
    ShowTalk,
    TalkStarted,
    TalkState,
    TalkStopped,
    TextEntered,
    ToolPermitted,
)
from voiceapp.core.sentence import Sentence, SettingPlace, verbatim
from voiceapp.core.transcript import (
    ItemId,
    Message,
    MessageState,
    Note,
    SoundId,
    Speaker,
    Talk,
    TalkId,
    ToolCall,
    ToolState,
)
from voiceapp.core.wishes import TurnTaking
from voiceapp.gui.look.theme import DARK, LIGHT, Palette, contrast
from voiceapp.gui.notices import remedy_words
from voiceapp.gui.settings.dialog import SettingsDialog
from voiceapp.gui.settings.key_box import KeyBox
from voiceapp.gui.shortcuts import status_keys
from voiceapp.gui.top_bar import engine_line
from voiceapp.gui.transcript.line_words import spoken_line, text_of, under_fold
from voiceapp.gui.window import Window
from voiceapp.gui.words import state_words


def said(text: str, number: int = 1, **more: object) -> Message:
    message = Message(ItemId(f"t-{number}"), Speaker.ASSISTANT, float(number), text, MessageState.DONE)
    return replace(message, **more)  # type: ignore[arg-type]


def lines(window: Window) -> list[str]:
    items = [window.model.item(row) for row in range(window.model.rowCount())]
    return [spoken_line(item) for item in items if item is not None]


def test_what_is_said_stands_in_the_window_in_its_order(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.show(ShowItem(said("Second", 2)), ShowItem(said("First", 1, speaker=Speaker.USER)))
    qtbot.waitUntil(lambda: len(lines(window)) == 2)
    assert lines(window) == ["You: First", "Assistant: Second"]
    desk.show(ShowItem(said("Second, corrected", 2)), HideItem(ItemId("t-1")))
    qtbot.waitUntil(lambda: lines(window) == ["Assistant: Second, corrected"])
    desk.show(ShowTalk(Talk(TalkId("u"), 0.0, items=(said("Another talk", 9),))))
    qtbot.waitUntil(lambda: lines(window) == ["Assistant: Another talk"])


def test_what_was_not_heard_is_said_to_be_so_in_words(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.show(ShowItem(said("Heard and not heard", 1, state=MessageState.CUT, heard=5)))
    qtbot.waitUntil(lambda: len(lines(window)) == 1)
    assert lines(window) == ["Assistant: Heard (not heard: and not heard)"]


def test_markup_is_only_text(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.show(ShowItem(said("<b>bold</b> <img src=x> & <script>")))
    qtbot.waitUntil(lambda: len(lines(window)) == 1)
    assert "<b>bold</b>" in lines(window)[0]
    assert not window.grab().isNull()


def test_what_is_loaded_is_said_wherever_one_waits_for_it(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    waiting = TalkState(phase=Phase.CONNECTING, loading="brain", loaded=0.43)
    desk.show(ShowState(waiting))
    qtbot.waitUntil(lambda: window.panel.phase.text() == "Loading the language model…")
    assert window.panel.hint.text().startswith("43%")
    assert window.presence.bar.phase.text() == "Loading the language model…"
    desk.show(ShowState(replace(waiting, phase=Phase.OFF, loaded=None)))
    qtbot.waitUntil(lambda: window.panel.phase.text() == "Ready when you are")
    assert window.top.engine.text() == "Loading the language model…"


@pytest.mark.parametrize("phase", list(Phase))
def test_each_state_has_words_for_eyes_and_for_screen_readers(
    window: Window, desk: PaperDesk, qtbot: QtBot, phase: Phase
) -> None:
    desk.show(ShowState(TalkState(phase=phase)))
    words = state_words(TalkState(phase=phase), keys=status_keys(desk.settings))
    label = window.findChild(QLabel, "phase")
    assert label is not None
    qtbot.waitUntil(lambda: label.text() == words.title)
    interface = QAccessible.queryAccessibleInterface(window.button)
    assert interface.text(QAccessible.Text.Name) == words.title
    assert interface.text(QAccessible.Text.Description) == words.hint
    painted = window.button.painted
    window.button.update()
    qtbot.waitUntil(lambda: window.button.painted > painted)


def test_while_a_dictation_records_nothing_says_that_the_talk_listens(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    desk.show(ShowState(TalkState(phase=Phase.LISTENING, hears=True)))
    qtbot.waitUntil(lambda: window.panel.phase.text() == "Listening")
    show_dictation(desk, DictationView(DictationStage.RECORDING))
    qtbot.waitUntil(lambda: window.panel.phase.text() == "Dictating")
    assert window.panel.hint.text() == "Your words go into the text, not to the assistant"
    assert window.presence.bar.phase.text() == "Dictating"
    assert window.presence.bar.caption.text() == window.panel.hint.text()
    desk.show(ShowState(TalkState(phase=Phase.SPEAKING, hears=True)))
    qtbot.waitUntil(lambda: window.panel.hint.text() == "Esc to stop")
    show_dictation(desk, DictationView(DictationStage.TRANSCRIBING))
    qtbot.waitUntil(lambda: window.panel.hint.text() == "Speak to interrupt · Esc to stop")
    assert window.presence.bar.phase.text() == "Speaking"


def test_the_hints_name_the_keys_that_the_person_chose(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    hint, button = window.panel.hint, window.button
    assert hint.text() == "Press the button or Space to talk"
    desk.settings.change("shortcuts.talk", "F9")
    qtbot.waitUntil(lambda: hint.text() == "Press the button or F9 to talk")
    assert button.toolTip() == button.accessibleDescription() == hint.text()
    desk.settings.change("shortcuts.talk", "")
    qtbot.waitUntil(lambda: hint.text() == "Press the button to talk")
    desk.settings.change("shortcuts.mute", "Ctrl+J")
    qtbot.waitUntil(lambda: window.panel.mute.toolTip() == "Mute (Ctrl+J)")
    desk.show(ShowState(TalkState(phase=Phase.THINKING)))
    qtbot.waitUntil(lambda: hint.text() == "Esc drops the answer")
    desk.settings.change("shortcuts.stop", "")
    qtbot.waitUntil(lambda: hint.text() == "One moment…")


def test_the_small_bar_has_no_keyboard_and_names_no_key(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    bar = window.presence.bar
    assert bar.caption.whole() == bar.button.toolTip() == "Press the button to talk"
    desk.show(ShowState(TalkState(phase=Phase.ASKING)))
    qtbot.waitUntil(lambda: bar.caption.whole() == "Allow it, or don't")
    assert bar.button.toolTip() == "Allow it, or don't"


def test_no_hint_of_another_state_is_left_on_the_small_bar(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    bar = window.presence.bar
    assert bar.caption.whole() == "Press the button to talk"
    desk.show(ShowState(TalkState(phase=Phase.LISTENING, hears=True)))
    qtbot.waitUntil(lambda: bar.caption.whole() == "Just speak · press to end")
    bar.show_item(said("Good morning!", 2))
    desk.show(ShowState(TalkState(phase=Phase.SPEAKING, hears=True, voice_interrupts=True)))
    qtbot.waitUntil(lambda: bar.phase.text() == "Speaking")
    assert bar.caption.whole() == "Good morning!", "what was said stays"
    show_dictation(desk, DictationView(DictationStage.RECORDING))
    desk.show(ShowState(TalkState(phase=Phase.LISTENING, hears=True)))
    qtbot.waitUntil(lambda: bar.phase.text() == "Dictating")
    show_dictation(desk, DictationView())
    qtbot.waitUntil(lambda: bar.phase.text() == "Listening")
    assert bar.caption.whole() == "Just speak · press to end"


def test_no_level_is_left_where_a_dictation_was_heard(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    mode = window.panel.mode
    mode.setCurrentIndex(mode.findData("dictate"))
    mode.activated.emit(mode.currentIndex())
    window.presence.bar.show()
    levels = (window.panel.level, window.presence.bar.level)
    show_dictation(desk, DictationView(DictationStage.RECORDING, level=-15.0))
    qtbot.waitUntil(lambda: all(level.lit for level in levels))
    show_dictation(desk, DictationView(DictationStage.TRANSCRIBING))
    qtbot.waitUntil(lambda: window.panel.phase.text() == "Writing it down…")
    qtbot.waitUntil(lambda: not any(level.lit for level in levels))


def show_dictation(desk: PaperDesk, view: DictationView) -> None:
    for show in tuple(desk.dictation_watchers):
        show(view)


def test_the_server_listens_only_where_a_server_will(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    mode = window.panel.mode

    def offered() -> list[str]:
        return [str(mode.itemData(row)) for row in range(mode.count())]

    desk.settings.change("talking.turn_taking", "server_vad")
    qtbot.waitUntil(lambda: mode.currentText() == "Hands-free, server detects pauses")
    desk.outlook = HERE
    desk.show(ShowState(TalkState(engine=Sentence("On this device"))))
    qtbot.waitUntil(lambda: offered() == ["local_vad", "push_to_talk", "dictate"])
    assert mode.currentText() == "Hands-free", "what is in effect"
    assert desk.settings.value("talking.turn_taking") == "server_vad", "and is again with a server"
    desk.outlook = CLOUD
    desk.settings.change("engines.order", ("realtime",))
    qtbot.waitUntil(lambda: mode.currentText() == "Hands-free, server detects pauses")


def test_no_two_states_look_the_same(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    pictures = {}
    for phase in Phase:
        window.button.show_state(TalkState(phase=phase), state_words(TalkState(phase=phase)))
        image = window.button.grab().toImage()
        grey = image.convertToFormat(image.Format.Format_Grayscale8)
        pictures[phase] = bytes(grey.constBits())
    same = [(a, b) for a, b in itertools.combinations(Phase, 2) if pictures[a] == pictures[b]]
    # Listening, ready and hearing differ by their words and the ring that moves; the dots mean "wait" in all three.
    waits = {Phase.THINKING, Phase.LOOKING, Phase.CONNECTING}
    hears = {Phase.LISTENING, Phase.READY, Phase.HEARING}
    assert all({a, b} <= waits or {a, b} <= hears for a, b in same)


def test_space_and_the_button_begin_and_end_a_talk(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    qtbot.keyClick(window.button, Qt.Key.Key_Space)
    assert desk.told == [TalkStarted()]
    desk.show(ShowState(TalkState(phase=Phase.LISTENING)))
    qtbot.waitUntil(lambda: window.button.accessibleName() == "Listening")
    qtbot.mouseClick(window.button, Qt.MouseButton.LeftButton)
    assert desk.told == [TalkStarted(), TalkStopped()]


def test_escape_silences_a_reply(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    shortcut(qtbot, window, Qt.Key.Key_Escape)
    assert desk.told == [ReplyInterrupted()]


def test_push_to_talk_is_held(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.show(ShowState(TalkState(phase=Phase.READY, turn_taking=TurnTaking.HOLD)))
    qtbot.waitUntil(lambda: window.button.accessibleName() == "Your turn")
    qtbot.keyPress(window.button, Qt.Key.Key_Space)
    qtbot.keyRelease(window.button, Qt.Key.Key_Space)
    assert desk.told == [KeyPressed(), KeyReleased()]


def test_typing_sends_and_shift_enter_does_not(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.composer, "Hello")
    qtbot.keyClick(window.composer, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert desk.told == []
    qtbot.keyClicks(window.composer, "there")
    qtbot.keyClick(window.composer, Qt.Key.Key_Return)
    assert desk.told == [TextEntered("Hello\nthere", (), spoken=True)]
    assert window.composer.toPlainText() == ""
    qtbot.keyClick(window.composer, Qt.Key.Key_Return)
    assert len(desk.told) == 1


def test_mute_is_told_and_shown(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    button = window.panel.mute
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.told == [MuteSet(muted=True)]
    desk.show(ShowState(TalkState(phase=Phase.MUTED, muted=True)))
    qtbot.waitUntil(lambda: button.accessibleName() == "Unmute")
    assert desk.told == [MuteSet(muted=True)], "what is shown is not told again"


def test_a_failure_is_one_sentence_with_a_button_and_goes_when_it_is_over(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    lost = Failure(FailureKind.LINK_DROPPED, Sentence("The connection was lost."))
    desk.show(ShowFailure(lost, stays=True))
    qtbot.waitUntil(window.notices.isVisible)
    assert window.notices.accessibleName() == "The connection was lost."
    button = window.findChild(QPushButton, "noticeButton")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.told == [RetryAsked()]
    desk.show(ClearFailure(lost))
    qtbot.waitUntil(lambda: not window.notices.isVisible())


@pytest.mark.parametrize("remedy", list(Remedy))
def test_each_remedy_has_its_words(remedy: Remedy) -> None:
    assert bool(remedy_words(remedy)) is (remedy is not Remedy.NONE)


def test_a_line_can_be_played_and_a_tool_allowed(window: Window, desk: PaperDesk) -> None:
    menu = window.transcript.menu_for(said("Hi", 1, sound=SoundId("s")))
    next(action for action in menu.actions() if action.text() == "Play").trigger()
    assert desk.played == [SoundId("s")]
    asked = ToolCall(ItemId("c"), 1.0, "clipboard", "{}", state=ToolState.ASKED)
    menu = window.transcript.menu_for(asked)
    next(action for action in menu.actions() if action.text() == "Allow").trigger()
    assert desk.told == [ToolPermitted(ItemId("c"), allowed=True)]


def test_thoughts_are_folded_until_one_asks_for_them(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    answer = replace(said("It is noon.", 2), speaker=Speaker.ASSISTANT, thoughts="Hm, somebody asks for the time.")
    desk.show(ShowItem(answer))
    qtbot.waitUntil(lambda: len(lines(window)) == 1)
    view = window.transcript

    def shown() -> str:
        item = view.lines.item(0)
        assert item is not None
        words = view._painter.laid(item, view.viewport().width()).words
        return "\n".join(layout.text() for layout in words._layouts)

    def press_fold() -> None:
        rect = view.row_rect(0)
        place = view._painter.laid(answer, rect.width()).fold.translated(rect.left(), rect.top())
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.center().toPoint())

    assert "Hm" not in shown()
    assert "Hm" not in spoken_line(answer)
    folded = view.row_rect(0).height()
    press_fold()
    assert shown() == "It is noon.\n\nHm, somebody asks for the time."
    qtbot.waitUntil(lambda: view.row_rect(0).height() > folded)
    press_fold()
    assert "Hm" not in shown()
    next(action for action in view.menu_for(answer).actions() if action.text() == "Show reasoning").trigger()
    assert "Hm" in shown()
    assert any(action.text() == "Hide reasoning" for action in view.menu_for(answer).actions())
    press_fold()
    view.setCurrentIndex(view.model().index(0, 0))
    for key, is_shown in ((Qt.Key.Key_Right, True), (Qt.Key.Key_Right, True), (Qt.Key.Key_Left, False)):
        qtbot.keyClick(view, key)
        assert ("Hm" in shown()) is is_shown, "the arrows unfold and fold it as well"
    plain = said("Hello.", 1)
    assert not any("thoughts" in action.text() for action in view.menu_for(plain).actions())


def test_it_stays_at_the_end_unless_one_scrolled_up(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    for number in range(1, 60):
        desk.show(ShowItem(said(f"Line {number} " * 6, number)))
    bar = window.transcript.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    bar.setValue(0)
    desk.show(ShowItem(said("News", 99)))
    qtbot.waitUntil(lambda: len(lines(window)) == 60)
    assert bar.value() < bar.maximum()
    window.transcript.go_to_end()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())


def test_news_from_other_threads_come_whole_and_in_order(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    def talk(start: int) -> None:
        for number in range(start, start + 200):
            desk.show(ShowItem(said(f"{number}", number)), ShowLevels(microphone=-30.0))

    threads = [threading.Thread(target=talk, args=(start,)) for start in (1, 1_001)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    qtbot.waitUntil(lambda: window.model.rowCount() == 400)
    assert len(set(lines(window))) == 400


def test_signals_do_not_eat_references(qtbot: QtBot) -> None:
    """PySide6 6.12.0 loses a reference to True with each signal on Python 3.11, and aborts after some 570."""

    class Emitter(QObject):
        fired = Signal(bool)

    emitter = Emitter()
    before = sys.getrefcount(True)
    for _ in range(300):
        emitter.fired.emit(True)
    assert sys.getrefcount(True) > before - 100


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_has_the_contrast_of_wcag_aa(palette: Palette) -> None:
    for ground in (palette.ground, palette.raised, palette.user):
        for ink in (palette.text, palette.quiet, palette.faint):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    assert contrast(palette.on_accent, palette.accent) >= 4.5
    assert contrast(palette.on_bad, palette.bad) >= 4.5
    for sign in (palette.accent, palette.good, palette.warn, palette.bad):
        assert contrast(sign, palette.ground) >= 3.0, "signs and edges"


def test_settings_are_found_by_typing_and_applied_at_once(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    dialog = SettingsDialog(desk, window.bridge)
    qtbot.addWidget(dialog)
    dialog.show()
    search = dialog.findChild(QLineEdit, "settingsSearch")
    assert search is not None
    search.setText("echo")
    shown = [key for key, each in dialog.shown.items() if each.box.isVisibleTo(dialog)]
    assert "sound.echo_cancelling" in shown
    assert "talking.speed" not in shown
    row = dialog.shown["sound.echo_cancelling"]
    assert isinstance(row.editor.widget, QCheckBox)
    assert not row.reset.isVisibleTo(dialog)
    qtbot.mouseClick(row.editor.widget, Qt.MouseButton.LeftButton)
    assert desk.settings.value("sound.echo_cancelling") is False
    qtbot.waitUntil(lambda: row.reset.height() > 0)
    qtbot.mouseClick(row.reset, Qt.MouseButton.LeftButton)
    assert desk.settings.value("sound.echo_cancelling") is True
    assert not row.reset.isVisibleTo(dialog)


def test_a_key_is_pasted_hidden_and_kept(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    dialog = SettingsDialog(desk, window.bridge, SettingPlace("engines"))
    qtbot.addWidget(dialog)
    field = dialog.findChild(QLineEdit, "keyField")
    keep = dialog.findChild(QPushButton, "keepKey")
    assert field is not None
    assert keep is not None
    assert field.echoMode() is QLineEdit.EchoMode.Password
    field.setText("sk-one")
    keep.click()
    assert desk.kept_keys == ["sk-one"]
    assert field.text() == "", "and not left lying about"


def test_a_key_goes_to_the_service_that_it_was_pasted_for(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    dialog = SettingsDialog(desk, window.bridge, SettingPlace("engines"))
    qtbot.addWidget(dialog)
    service = dialog.findChild(QComboBox, "keyService")
    field = dialog.findChild(QLineEdit, "keyField")
    assert service is not None
    assert field is not None
    qtbot.waitUntil(lambda: service.count() == 1)
    assert not service.isVisibleTo(dialog), "nothing to choose among one"
    desk.settings.change("stt.base_url", "https://api.deepgram.com")
    qtbot.waitUntil(lambda: service.isVisibleTo(dialog))
    openai, deepgram = (service.itemText(index) for index in range(service.count()))
    service.setCurrentText(deepgram)
    service.activated.emit(service.currentIndex())
    said = dialog.findChild(KeyBox)
    assert said is not None
    qtbot.waitUntil(lambda: "api.deepgram.com" in said.said())
    field.setText("dg-one")
    field.returnPressed.emit()
    desk.settings.change("stt.base_url", "")
    qtbot.waitUntil(lambda: service.count() == 1)
    field.setText("sk-one")
    field.returnPressed.emit()
    assert list(zip(desk.kept_for, desk.kept_keys, strict=True)) == [(deepgram, "dg-one"), (openai, "sk-one")]


def test_the_window_says_what_leaves_the_machine_and_what_it_costs(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    state = TalkState(
        engine=Sentence("OpenAI Realtime"),
        model="m",
        leaves_machine=Sentence("Your voice goes to OpenAI."),
        spent_usd=0.0123,
    )
    assert engine_line(state) == "OpenAI Realtime  ·  m  ·  $0.0123"
    desk.show(ShowState(state))
    qtbot.waitUntil(lambda: window.leaves.words.whole() == "Your voice goes to OpenAI.")
    desk.show(ShowState(TalkState(engine=Sentence("Here"))))
    qtbot.waitUntil(lambda: window.leaves.words.whole() == "Nothing leaves this device")
    assert spoken_line(Note(ItemId("n"), 1.0, Sentence("Note"))) == "Note"


def test_to_whom_it_goes_is_never_cut_off(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    window.resize(window.minimumSize())
    whole = "Your voice goes to speech.example.com, your words to api.openai.com."
    desk.show(ShowState(TalkState(engine=Sentence("Cascade"), leaves_machine=verbatim(whole))))
    qtbot.waitUntil(lambda: window.leaves.words.whole() == whole)
    label = window.leaves.words
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()))
    assert "api.openai.com" in label.text() or "…" in label.text()
    assert label.toolTip() == whole


def test_in_the_smallest_window_nothing_is_cut_off(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    sentence = "The microphone can't be opened. Plug it in again, or choose another one in the sound settings."
    whole = "Your voice goes to speech.a-long-name.example.com, your words to api.openai.com."
    desk.show(
        ShowState(TalkState(phase=Phase.LISTENING, engine=Sentence("Cascade"), leaves_machine=verbatim(whole))),
        ShowFailure(Failure(FailureKind.NO_SOUND, verbatim(sentence)), stays=True),
    )
    qtbot.waitUntil(lambda: bool(window.notices.failures()))

    def smallest() -> bool:
        window.resize(1, 1)
        return window.width() < 520

    qtbot.waitUntil(smallest)
    qtbot.waitUntil(lambda: not window.history.isVisible() and window.bridge.idle)
    parts: list[QWidget] = [window.button, window.panel.phase, window.panel.hint, window.leaves.words]
    parts += [each for each in window.notices.findChildren(QLabel) if each.isVisible()]
    for part in parts:
        wanted = part.heightForWidth(part.width()) if part.hasHeightForWidth() else part.minimumSizeHint().height()
        assert part.height() >= wanted, part.objectName()
        corner = part.mapTo(window, part.rect().bottomRight())
        assert window.rect().contains(corner), part.objectName()
    assert window.panel.mapTo(window, QPoint(0, 0)).y() >= window.main_area.mapTo(window, QPoint(0, 0)).y()


def test_a_tool_is_called_what_people_call_it(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    call = ToolCall(ItemId("c"), 1.0, "set_timer", '{"minutes": 2.0}', '{"rings_in": "2 min"}', ToolState.DONE)
    desk.show(ShowItem(call))
    qtbot.waitUntil(lambda: len(lines(window)) == 1)
    assert text_of(call) == "Set timer · minutes: 2"
    assert under_fold(call) == "\nminutes: 2\nrings in: 2 min"


def test_what_is_copied_acts_in_no_other_program(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.show(ShowItem(said("kept long ago\x1b[201~\rrm", 1)))
    qtbot.waitUntil(lambda: len(lines(window)) == 1)
    window.transcript.setCurrentIndex(window.model.index(0, 0))
    qtbot.keySequence(window.transcript, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == "kept long ago[201~\nrm"
