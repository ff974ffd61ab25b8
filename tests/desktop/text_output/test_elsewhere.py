"""The ways of other desktops, as far as they can be tried here: Wayland's with stand-ins for its programs."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from voiceapp.core.dictation.messages import Deliver, DeliveryResult, TextTarget
from voiceapp.core.dictation.ports import TextOutput
from voiceapp.core.dictation.wishes import DeliveryMethod
from voiceapp.desktop.keys.none import NoKeys
from voiceapp.desktop.keys.windows import virtual_key
from voiceapp.desktop.text_output.line_output import HERE, LinesOutput, OutputSwitch
from voiceapp.desktop.text_output.macos import _pieces
from voiceapp.desktop.text_output.wayland import WaylandOutput
from voiceapp.settings.installation import to_bind


class Desk:
    """A folder of programs that note how they were called, and a clipboard that is a file."""

    def __init__(self, folder: Path, *programs: str) -> None:
        self.folder = folder
        self.environ: dict[str, str] = {"PATH": f"{folder}:/usr/bin:/bin", "HOME": str(folder)}
        for program in programs:
            body = {
                "wl-copy": f'cat > "{folder}/clipboard"; echo "wl-copy $*" >> "{folder}/calls"',
                "wl-paste": f'echo "wl-paste $*" >> "{folder}/calls"; case "$*" in '
                f'*list-types*) echo text/plain; cat "{folder}/marks";; *) cat "{folder}/clipboard";; esac',
                "swaymsg": f'cat "{folder}/tree"',
                "hyprctl": f'cat "{folder}/window"',
            }.get(program, f'echo "{program} $*" >> "{folder}/calls"; cat >> "{folder}/typed" < /dev/stdin')
            script = folder / program
            script.write_text(f"#!/bin/sh\n{body}\n")
            script.chmod(0o700)

    def __getitem__(self, name: str) -> str:
        path = self.folder / name
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def __setitem__(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")


def test_words_are_typed_by_wtype(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "wtype")
    delivered = WaylandOutput(desk.environ).deliver(Deliver(1, "größe 🎤", DeliveryMethod.TYPED, None))
    assert delivered.arrival is DeliveryResult.INSERTED
    assert desk["typed"] == "größe 🎤"
    assert desk["calls"] == "wtype -\n"


def test_what_was_put_in_is_taken_back_first(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "wtype")
    WaylandOutput(desk.environ).deliver(Deliver(1, "new", DeliveryMethod.TYPED, None, erase=2))
    assert desk["calls"] == "wtype -k BackSpace -k BackSpace\nwtype -\n"


def test_pasting_gives_the_clipboard_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "wtype", "wl-copy", "wl-paste")
    desk["clipboard"] = "before"
    delivered = WaylandOutput(desk.environ).deliver(Deliver(1, "words", DeliveryMethod.PASTE, None))
    assert delivered.arrival is DeliveryResult.INSERTED
    assert "wtype -M ctrl v -m ctrl" in desk["calls"]
    assert desk["clipboard"] == "before"


def test_a_copied_password_is_neither_read_nor_given_back_without_its_mark(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "wtype", "wl-copy", "wl-paste")
    desk["clipboard"] = "hunter2"
    desk["marks"] = "x-kde-passwordManagerHint\n"
    delivered = WaylandOutput(desk.environ).deliver(Deliver(1, "words", DeliveryMethod.PASTE, None))
    assert delivered.arrival is DeliveryResult.INSERTED
    assert desk["clipboard"] == "words"
    assert [call for call in desk["calls"].splitlines() if call.startswith("wl-")] == [
        "wl-paste --list-types",
        "wl-copy --type text/plain;charset=utf-8",
    ]


def test_to_the_clipboard_only(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "wl-copy")
    assert (
        WaylandOutput(desk.environ).deliver(Deliver(1, "words", DeliveryMethod.CLIPBOARD, None)).arrival
        is DeliveryResult.COPIED
    )
    assert desk["clipboard"] == "words"


@pytest.mark.parametrize(
    ("way", "missing"), [(DeliveryMethod.TYPED, "wtype"), (DeliveryMethod.CLIPBOARD, "wl-clipboard")]
)
def test_what_is_missing_is_named(tmp_path: Path, way: DeliveryMethod, missing: str) -> None:
    output = WaylandOutput({"PATH": str(tmp_path)})
    delivered = output.deliver(Deliver(1, "words", way, None))
    assert delivered.arrival is DeliveryResult.FAILED
    assert delivered.failure is not None
    assert missing in str(delivered.failure.sentence)


TREE = {
    "id": 1,
    "nodes": [{"id": 2, "nodes": [{"id": 7, "pid": 5, "focused": True, "app_id": "org.gnome.TextEditor"}]}],
    "floating_nodes": [],
}


def test_under_sway_and_hyprland_it_is_known_who_has_the_keyboard(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "wtype", "swaymsg", "hyprctl")
    desk["tree"] = json.dumps(TREE)
    desk["window"] = json.dumps({"address": "0x55", "class": "kitty"})
    sway = WaylandOutput({**desk.environ, "SWAYSOCK": "x"})
    assert sway.focus() == TextTarget("7", "org.gnome.texteditor")
    moved = sway.deliver(Deliver(1, "words", DeliveryMethod.TYPED, TextTarget("6", "other")))
    assert moved.arrival is DeliveryResult.FOCUS_MOVED
    assert desk["typed"] == ""
    assert WaylandOutput({**desk.environ, "HYPRLAND_INSTANCE_SIGNATURE": "x"}).focus() == TextTarget(
        "0x55", "kitty", terminal=True, unseen=True
    )
    assert WaylandOutput(desk.environ).focus() is None
    desk["tree"] = "nonsense"
    assert sway.focus() is None


def test_windows_keys_have_their_numbers() -> None:
    assert [virtual_key(name) for name in ("A", "7", "F13", "Space", "Ö", "Nothing")] == [0x41, 0x37, 0x7C, 0x20, 0, 0]


def test_text_for_macos_comes_in_short_pieces_of_whole_characters() -> None:
    text = "a" * 20 + "\n" + "🎤" * 10 + "\tend"
    pieces = _pieces(text)
    assert "".join(pieces) == text
    assert all(len(piece.encode("utf-16-le")) <= 32 for piece in pieces)
    assert "\n" in pieces
    assert "\t" in pieces


def test_where_no_keys_can_be_had_each_is_refused_with_what_else_there_is() -> None:
    refused = NoKeys().bind({"dictate": "F8", "original": "", "cancel": "Esc"})
    assert list(refused) == ["dictate", "cancel"]
    assert f"Bind {to_bind('dictate', '--toggle')} to a key" in str(refused["dictate"])


def into(lines: list[str]) -> Callable[[str], bool]:
    def write(text: str) -> bool:
        lines.append(text)
        return True

    return write


def test_lines_join_as_sentences_do() -> None:
    written: list[str] = []
    lines = LinesOutput(into(written))
    lines.deliver(Deliver(1, "One.", DeliveryMethod.TYPED, HERE))
    lines.deliver(Deliver(2, "Two.", DeliveryMethod.TYPED, HERE, before="One."))
    lines.deliver(Deliver(3, "Three.", DeliveryMethod.TYPED, HERE, erase=4))
    assert "".join(written) == "One. Two.\nThree."
    assert (
        LinesOutput(lambda _: False).deliver(Deliver(4, "x", DeliveryMethod.TYPED, HERE)).arrival
        is DeliveryResult.FAILED
    )


def test_a_switch_leads_to_one_place_at_a_time() -> None:
    here: list[str] = []
    there: list[str] = []
    usual: TextOutput = LinesOutput(into(here))
    switch = OutputSwitch(usual)
    switch.deliver(Deliver(1, "a", DeliveryMethod.TYPED, HERE))
    switch.turn(LinesOutput(into(there)))
    assert switch.turned
    switch.deliver(Deliver(2, "b", DeliveryMethod.TYPED, HERE))
    switch.turn(None)
    switch.deliver(Deliver(3, "c", DeliveryMethod.TYPED, HERE))
    assert (here, there) == (["a", "c"], ["b"])
    assert OutputSwitch(None).deliver(Deliver(4, "d", DeliveryMethod.TYPED, None)).arrival is DeliveryResult.FAILED


def test_a_dictation_that_was_meant_for_a_program_does_not_go_to_a_terminal_that_listens() -> None:
    there: list[str] = []
    switch = OutputSwitch(None)
    switch.turn(LinesOutput(into(there)))
    switch.deliver(Deliver(1, "meant for the editor", DeliveryMethod.TYPED, TextTarget("7", "editor")))
    assert there == []


def test_a_terminal_gets_no_line_end_that_nobody_spoke_and_nothing_unseen(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "wtype", "hyprctl")
    desk["window"] = json.dumps({"address": "0x55", "class": "kitty"})
    hyprland = WaylandOutput({**desk.environ, "HYPRLAND_INSTANCE_SIGNATURE": "x"})
    there = hyprland.focus()
    assert hyprland.deliver(Deliver(1, "ls\nrm", DeliveryMethod.TYPED, there)).arrival is DeliveryResult.UNSEEN
    sure = frozenset((DeliveryResult.UNSEEN,))
    lines = Deliver(2, "ls\nrm", DeliveryMethod.TYPED, there, line="ls\nrm", despite=sure)
    assert hyprland.deliver(lines).arrival is DeliveryResult.SEVERAL_LINES
    assert desk["typed"] == ""
    assert (
        hyprland.deliver(Deliver(3, "ls\nrm", DeliveryMethod.TYPED, there, despite=sure)).arrival
        is DeliveryResult.INSERTED
    )
    assert desk["typed"] == "ls rm"
