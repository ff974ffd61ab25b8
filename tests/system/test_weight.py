"""What the running app takes of the machine's memory: its own, whatever the system's libraries weigh."""

from pathlib import Path

from tests.rig.display import Display
from tests.rig.soundcard import SoundCard
from tests.server.api import ApiServer
from tests.system.app import RunningApp

MIB = 1024 * 1024


def own_memory(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) * 1024
    raise AssertionError("the system does not tell")


def test_with_its_window_it_stays_light_while_it_listens(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    app = RunningApp(sound_card, api_server, tmp_path / "home", display)
    try:
        display.do("windowactivate", "--sync", app.window())
        display.key("space")
        api_server.log.wait_for_received("session.update")
        # Some 65 MiB here; other Pythons and systems differ by some. What must not be loaded is named in test_light.
        assert own_memory(app.process.pid) < 95 * MIB
    finally:
        app.kill()


def test_in_the_terminal_it_stays_light(sound_card: SoundCard, api_server: ApiServer, tmp_path: Path) -> None:
    app = RunningApp(sound_card, api_server, tmp_path / "home", arguments=("talk",))
    try:
        app.wait_for_output("listening")
        # Some 43 MiB here.
        assert own_memory(app.process.pid) < 70 * MIB
    finally:
        app.kill()
