"""A way out that comes back is noticed, and told once."""

import threading
from pathlib import Path

import pytest

from tests.rig.patience import EVENT
from voiceapp.desktop import network_watch
from voiceapp.desktop.network_watch import NetworkWatch, way_out

HEAD = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n"
DEFAULT = "wlan0\t00000000\t0102A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0\n"
NEAR = "wlan0\t0002A8C0\t00000000\t0001\t0\t0\t600\t00FFFFFF\t0\t0\t0\n"
SIX = "0" * 32 + " 00 " + "0" * 32 + " 00 fe80" + "0" * 28 + " 00000400 00000001 00000000 00000003 wlan0\n"


@pytest.mark.parametrize(
    ("four", "six", "expected"),
    [
        (HEAD + NEAR + DEFAULT, "", True),
        (HEAD + NEAR, "", False),
        (HEAD, SIX, True),
        (HEAD, SIX.replace("wlan0", "lo"), False),
        ("rubbish", "rubbish", False),
    ],
)
def test_a_way_out_is_a_default_route(tmp_path: Path, four: str, six: str, expected: bool) -> None:
    (tmp_path / "four").write_text(four, encoding="ascii")
    (tmp_path / "six").write_text(six, encoding="ascii")
    assert way_out(tmp_path / "four", tmp_path / "six") is expected


def test_a_system_that_does_not_say_is_not_watched(tmp_path: Path) -> None:
    assert way_out(tmp_path / "none", tmp_path / "none") is None
    watch = NetworkWatch(lambda: None, lambda: None)
    watch.start()
    watch.close()


def test_coming_back_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network_watch, "LOOK_EVERY", 0.001)
    states = iter([True, True, False, False, True, True, True])
    told: list[bool] = []
    all_seen = threading.Event()

    def look() -> bool:
        state = next(states, None)
        if state is None:
            all_seen.set()
            return True
        return state

    watch = NetworkWatch(lambda: told.append(True), look)
    watch.start()
    assert all_seen.wait(EVENT)
    watch.close()
    assert told == [True]
