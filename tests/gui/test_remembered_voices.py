"""The voices that are remembered are listed, and deleted for good."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from voiceapp.core.recordings.voice_prints import RememberedVoice
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.settings.remembered_voices_box import RememberedVoicesBox


@pytest.fixture
def bridge(desk: PaperDesk, qtbot: QtBot) -> Iterator[Bridge]:
    made = Bridge(desk)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def box(desk: PaperDesk, bridge: Bridge, qtbot: QtBot) -> RememberedVoicesBox:
    desk.recordings.voices.kept = [RememberedVoice(name, (1.0,), 1_700_000_000.0) for name in ("Ana", "Ben")]
    made = RememberedVoicesBox(desk.recordings.voices, bridge)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: bool(made.buttons))
    return made


def test_each_voice_is_deleted_by_itself(box: RememberedVoicesBox, desk: PaperDesk, qtbot: QtBot) -> None:
    assert list(box.buttons) == ["Ana", "Ben"]
    assert box.all.isVisible()
    box.buttons["Ana"].click()
    qtbot.waitUntil(lambda: list(box.buttons) == ["Ben"])
    assert [voice.name for voice in desk.recordings.voices.kept] == ["Ben"]
    assert not box.all.isVisible(), "there's one left, with a button of its own"
    box.buttons["Ben"].click()
    qtbot.waitUntil(lambda: not box.buttons)
    assert "only when you choose it" in box.about.text()


def test_all_are_deleted_at_once(box: RememberedVoicesBox, desk: PaperDesk, qtbot: QtBot) -> None:
    box.all.click()
    qtbot.waitUntil(lambda: not box.buttons)
    assert desk.recordings.voices.kept == []
