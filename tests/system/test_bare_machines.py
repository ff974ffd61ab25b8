"""What happens where something is missing: no display, no microphone and speaker, no key."""

import os
import subprocess
import sys
from pathlib import Path

from tests.rig.display import Display
from tests.rig.soundcard import SoundCard
from tests.server.api import ApiServer
from tests.system.app import RunningApp
from voiceapp.settings.installation import as_typed


def run(*arguments: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "voiceapp", *arguments],
        env={**os.environ, "VOICEAPP_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_without_a_display_it_says_what_works_there(tmp_path: Path) -> None:
    done = run(home=tmp_path, QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert done.returncode == 4
    assert done.stderr.count("\n") == 1
    assert as_typed("`voiceapp talk` works in the terminal") in done.stderr
    assert "make demo" in done.stderr


def test_without_microphone_and_speaker_the_window_opens_and_works_by_text(
    api_server: ApiServer, display: Display, sound_card: SoundCard, tmp_path: Path
) -> None:
    api_server.script.reply("I can be read, too.")
    app = RunningApp(
        sound_card,
        api_server,
        tmp_path / "home",
        display,
        environment={"ALSA_CONFIG_PATH": "", "PULSE_SERVER": "unix:/nonexistent"},
    )
    try:
        window = app.window()
        display.do("windowactivate", "--sync", window)
        display.key("ctrl+l")
        display.type("Are you there?")
        display.key("Return")
        api_server.log.wait_for_sent("response.done")
        display.type("And again?")
        display.key("Return")
        (first, second, *_) = api_server.log.wait_for_received("conversation.item.create", 2)
        assert first.body["item"]["content"][0]["text"] == "Are you there?"
        assert second.body["item"]["content"][0]["text"] == "And again?"
        assert api_server.log.received("conversation.item.truncate") == []
    finally:
        code = app.close_window() if app.process.poll() is None else app.process.returncode
    assert code == 0, app.output
    assert "Traceback" not in app.output


def test_talking_in_the_terminal_works_by_typing_too(
    api_server: ApiServer, sound_card: SoundCard, tmp_path: Path
) -> None:
    api_server.script.reply("Noon.")
    app = RunningApp(sound_card, api_server, tmp_path / "home", arguments=("talk", "--mute"))
    try:
        assert app.process.stdin is not None
        app.process.stdin.write(b"What time is it?\n")
        app.process.stdin.flush()
        api_server.log.wait_for_sent("response.done")
        app.wait_for_output("Assistant: Noon.")
        app.process.stdin.write(b"/quit\n")
        app.process.stdin.flush()
        assert app.wait() == 0
    finally:
        app.kill()
    assert "You: What time is it?" in app.output


def test_doctor_tells_what_it_found_and_no_secrets(tmp_path: Path) -> None:
    key = "sk-doctor-0123456789abcdef0123"
    done = run("doctor", "--offline", home=tmp_path, OPENAI_API_KEY=key)
    assert done.returncode == 0, done.stdout + done.stderr
    for name in ("system", "packages", "folders", "settings", "display", "microphone", "speaker", "key"):
        assert name in done.stdout
    assert key not in done.stdout + done.stderr
    assert "https://api.openai.com: OPENAI_API_KEY" in done.stdout


def test_devices_are_listed_for_people_and_for_scripts(sound_card: SoundCard, tmp_path: Path) -> None:
    assert "Microphone" in run("devices", home=tmp_path).stdout
    import json

    listed = json.loads(run("devices", "--json", home=tmp_path).stdout)
    assert "mic" in [each["name"] for each in listed["microphones"]]
    assert not any(each["name"].endswith(".monitor") for each in listed["microphones"])


def test_a_wrong_setting_is_one_sentence_with_its_line(tmp_path: Path) -> None:
    config = tmp_path / "config"
    config.mkdir()
    (config / "settings.toml").write_text('[talking]\nspeed = 9\n[sound]\ndetector = "ears"\n', encoding="utf-8")
    done = run("settings", "get", "talking.speed", home=tmp_path)
    assert done.stdout.strip() == "1.0"
    assert "settings.toml, line 2:" in done.stderr
    assert "settings.toml, line 4:" in done.stderr
    assert run("settings", "set", "talking.speed", "11", home=tmp_path).returncode == 2
    assert run("settings", "get", "nonsense.at_all", home=tmp_path).returncode == 2


def test_a_setting_is_kept_beside_the_persons_own_comments(tmp_path: Path) -> None:
    config = tmp_path / "config"
    config.mkdir()
    path = config / "settings.toml"
    path.write_text("# mine\n[talking]\nspeed = 1.1  # slow\n", encoding="utf-8")
    assert run("settings", "set", "talking.silence_ms", "900", home=tmp_path).returncode == 0
    text = path.read_text(encoding="utf-8")
    assert "# mine" in text
    assert "speed = 1.1  # slow" in text
    assert "silence_ms = 900" in text
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_report_is_saved_and_can_be_lived_through_again(tmp_path: Path) -> None:
    key = "sk-report-0123456789abcdef0123"
    assert run("report", "--last", home=tmp_path).returncode == 3
    done = run("report", home=tmp_path, OPENAI_API_KEY=key)
    assert done.returncode == 0, done.stderr
    path = Path(done.stdout.strip())
    assert key not in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600
    assert run("replay", str(path), home=tmp_path).returncode == 0
    assert run("report", "--list", home=tmp_path).stdout.strip() == str(path)
