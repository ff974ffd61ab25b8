"""What was dictated is corrected in a small window, and stands corrected in the editor and in the history."""

from pathlib import Path

from tests.desktop.text_output.programs import editor, wait_for
from tests.rig.display import Display
from tests.rig.signposts import ADDRESS, place_of
from tests.rig.soundcard import SoundCard
from tests.server.api import ApiServer
from tests.system.test_dictation import ask, history, reads, running, say


def test_numbers_are_written_and_the_last_words_are_corrected_in_place(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("Um, pie side costs twenty-five dollars.")
    signposts = str(tmp_path / "signposts")
    with (
        running(sound_card, api_server, display, tmp_path / "home", signposts) as app,
        editor(display) as note,
    ):
        say(sound_card, display)
        wait_for(lambda: ask(app, "stage") == "inserted", "the words")
        display.click(*place_of(app.environment[ADDRESS], "Correct…"))
        display.focus(display.window("Correct the last dictation"))
        display.key("ctrl+a")
        display.type("PySide costs $25.")
        display.key("Return")
        wait_for(lambda: history(app) == ["PySide costs $25."], "the correction in the history")
        reads(app, note, "PySide costs $25.")
