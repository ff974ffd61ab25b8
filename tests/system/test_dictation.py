"""Dictation as a person does it: the real app, a real editor, the key pressed, and the words read back from the file."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.desktop.text_output.programs import Editor, editor, terminal, wait_for
from tests.rig.display import Display
from tests.rig.patience import EVENT
from tests.rig.signals import Samples, find, silence
from tests.rig.signposts import ADDRESS, place_of
from tests.rig.soundcard import RATE, SoundCard
from tests.rig.speech import recorded
from tests.rig.streams import Recording
from tests.server.api import ApiServer
from tests.system.app import RunningApp
from voiceapp.audio.chimes import CHIME_PITCHES
from voiceapp.core.dictation.bar_view import BAR_TITLE
from voiceapp.ipc.client import NotRunningError, RunningAppCall
from voiceapp.settings.paths import Paths

PLAIN = {
    "sound.echo_cancelling": "false",
    "sound.noise_suppression": "false",
    "dictation.key": "F8",
    "dictation.chimes": "false",
    "stt.where": "api",
}
SPEECH = recorded("modern")


@contextmanager
def running(
    card: SoundCard, server: ApiServer, display: Display, home: Path, signposts: str = "", **settings: str
) -> Generator[RunningApp]:
    """`signposts`: where the app is asked for the places of its buttons."""
    module, where = ("tests.rig.signposts", {ADDRESS: signposts}) if signposts else ("voiceapp", None)
    app = RunningApp(card, server, home, display, {**PLAIN, **settings}, environment=where, module=module)
    try:
        app.window()
        wait_for(lambda: answers(app), "the app's socket")
        yield app
    finally:
        app.close_window()


def dictate(app: RunningApp, what: str) -> str:
    """As a desktop's own shortcut does it."""
    done = subprocess.run(
        [sys.executable, "-m", "voiceapp", "dictate", f"--{what}"],
        env=app.environment, capture_output=True, text=True, timeout=EVENT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def ask(app: RunningApp, what: str) -> str:
    """The same, without starting a program for it."""
    call = RunningAppCall(f"dictate {what}", Paths.under(app.home))
    try:
        ok, _, told = call.answer().partition(" ")
    finally:
        call.close()
    assert ok == "ok"
    return told


def answers(app: RunningApp) -> bool:
    try:
        ask(app, "discard")
    except NotRunningError:
        return False
    return True


def history(app: RunningApp) -> list[str]:
    """The texts of all dictations, in order."""
    with closing(sqlite3.connect(f"file:{app.home}/data/voiceapp.db?mode=ro", uri=True)) as database:
        rows = database.execute(
            "SELECT items.text FROM items JOIN talks ON talks.number = items.talk WHERE talks.kind = 'dictation' "
            "AND items.state = 'done' ORDER BY items.at"
        ).fetchall()
    return [str(text) for (text,) in rows]


def say(card: SoundCard, display: Display, key: str = "F8", sound: Samples = SPEECH) -> None:
    """Hold the key and speak."""
    display.do("keydown", key)
    try:
        card.speak(np.concatenate([silence(0.3, RATE), sound, silence(0.3, RATE)]))
    finally:
        display.do("keyup", key)


def reads(app: RunningApp, note: Editor, text: str) -> None:
    """The words came. Looked at only when they are put in: saving is keys, too, which belong between no others."""
    last = ""

    def has_it() -> bool:
        nonlocal last
        # Said to be inserted for some seconds only; on a busy machine that may be over before anybody asks.
        if ask(app, "stage") in ("inserted", "idle"):
            last = note.text()
        return last == text

    assert wait_for(has_it, "the words", strict=False), f"it reads {last!r}, and is {ask(app, 'stage')}"


@pytest.mark.parametrize("way", ["typed", "paste"])
def test_hold_the_key_speak_let_go_and_the_words_stand_in_the_editor(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path, way: str
) -> None:
    api_server.script.hear("When is a größer lobster 🦞 not a lobster?", "And מתי is it?")
    with running(sound_card, api_server, display, tmp_path / "home", **{"dictation.output": way}) as app:
        with editor(display) as note:
            say(sound_card, display)
            reads(app, note, "When is a größer lobster 🦞 not a lobster?")
            say(sound_card, display)
            reads(app, note, "When is a größer lobster 🦞 not a lobster? And מתי is it?")
        wait_for(lambda: len(history(app)) == 2, "the history")
        assert list((app.home / "data" / "sounds").rglob("*.flac"))


def test_words_that_come_when_another_window_has_the_keyboard_wait_for_insert_here(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("Meant for the editor.")
    with running(sound_card, api_server, display, tmp_path / "home") as app, editor(display) as note:
        api_server.script.words_may_go.clear()
        say(sound_card, display)
        with terminal(display) as shell:
            api_server.script.words_may_go.set()
            wait_for(lambda: history(app) == ["Meant for the editor."], "the words")
            display.window(f"^{BAR_TITLE}$")
            display.screenshot(Path("test-out/dictation-waits.png"))
            assert shell.text() == "", "the terminal got nothing"
        note.activate()
        assert note.is_empty()
        ask(app, "insert")
        reads(app, note, "Meant for the editor.")


def test_a_second_press_while_the_first_is_still_transcribed(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("First.", "Second.")
    api_server.script.words_may_go.clear()
    with running(sound_card, api_server, display, tmp_path / "home") as app, editor(display) as note:
        say(sound_card, display)
        say(sound_card, display)
        api_server.script.words_may_go.set()
        reads(app, note, "First. Second.")
        wait_for(lambda: history(app) == ["First.", "Second."], "the history")


def test_modifiers_that_are_held_longer_make_no_shortcuts(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("quit all now")
    keys = {"dictation.key": "Ctrl+Alt+D", "dictation.output": "typed"}
    with running(sound_card, api_server, display, tmp_path / "home", **keys) as app, editor(display) as note:
        display.do("keydown", "ctrl", "keydown", "alt")
        say(sound_card, display, "d")
        wait_for(lambda: history(app) == ["quit all now"], "the words")
        display.do("keyup", "alt", "keyup", "ctrl")
        reads(app, note, "quit all now")


def test_esc_cancels_and_belongs_to_the_program_again_afterwards(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("Never mind.")
    raw = "stty -icanon -echo; head -c 1 > {file}"
    with running(sound_card, api_server, display, tmp_path / "home") as app, terminal(display, raw) as shell:
        display.do("keydown", "F8")
        sound_card.speak(np.concatenate([silence(0.3, RATE), SPEECH[:RATE]]))
        display.do("key", "Escape")
        display.do("keyup", "F8")
        wait_for(lambda: history(app) == ["Never mind."], "the history")
        assert shell.file.read_bytes() == b"", "neither Esc nor words came to it"
        display.do("key", "Escape")
        wait_for(lambda: shell.file.read_bytes() == b"\x1b", "Esc")


def test_what_failed_is_kept_and_inserted_later_where_the_person_says(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("Not lost.")
    api_server.script.refuse = {"status": 500, "error": {"message": "broken"}, "times": 20}
    alone = {"dictation.transcriber": "api"}
    with running(sound_card, api_server, display, tmp_path / "home", **alone) as app, editor(display) as note:
        say(sound_card, display)
        wait_for(lambda: failed(app) == 1, "the failure")
        api_server.script.refuse = None
        ask(app, "retry")
        wait_for(lambda: history(app) == ["Not lost."], "the words")
        assert note.is_empty(), "never typed late"
        ask(app, "insert")
        reads(app, note, "Not lost.")


def failed(app: RunningApp) -> int:
    with closing(sqlite3.connect(f"file:{app.home}/data/voiceapp.db?mode=ro", uri=True)) as database:
        return int(
            database.execute("SELECT count(*) FROM items WHERE state = 'failed' AND sound IS NOT NULL").fetchone()[0]
        )


def test_a_desktop_may_bind_the_commands_to_a_key_of_its_own(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("By command.")
    with running(sound_card, api_server, display, tmp_path / "home") as app, editor(display) as note:
        dictate(app, "toggle")
        sound_card.speak(np.concatenate([silence(0.3, RATE), SPEECH, silence(0.3, RATE)]))
        assert dictate(app, "stage") == "recording\n"
        dictate(app, "toggle")
        reads(app, note, "By command.")


def test_in_a_terminal_words_come_on_standard_output_with_the_app_and_without(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("One, two.", "Three.")
    sound = np.concatenate([silence(0.3, RATE), SPEECH, silence(1.5, RATE), SPEECH, silence(0.5, RATE)])
    with running(sound_card, api_server, display, tmp_path / "home") as app:
        assert dictated(app.environment, sound_card, sound, ()) == "One, two. Three.\n"
    api_server.script.hear("One, two.", "Three.")
    flags = tuple(f"--set={name}={value}" for name, value in {**PLAIN, "sound.input_device": "mic"}.items())
    assert dictated(app.environment, sound_card, sound, flags) == "One, two. Three.\n"


def dictated(environment: dict[str, str], card: SoundCard, sound: Samples, flags: tuple[str, ...]) -> str:
    with subprocess.Popen(
        [sys.executable, "-m", "voiceapp", "dictate", *flags], env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            wait_for(lambda: card.listeners, "somebody who listens")
            card.speak(sound)
            first = process.stdout.read(len("One, two."))
            process.send_signal(2)
            return first + process.stdout.read()
        finally:
            process.kill()


def recordings(app: RunningApp) -> int:
    """Those that go on, too."""
    return sum(path.is_file() for path in (app.home / "data" / "sounds").rglob("*"))


def kept_sounds(app: RunningApp) -> list[Samples]:
    """All recordings, in the order in which they were made."""
    files = sorted((app.home / "data" / "sounds").rglob("*.flac"), key=lambda path: path.stat().st_mtime)
    return [np.asarray(soundfile.read(path, dtype="int16")[0], np.int16) for path in files]


@pytest.mark.alone
def test_the_whole_of_what_was_said_is_kept_and_the_apps_own_chime_is_not_in_it(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("Warm up.", "All of it.")
    # Without echo cancelling, which would take longer to learn the room than the chime lasts. How much of a chime
    # is taken out is measured where no busy machine can tear it (tests/audio/test_notch.py).
    chimes_on = {"dictation.chimes": "true"}
    with (
        running(sound_card, api_server, display, tmp_path / "home", **chimes_on) as app,
        editor(display) as note,
        sound_card.recording() as speaker,
    ):
        say(sound_card, display)
        reads(app, note, "Warm up.")
        wait_for_chimes(speaker, 2)
        with sound_card.echo(), sound_card.recording("mic") as microphone:
            display.do("keydown", "F8")
            try:
                wait_for(lambda: recordings(app) == 2, "the first of what is heard")
                wait_for_chimes(speaker, 3)
                sound_card.speak(SPEECH)
            finally:
                display.do("keyup", "F8")
            reads(app, note, "Warm up. All of it.")
    kept, heard = kept_sounds(app)[-1], microphone.samples
    assert find(SPEECH, kept).score > 0.9, "from the first word to the last"
    in_the_room, left = (before_speech(sound) for sound in (heard, kept))
    for pitch in CHIME_PITCHES:
        assert tone(in_the_room, pitch) > 100, "it was to be heard"
        assert tone(left, pitch) < tone(in_the_room, pitch) / 4, "and is far below that in what was kept"


def wait_for_chimes(speaker: Recording, count: int) -> None:
    """So many were heard, and the last is over. Between two of them it is silent for longer than a second."""

    def over(samples: Samples) -> bool:
        loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > 300)
        heard = 1 + int(np.count_nonzero(np.diff(loud) > RATE)) if len(loud) else 0
        return heard >= count and len(samples) - int(loud[-1]) > RATE

    speaker.wait_for(over)


def before_speech(sound: Samples) -> Samples:
    return sound[: find(SPEECH, sound).at]


def tone(sound: Samples, pitch: float) -> float:
    """How loud it is where it is loudest."""
    piece = RATE // 20
    turning = np.exp(-2j * np.pi * pitch / RATE * np.arange(piece)) * np.hanning(piece)
    starts = range(0, len(sound) - piece, piece // 2)
    return max((abs(float(abs(np.dot(sound[at : at + piece], turning)))) * 4 / piece for at in starts), default=0.0)


def test_what_was_being_said_when_the_app_was_killed_is_found_again_and_never_typed(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    first = RunningApp(sound_card, api_server, home, display, PLAIN)
    try:
        first.window()
        wait_for(lambda: answers(first), "the app's socket")
        with editor(display) as note:
            display.do("keydown", "F8")
            sound_card.speak(np.concatenate([silence(0.3, RATE), SPEECH, silence(1.2, RATE)]))
            first.kill()
            first.process.wait(EVENT)
            display.do("keyup", "F8")
            assert note.is_empty()
    finally:
        first.kill()
    api_server.script.hear("From before the crash.")
    with running(sound_card, api_server, display, home) as app, editor(display) as note:
        wait_for(lambda: history(app) == ["From before the crash."], "the words")
        assert note.is_empty(), "never typed late"
        ask(app, "insert")
        reads(app, note, "From before the crash.")


def test_a_language_model_tidies_up_and_one_key_brings_the_words_back(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("well hello how are you")
    api_server.script.reply("Well, hello! How are you?")
    tidy = {"dictation.tidy_up": "punctuated", "dictation.original_key": "F7", "chat.where": "api"}
    with running(sound_card, api_server, display, tmp_path / "home", **tidy) as app, editor(display) as note:
        say(sound_card, display)
        reads(app, note, "Well, hello! How are you?")
        display.do("key", "F7")
        reads(app, note, "well hello how are you")
        display.do("key", "F7")
        reads(app, note, "Well, hello! How are you?")
        wait_for(lambda: history(app) == ["Well, hello! How are you?"], "the history: it has both")


@pytest.mark.parametrize("way", ["paste", "clipboard"])
def test_words_for_our_own_message_get_there_and_nothing_waits_for_itself(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path, way: str
) -> None:
    api_server.script.hear("Meant for the assistant.")
    with running(sound_card, api_server, display, tmp_path / "home", **{"dictation.output": way}) as app:
        display.do("windowactivate", "--sync", app.window())
        display.key("ctrl+l")
        say(sound_card, display)
        wait_for(lambda: history(app) == ["Meant for the assistant."], "the words")
        if way == "clipboard":
            wait_for(lambda: display.clipboard() == "Meant for the assistant.", "the clipboard")
            display.key("ctrl+v")

        def written() -> str:
            display.key("ctrl+a", "ctrl+c")
            return display.clipboard()

        wait_for(lambda: written() == "Meant for the assistant.", "the message")
        display.key("End")
        display.key("Return")
        asked_for = api_server.log.wait_for_received("conversation.item.create")
        assert "Meant for the assistant." in str(asked_for)
        display.do("windowactivate", "--sync", app.window())


def press_undo(app: RunningApp, display: Display) -> None:
    """With the mouse, on the bar, as soon as the button is there."""
    display.click(*place_of(app.environment[ADDRESS], "Undo"))


def test_undo_on_the_bar_takes_back_what_was_dictated_and_nothing_else(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("This goes again.")
    signposts = str(tmp_path / "signposts")
    with (
        running(sound_card, api_server, display, tmp_path / "home", signposts) as app,
        editor(display, "This stays.") as note,
    ):
        say(sound_card, display)
        wait_for(lambda: ask(app, "stage") == "inserted", "the words")
        press_undo(app, display)
        # Reading presses keys in the editor, and whoever has typed since is asked to undo it themselves.
        wait_for(lambda: ask(app, "stage") == "idle", "the undo")
        reads(app, note, "This stays.")
        assert history(app) == ["This goes again."], "the history keeps it"


def test_saying_which_language_it_was_puts_what_is_heard_in_it_in_the_place_of_the_last_words(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("Good and tack.", "That was German.", "Guten Tag.")
    with (
        running(sound_card, api_server, display, tmp_path / "home", **{"talking.languages": "en,de"}) as app,
        editor(display) as note,
    ):
        say(sound_card, display)
        wait_for(lambda: ask(app, "stage") == "inserted", "the words")
        say(sound_card, display)
        wait_for(lambda: history(app) == ["Guten Tag."], "the history, without the phrase")
        wait_for(lambda: ask(app, "stage") == "inserted", "the other words")
        reads(app, note, "Guten Tag.")


def test_a_key_the_terminal_and_a_phrase_each_take_back_what_was_dictated(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("One of them.", "Another one.", "A third.", "Undo that.")
    with (
        running(sound_card, api_server, display, tmp_path / "home", **{"dictation.undo_key": "Ctrl+F7"}) as app,
        editor(display, "This stays.") as note,
    ):

        def dictated_and_taken_back(take_back: Callable[[], object]) -> None:
            say(sound_card, display)
            wait_for(lambda: ask(app, "stage") == "inserted", "the words")
            take_back()
            wait_for(lambda: ask(app, "stage") == "idle", "the undo")
            reads(app, note, "This stays.")

        dictated_and_taken_back(lambda: display.do("key", "ctrl+F7"))
        dictated_and_taken_back(lambda: dictate(app, "undo"))
        dictated_and_taken_back(lambda: say(sound_card, display))
        wait_for(
            lambda: history(app) == ["One of them.", "Another one.", "A third."], "the history, without the phrase"
        )
