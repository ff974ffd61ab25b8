"""Profiles as a person uses them: the real app, real programs, and what a profile changes in them."""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from tests.desktop.text_output.programs import editor, terminal, wait_for
from tests.rig.display import Display
from tests.rig.signals import silence
from tests.rig.signposts import place_of
from tests.rig.soundcard import RATE, SoundCard
from tests.server.api import ApiServer
from tests.system.app import RunningApp
from tests.system.test_dictation import SPEECH, ask, history, reads, running, say
from voiceapp.settings.file import load
from voiceapp.settings.paths import Paths

LETTERS = '{id = "letters", name = "Letters", key = "F9", replacements = {"best" = "Best wishes,"}}'
ABROAD = '{id = "abroad", name = "Abroad", programs = ["mousepad"], translate_to = "de"}'
CURIOUS = (
    '{id = "curious", name = "Curious", programs = ["mousepad"], tidy = "clear", context = ["title", "clipboard"]}'
)


def with_profiles(*tables: str) -> Mapping[str, str]:
    return {"profiles.list": f"[{', '.join(tables)}]", "chat.where": "api"}


def chats(server: ApiServer) -> list[str]:
    """The bodies of what the language model was asked."""
    return [json.dumps(entry.body, ensure_ascii=False) for entry in server.log.received("/v1/chat/completions")]


@pytest.mark.parametrize("way", ["typed", "paste"])
def test_in_a_terminal_nothing_that_is_spoken_becomes_return(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path, way: str
) -> None:
    api_server.script.hear("make clean new line yes new paragraph")
    raw = "stty -icanon -echo -icrnl; cat > {file}"
    with (
        running(sound_card, api_server, display, tmp_path / "home", **{"dictation.output": way}) as app,
        terminal(display, raw) as shell,
    ):
        say(sound_card, display)
        wait_for(lambda: shell.file.read_bytes() != b"", "the words")
        wait_for(lambda: ask(app, "stage") == "idle", "the end")
        typed = shell.file.read_bytes()
        assert typed.decode().strip() == "make clean Yes"
        assert not {b"\r"[0], b"\n"[0]} & set(typed)


def test_without_a_profile_a_spoken_line_end_waits_for_the_person(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("make clean new line yes")
    raw = "stty -icanon -echo -icrnl; cat > {file}"
    with (
        running(sound_card, api_server, display, tmp_path / "home", **{"profiles.chosen": "none"}) as app,
        terminal(display, raw) as shell,
    ):
        say(sound_card, display)
        wait_for(lambda: ask(app, "stage") == "waiting", "the question")
        assert shell.file.read_bytes() == b""


def test_a_profile_of_its_own_key_replaces_what_others_leave(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("best", "best")
    with (
        running(sound_card, api_server, display, tmp_path / "home", **with_profiles(LETTERS)) as app,
        editor(display) as note,
    ):
        say(sound_card, display)
        reads(app, note, "best")
        say(sound_card, display, "F9")
        reads(app, note, "best Best wishes,")
        wait_for(lambda: history(app) == ["best", "Best wishes,"], "the history")


def test_a_language_is_dictated_and_another_inserted(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("Good morning.")
    api_server.script.reply("Guten Morgen.")
    with (
        running(sound_card, api_server, display, tmp_path / "home", **with_profiles(ABROAD)) as app,
        editor(display) as note,
    ):
        say(sound_card, display)
        reads(app, note, "Guten Morgen.")
        assert "into German" in chats(api_server)[0]


def test_context_leaves_only_once_it_was_allowed(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("Well hello Anna.", "Well hello Anna.")
    api_server.script.reply("Hello Anna.").reply("Hello Anna.")
    with (
        running(sound_card, api_server, display, tmp_path / "home", **with_profiles(CURIOUS)) as app,
        editor(display) as note,
    ):
        say(sound_card, display)
        reads(app, note, "Hello Anna.")
        assert note.file.stem not in chats(api_server)[0], "nobody has allowed it yet"
        ask(app, "allow-context")
        wait_for(lambda: agreed(app) == ("curious:title", "curious:clipboard"), "the consent")
        say(sound_card, display)
        reads(app, note, "Hello Anna. Hello Anna.")
        assert note.file.stem in chats(api_server)[1]


def agreed(app: RunningApp) -> tuple[str, ...]:
    return load(Paths.under(app.home).settings_file).settings.profiles.agreed_context


def test_on_the_bar_another_is_taken_while_one_speaks_and_the_program_keeps_the_keyboard(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("best")
    signposts = str(tmp_path / "signposts")
    with (
        running(sound_card, api_server, display, tmp_path / "home", signposts, **with_profiles(LETTERS)) as app,
        editor(display) as note,
    ):
        ask(app, "start")
        sound_card.speak(np.concatenate([silence(0.3, RATE), SPEECH]))
        display.click(*place_of(signposts, "profile"))
        display.click(*place_of(signposts, "Letters"))
        wait_for(lambda: load(Paths.under(app.home).settings_file).settings.profiles.chosen == "letters", "the choice")
        ask(app, "stop")
        reads(app, note, "Best wishes,")


def test_another_program_chooses_the_profile_that_holds(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("best", "best")
    with (
        running(sound_card, api_server, display, tmp_path / "home", **with_profiles(LETTERS)) as app,
        editor(display) as note,
    ):
        ask(app, "profile letters")
        wait_for(lambda: load(Paths.under(app.home).settings_file).settings.profiles.chosen == "letters", "the choice")
        say(sound_card, display)
        reads(app, note, "Best wishes,")
        ask(app, "profile -")
        wait_for(lambda: load(Paths.under(app.home).settings_file).settings.profiles.chosen == "", "the choice")
