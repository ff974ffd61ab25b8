"""A selected text, spoken to: the real app, a real editor, and what stands in it afterwards."""

import json
from pathlib import Path

from tests.desktop.text_output.programs import Editor, editor, qt_fields, terminal, wait_for
from tests.desktop.text_output.test_selection import taken_primary
from tests.desktop.text_output.test_x11 import copied, copy
from tests.rig.display import Display
from tests.rig.signposts import place_of
from tests.rig.soundcard import SoundCard
from tests.server.api import ApiServer
from tests.system.app import RunningApp
from tests.system.test_dictation import ask, dictate, history, running, say

EDITING = {"dictation.edit_key": "F7", "dictation.undo_key": "F6", "chat.where": "api"}
LONG = "I just wanted to let you know that I'll be late."
ALLOWED = {**EDITING, "profiles.agreed_context": '["rewriting:selection", "rewriting:clipboard"]'}


def chats(server: ApiServer) -> list[str]:
    return [json.dumps(entry.body, ensure_ascii=False) for entry in server.log.received("/v1/chat/completions")]


def stands(app: RunningApp, note: Editor, text: str) -> None:
    last = ""

    def has_it() -> bool:
        nonlocal last
        if ask(app, "stage") in ("inserted", "idle"):
            last = note.text()
        return last == text

    assert wait_for(has_it, "the text", strict=False), f"it reads {last!r}, and is {ask(app, 'stage')}"


def test_a_selection_is_rewritten_looked_at_accepted_and_taken_back(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("Shorter.")
    api_server.script.reply("I'll be late.")
    with (
        running(sound_card, api_server, display, tmp_path / "home", **EDITING) as app,
        editor(display, f"Hi. {LONG}\nBye.") as note,
    ):
        display.key("ctrl+Home", "ctrl+Right", "Right", "Right", "shift+End")
        say(sound_card, display, "F7")
        wait_for(lambda: ask(app, "stage") == "rewriting", "the question")
        assert chats(api_server) == []
        ask(app, "allow-context")
        wait_for(lambda: ask(app, "stage") == "offered", "the new text")
        display.key("Return")
        stands(app, note, "Hi. I'll be late.\nBye.")
        wait_for(lambda: history(app) == ["Shorter.", "I'll be late."], "the history")
        display.key("F6")
        stands(app, note, f"Hi. {LONG}\nBye.")


def test_on_the_panel_both_are_kept_and_another_version_is_asked_for(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("In German.")
    api_server.script.reply("Guten Tag.").reply("Grüß Gott.")
    signposts = str(tmp_path / "signposts")
    with (
        running(sound_card, api_server, display, tmp_path / "home", signposts, **ALLOWED) as app,
        editor(display, "Good day.") as note,
    ):
        copy(display, "from before")
        display.key("ctrl+a")
        say(sound_card, display, "F7")
        wait_for(lambda: ask(app, "stage") == "offered", "the new text")
        display.click(*place_of(signposts, "Another version"))
        wait_for(lambda: len(chats(api_server)) == 2, "the second question")
        wait_for(lambda: ask(app, "stage") == "offered", "the second text")
        assert "Guten Tag." in chats(api_server)[1], "the refused version is shown"
        display.click(*place_of(signposts, "Keep both"))
        stands(app, note, "Good day. Grüß Gott.")
        display.key("F6")
        stands(app, note, "Good day.")
        wait_for(lambda: copied(display) == b"from before", "the clipboard")


def test_where_the_program_tells_nothing_it_copies_and_the_clipboard_is_as_before(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("Shorter.")
    api_server.script.reply("3")
    with (
        running(sound_card, api_server, display, tmp_path / "home", **ALLOWED) as app,
        qt_fields(display, "line") as page,
    ):
        display.type("one two three")
        page.shows("one two three")
        copy(display, "no picture", "image/png")
        display.key("ctrl+shift+Left")
        with taken_primary(display):
            say(sound_card, display, "F7")
            wait_for(lambda: ask(app, "stage") == "offered", "the new text")
            assert dictate(app, "accept") == ""
            page.shows("one two 3")
            wait_for(lambda: ask(app, "stage") == "inserted", "what there is to take back")
            ask(app, "undo")
            page.shows("one two three")
        wait_for(lambda: copied(display, "image/png") == b"no picture", "the clipboard")


def test_a_mail_is_answered_from_the_clipboard_and_in_a_terminal_nothing_becomes_return(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("Write a reply from the clipboard that says yes.")
    api_server.script.reply("Yes,\nI'd love to.\n")
    raw = "stty -icanon -echo -icrnl; cat > {file}"
    with running(sound_card, api_server, display, tmp_path / "home", **ALLOWED) as app, terminal(display, raw) as shell:
        copy(display, "Can you come on Monday?")
        say(sound_card, display, "F7")
        wait_for(lambda: ask(app, "stage") == "offered", "the new text")
        assert "Can you come on Monday?" in chats(api_server)[0]
        display.key("Return")
        wait_for(lambda: shell.file.read_bytes() == b"Yes, I'd love to.", "the answer", told=shell.file.read_text)


def test_a_password_field_is_not_read_and_esc_leaves_everything(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("Shorter.", "Shorter.")
    api_server.script.reply("Short.")
    with running(sound_card, api_server, display, tmp_path / "home", **ALLOWED) as app:
        with qt_fields(display, "password"):
            display.type("secret")
            display.key("ctrl+a")
            say(sound_card, display, "F7")
            wait_for(lambda: ask(app, "stage") == "failed", "the refusal")
        assert chats(api_server) == []
        with editor(display, LONG) as note:
            display.key("ctrl+a")
            say(sound_card, display, "F7")
            wait_for(lambda: ask(app, "stage") == "offered", "the new text")
            display.key("Escape")
            wait_for(lambda: ask(app, "stage") == "idle", "the end")
            display.key("ctrl+End")  # What is selected would be lost as soon as it is saved.
            stands(app, note, LONG)


def test_the_dictation_key_itself_takes_an_instruction_where_text_is_selected_and_inserts_at_once(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("Shorter.", "And more.")
    api_server.script.reply("Short.")
    quick = {**ALLOWED, "dictation.edit_selection": "true", "dictation.edit_look": "false"}
    with running(sound_card, api_server, display, tmp_path / "home", **quick) as app, editor(display, LONG) as note:
        display.key("ctrl+a")
        say(sound_card, display)
        stands(app, note, "Short.")
        say(sound_card, display)
        stands(app, note, "Short. And more.")
        wait_for(lambda: history(app) == ["Shorter.", "Short.", "And more."], "the history")
