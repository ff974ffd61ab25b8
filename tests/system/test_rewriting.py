"""A selected text, spoken to: the real app, a real editor, and what stands in it afterwards."""

import json
import subprocess
from pathlib import Path

from tests.desktop.text_output.programs import Editor, editor, wait_for
from tests.rig.display import Display
from tests.rig.soundcard import SoundCard
from tests.server.api import ApiServer
from tests.system.app import RunningApp
from tests.system.test_dictation import ask, history, running, say

EDITING = {"dictation.edit_key": "F7", "dictation.undo_key": "F6", "chat.where": "api"}
LONG = "I just wanted to let you know that I'll be late."
ALLOWED = {"profiles.agreed_context": '["rewriting:selection", "rewriting:clipboard"]'}


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


def copy(display: Display, kind: str, content: bytes) -> "subprocess.Popen[bytes]":
    """Some program has copied this."""
    holder = subprocess.Popen(
        ["xclip", "-selection", "clipboard", "-t", kind, "-quiet"],
        env={**__import__("os").environ, **display.environment}, stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert holder.stdin is not None
    holder.stdin.write(content)
    holder.stdin.close()
    return holder


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
        assert history(app) == ["Shorter.", "I'll be late."]
        display.key("F6")
        stands(app, note, f"Hi. {LONG}\nBye.")
