"""Global keys under a real KWin, by Plasma's own portal: held as long as the person holds them."""

import queue
from collections.abc import Iterator

import pytest

from tests.rig.patience import EVENT
from tests.rig.plasma import PlasmaDesk
from voiceapp.desktop.keys.wayland import PortalKeys


@pytest.fixture(scope="module")
def desk() -> Iterator[PlasmaDesk]:
    PlasmaDesk.skip_unless_possible()
    it = PlasmaDesk()
    try:
        yield it.start()
    finally:
        it.stop()


def chord(desk: PlasmaDesk, *names: str, down: bool) -> None:
    for name in names if down else reversed(names):
        desk.key(name, down=down)


def test_a_key_is_heard_going_down_and_coming_up(desk: PlasmaDesk) -> None:
    heard: queue.SimpleQueue[tuple[str, bool]] = queue.SimpleQueue()
    keys = PortalKeys(lambda name, down: heard.put((name, down)), desk.bus)
    try:
        assert keys.bind({"dictate": "Ctrl+Alt+Space"}) == {}
        for _ in range(2):
            chord(desk, "Ctrl", "Alt", "Space", down=True)
            assert heard.get(timeout=EVENT) == ("dictate", True)
            assert heard.empty(), "it is still held"
            chord(desk, "Ctrl", "Alt", "Space", down=False)
            assert heard.get(timeout=EVENT) == ("dictate", False)
    finally:
        keys.close()


def test_another_key_takes_effect_and_the_next_start_has_it_without_a_question(desk: PlasmaDesk) -> None:
    heard: queue.SimpleQueue[tuple[str, bool]] = queue.SimpleQueue()
    for _ in range(2):
        keys = PortalKeys(lambda name, down: heard.put((name, down)), desk.bus)
        try:
            assert keys.bind({"talk": "F8"}) == {}
            desk.key("F8", down=True)
            assert heard.get(timeout=EVENT) == ("talk", True)
            desk.key("F8", down=False)
            assert heard.get(timeout=EVENT) == ("talk", False)
        finally:
            keys.close()
