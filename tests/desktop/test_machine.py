"""The machine around the app: players on a bus of their own, a sound server of its own, and a menu of programs."""

import os
import shutil
from pathlib import Path

import pytest

from tests.desktop.test_media_players import Begin, playing
from tests.rig.soundcard import SoundCard
from voiceapp.core.machine_ports import MediaKey, NowPlaying, OutputVolume
from voiceapp.core.ports import ToolError
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.machine import this_machine
from voiceapp.desktop.media_keys import open_media_keys
from voiceapp.desktop.programs import open_programs
from voiceapp.desktop.programs.desktop_entry import entry_in
from voiceapp.desktop.system_volume import open_volume

__all__ = ["playing"]

# --- players


def test_the_player_that_plays_gets_the_key_and_tells_what_it_plays(playing: Begin) -> None:
    film, music = playing("film", "Paused"), playing("music.instance7", "Playing")
    music.properties = {
        "Identity": ("s", "Music\u202e"),
        "CanGoNext": ("b", True),
        "Metadata": ("a{sv}", {"xesam:title": ("s", "Clair\nde lune"), "xesam:artist": ("as", ["Debussy", "Bunin"])}),
    }
    keys = open_media_keys()
    assert keys.press(MediaKey.NEXT) == "Music"
    assert keys.press(MediaKey.PREVIOUS) == "Music"
    music.wait_for("Next", "Previous")
    assert keys.playing() == NowPlaying("Music", "Clair de lune", "Debussy, Bunin")
    assert keys.press(MediaKey.PAUSE) == "Music"
    music.status = "Stopped"
    assert keys.press(MediaKey.PLAY) == "film"
    film.wait_for("Play")
    assert keys.playing() == NowPlaying("film")


def test_a_player_that_cannot_or_does_not_answer_is_named(playing: Begin) -> None:
    music = playing("music", "Playing")
    music.properties = {"CanGoNext": ("b", False)}
    with pytest.raises(ToolError, match="music can't do that now"):
        open_media_keys().press(MediaKey.NEXT)
    assert music.told == []


def test_without_players_or_a_bus_it_says_what_to_do(playing: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    playing("deaf", "Playing", deaf=True)
    with pytest.raises(ToolError, match="No media player is open"):
        this_machine().media.playing()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
    with pytest.raises(ToolError, match="No media player is open"):
        this_machine().media.press(MediaKey.PLAY)


# --- the volume


def test_the_sound_server_s_volume_changes(sound_card: SoundCard) -> None:
    here = DesktopEnvironment({**os.environ, **sound_card.environment, "LANG": "de_DE.UTF-8"}, "linux")
    volume = open_volume(here)
    before = volume.read()
    try:
        volume.turn(40)
        assert volume.read() == OutputVolume(40)
        volume.mute(on=True)
        assert volume.read() == OutputVolume(40, muted=True)
        volume.mute(on=False)
        assert not volume.read().muted
    finally:
        volume.turn(before.percent)


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o700)


def test_the_first_program_that_reaches_a_sound_server_is_used(tmp_path: Path) -> None:
    program(tmp_path, "wpctl", "exit 1")
    program(
        tmp_path,
        "pactl",
        'case "$1" in get-sink-volume) echo "Volume: front-left: 26214 /  40% / -23 dB";; *) exit 1;; esac',
    )
    program(
        tmp_path,
        "amixer",
        f'echo "$@" >> {tmp_path}/asked; [ "$2" = sset ] && [ "$4" = 33% ] && exit 1; echo "  Mono: Playback 30 [47%] [off]"',
    )
    volume = open_volume(DesktopEnvironment({"PATH": f"{tmp_path}:/usr/bin:/bin"}, "linux"))
    assert volume.read() == OutputVolume(47, muted=True)
    volume.turn(20)
    volume.mute(on=False)
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert [line for line in asked if "sset" in line] == ["-M sset Master 20%", "-M sset Master unmute"]
    with pytest.raises(ToolError, match="didn't take the new volume"):
        volume.turn(33)


def test_pipewire_is_asked_in_shares(tmp_path: Path) -> None:
    program(tmp_path, "wpctl", f'echo "$@" >> {tmp_path}/asked; echo "Volume: 0.45 [MUTED]"')
    volume = open_volume(DesktopEnvironment({"PATH": f"{tmp_path}:/usr/bin:/bin"}, "linux"))
    assert volume.read() == OutputVolume(45, muted=True)
    volume.turn(7)
    volume.mute(on=True)
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert "set-volume @DEFAULT_AUDIO_SINK@ 0.07" in asked
    assert "set-mute @DEFAULT_AUDIO_SINK@ 1" in asked


def test_without_a_sound_server_it_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match="Install wireplumber"):
        open_volume(DesktopEnvironment({"PATH": str(tmp_path)}, "linux")).read()
    with pytest.raises(ToolError, match="can't be changed here"):
        open_volume(DesktopEnvironment({}, "win32")).read()


# --- programs

EDITOR = """# comment
[Desktop Entry]
Type=Application
Name=Text Editor
Name[de]=Texteditor
GenericName=Editor
Keywords[de]=Text;Notizen;
Exec="/opt/my editor/edit" --new %U 100%%
[Desktop Action new]
Name=New window
Exec=edit --evil
"""


def test_an_entry_is_read_in_the_person_s_language_and_the_other() -> None:
    entry = entry_in(EDITOR, "edit.desktop", ("de_DE", "de", "en"))
    assert entry is not None
    assert entry.program.names == ("Texteditor", "Text Editor")
    assert entry.program.kinds == ("Editor",)
    assert entry.program.words == ("Text", "Notizen")
    assert entry.command == ("/opt/my editor/edit", "--new", "100%")
    english = entry_in(EDITOR, "edit.desktop", ("en",))
    assert english is not None
    assert english.program.names == ("Text Editor",)


@pytest.mark.parametrize(
    "line",
    ["NoDisplay=true", "Hidden=True", "Type=Link", "Type=Application\nName="],
    ids=["no display", "hidden", "link", "nameless"],
)
def test_what_no_menu_shows_is_no_program(line: str) -> None:
    assert (
        entry_in(
            f"[Desktop Entry]\n{line}\nType=Application\nName=X"
            if line != "Type=Application\nName="
            else f"[Desktop Entry]\n{line}",
            "x",
            (),
        )
        is None
    )


def test_an_odd_command_is_none() -> None:
    entry = entry_in('[Desktop Entry]\nType=Application\nName=X\nExec="unfinished', "x", ())
    assert entry is not None
    assert entry.command == ()


@pytest.mark.parametrize("launcher", ["gio", "none"])
def test_a_program_is_opened_without_a_shell(tmp_path: Path, launcher: str) -> None:
    if launcher == "gio" and not shutil.which("gio"):
        pytest.skip("this desktop has no gio")
    applications, log = tmp_path / "applications", tmp_path / "log"
    (applications / "kde").mkdir(parents=True)
    os.mkfifo(log)
    program(tmp_path, "shout", f'printf "%s" "$*" > {log}')
    entry = f"[Desktop Entry]\nType=Application\nName=Shout\nExec={tmp_path}/shout a;touch\\ {tmp_path}/evil $(id) %f\n"
    (applications / "kde" / "shout.desktop").write_text(entry, encoding="utf-8")
    path = os.environ["PATH"] if launcher == "gio" else str(tmp_path)
    here = DesktopEnvironment({**os.environ, "XDG_DATA_HOME": str(tmp_path), "PATH": path}, "linux")
    programs = open_programs(here)
    (shout,) = [each for each in programs.installed() if each.names[0] == "Shout"]
    assert shout.id == "kde-shout.desktop"
    programs.open(shout)
    with log.open(encoding="utf-8") as told:
        assert told.read().startswith("a;touch")
    assert not (tmp_path / "evil").exists()


def test_a_program_that_is_gone_or_needs_a_terminal_says_so(tmp_path: Path) -> None:
    applications = tmp_path / "applications"
    applications.mkdir()
    entry = applications / "top.desktop"
    entry.write_text("[Desktop Entry]\nType=Application\nName=Top\nExec=top\nTerminal=true\n", encoding="utf-8")
    here = DesktopEnvironment(
        {"XDG_DATA_HOME": str(tmp_path), "XDG_DATA_DIRS": str(tmp_path), "PATH": str(tmp_path)}, "linux"
    )
    programs = open_programs(here)
    (top,) = programs.installed()
    with pytest.raises(ToolError, match="Top couldn't be opened"):
        programs.open(top)
    entry.write_text("[Desktop Entry]\nType=Application\nName=Top\nExec=/nowhere/top\n", encoding="utf-8")
    with pytest.raises(ToolError, match="Top couldn't be opened"):
        programs.open(top)
    entry.unlink()
    with pytest.raises(ToolError, match="Top couldn't be opened"):
        programs.open(top)


def test_where_no_menu_is_it_says_so() -> None:
    for here in (
        DesktopEnvironment({"XDG_DATA_HOME": "/none", "XDG_DATA_DIRS": "/none"}, "linux"),
        DesktopEnvironment({}, "darwin"),
    ):
        with pytest.raises(ToolError, match="Programs can't be opened"):
            open_programs(here).installed()
