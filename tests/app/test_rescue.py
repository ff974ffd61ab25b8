"""What the disk did not take is neither lost nor taken back twice."""

from pathlib import Path

import pytest

from voiceapp.app import rescue
from voiceapp.core.transcript import Item, ItemId, Message, MessageState, Speaker, Talk, TalkId

TALK = Talk(
    TalkId("t"), 1.0, items=(Message(ItemId("t-1"), Speaker.USER, 1.0, "Do not lose this.", MessageState.DONE),)
)


class Kept:
    def __init__(self) -> None:
        self.items: list[tuple[TalkId, Item]] = []

    def keep_talk(self, talk: Talk) -> None: ...
    def keep_item(self, talk: TalkId, item: Item) -> None:
        self.items.append((talk, item))


def test_it_comes_back_once(tmp_path: Path) -> None:
    path = rescue.save([TALK], [tmp_path])
    assert path is not None
    assert path.stat().st_mode & 0o777 == 0o600
    kept = Kept()
    assert rescue.take_back(kept, [tmp_path]) == 1
    ((talk, item),) = kept.items
    assert talk == TALK.id
    assert isinstance(item, Message)
    assert item.text == "Do not lose this."
    assert rescue.take_back(kept, [tmp_path]) == 0
    rescue.forget_taken([tmp_path])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.expects_log
def test_a_place_that_takes_nothing_is_passed_over(tmp_path: Path) -> None:
    path = rescue.save([TALK], [tmp_path / "missing", tmp_path])
    assert path is not None
    assert path.parent == tmp_path


def test_where_all_is_well_nothing_is_written(tmp_path: Path) -> None:
    assert rescue.save([], [tmp_path]) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.expects_log
def test_what_cannot_be_read_stays(tmp_path: Path) -> None:
    path = tmp_path / f"{rescue.PREFIX}x.json"
    path.write_text("{", encoding="utf-8")
    assert rescue.take_back(Kept(), [tmp_path]) == 0
    assert path.exists()
