"""The states of the page of a recording, for pictures and for tests that look at all of them."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.desk import PaperDesk
from tests.gui.scenes import NOON, Scene, said
from voiceapp.core.recordings.player_access import PlayerState
from voiceapp.core.transcript import Item, Message, SoundId, Speaker, Talk, TalkId, TalkKind, Word
from voiceapp.gui.window import Window

SAID = (
    (True, "", "So, shall we begin with the budget for next year?"),
    (False, "", "Yes. I went through the numbers again last night, and two of them can't be right."),
    (True, "", "Which ones do you mean?"),
    (False, "", "The rent is far too low, and the travel costs were counted twice."),
    (True, "", "Good catch. Let's correct both before Friday, and send it to everybody."),
    (False, "", "I'll do that today. Anything else?"),
    (True, "", "The new office. They'd like an answer by the end of the month."),
)
UNSURE = ("numbers", "rent", "Friday,")
MS = 330


def spoken(number: int, at: float, text: str, speaker: Speaker) -> Message:
    words = tuple(
        Word(word, MS * place, MS * place + 260, 0.3 if word in UNSURE else 0.96)
        for place, word in enumerate(text.split())
    )
    line = replace(said(text, number), speaker=speaker, at=at, stages=(), words=words, sound_ms=MS * len(words))
    return replace(line, sound=SoundId(f"recording-{number}"))


def recorded_talk() -> Talk:
    lines: list[Item] = []
    at = NOON
    for number, (mine, _, text) in enumerate(SAID, 1):
        line = spoken(number, at, text, Speaker.USER if mine else Speaker.ASSISTANT)
        lines.append(line)
        at += line.sound_ms / 1000 + 0.5
    return Talk(TalkId("recording"), NOON, TalkKind.TRANSCRIPTION, "Budget meeting", ended_at=at, items=tuple(lines))


def peaks(talk: Talk) -> bytes:
    """As loud as speech is: syllables in words, and quiet between the lines."""
    end = round((talk.ended_at or 0) * 1000 - talk.started_at * 1000)
    whole = bytearray(end // 20)
    for item in talk.items:
        assert isinstance(item, Message)
        start = round((item.at - talk.started_at) * 1000)
        for place, word in enumerate(item.words):
            for step in range((start + word.start) // 20, (start + word.end) // 20):
                whole[step] = 60 + (step * 37 + place * 53) % 140
    return bytes(whole)


def open_recording(window: Window, desk: PaperDesk, talk: Talk | None = None) -> None:
    talk = talk or recorded_talk()
    desk.talks[talk.id] = talk
    desk.player.peaks = peaks(talk)
    window.main_area.reading.read(talk)
    window.main_area.setCurrentWidget(window.main_area.reading)
    QApplication.processEvents()


def recording(window: Window, desk: PaperDesk) -> None:
    """It plays, and the word that sounds is marked."""
    open_recording(window, desk)
    player = window.main_area.reading.player
    player.play_from(9_400)
    desk.player.at_present = PlayerState(playing=True, at=9_400)


def recording_edited(window: Window, desk: PaperDesk) -> None:
    """Words were corrected, others are looked for, and what was recognised stands below."""
    open_recording(window, desk)
    page = window.main_area.reading
    line = page.model.item(3)
    assert isinstance(line, Message)
    window.edits.correct(
        TalkId("recording"), line, "The rents are far too low, and the travel costs were counted twice."
    )
    page.first.click()
    page.finder.open()
    page.finder.words.setText("numbers")
    page.finder.by.setText("figures")
    page.finder.go_on()


def recording_speakers(window: Window, desk: PaperDesk) -> QWidget | None:
    """Lines have names, and it's asked who spoke."""
    talk = recorded_talk()
    names = ("Ada", "Speaker 2")
    named = tuple(
        replace(item, speaker=Speaker.USER, voice=names[place % 2])
        for place, item in enumerate(talk.items)
        if isinstance(item, Message)
    )
    open_recording(window, desk, replace(talk, items=named))
    dialog = window.main_area.reading.editor.find_speakers()
    assert dialog is not None
    dialog.persons.setValue(2)
    dialog.start.click()
    QApplication.processEvents()
    return dialog


def remember_voice(window: Window, desk: PaperDesk) -> QWidget | None:
    """It's asked whether a voice is to be remembered."""
    open_recording(window, desk)
    return window.main_area.reading.editor.remember("Ada")


RECORDING_SCENES: dict[str, Scene] = {
    "recording": Scene(recording),
    "recording_speakers": Scene(recording_speakers),
    "remember_voice": Scene(remember_voice),
    "recording_edited": Scene(recording_edited, size=(1000, 900)),
}
