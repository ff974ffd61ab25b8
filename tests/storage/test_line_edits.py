"""What an editor made of the lines is written whole, found by searches, and loses no recording."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.storage.ask import SECOND, found, load, page, sound
from tests.storage.conftest import Kept, Opener
from tests.talks import said, talk_of
from voiceapp.core.history import Retention
from voiceapp.core.recordings import editing
from voiceapp.core.recordings.line_edits import LineEdit, edited
from voiceapp.core.transcript import Item, ItemId, Message, SoundId, SoundPart, Spent, TalkId, Usage, Word
from voiceapp.storage.saved_corrections import write_edit
from voiceapp.storage.store import Store

TALK = TalkId("talk")
WORDS = (Word("zebra", 0, 400), Word("quince", 500, 1000, sure=0.25))
ONE = said("zebra quince", 1, sound=SoundId("s1"), sound_ms=1000, words=WORDS)
TWO = said("walnut", 2, sound=SoundId("s2"), sound_ms=1000)
THREE = said("cherry", 3)
NEW = ItemId("new")


def fill(store: Store) -> tuple[Item, ...]:
    store.keep_talk(talk_of(ONE, TWO, THREE))
    for item in (ONE, TWO, THREE):
        store.keep_item(TALK, item)
    for name in ("s1", "s2"):
        store.keep_sound(SoundId(name), SECOND)
        store.end_sound(SoundId(name), keep=True)
    store.settle()
    return load(store).items


def write(store: Store, edit: LineEdit | None) -> LineEdit:
    assert edit is not None
    store.change_deleting(lambda database: write_edit(database, TALK, edit, 5.0))
    assert store.settle()
    return edit


def texts(store: Store) -> list[str]:
    return [item.text for item in load(store).items if isinstance(item, Message)]


def test_a_split_line_is_two_lines_in_their_place_and_one_again(kept: Kept) -> None:
    items = fill(kept.store)
    edit = write(kept.store, editing.split(items, ONE.id, 5, NEW))
    assert load(kept.store).items == edited(items, edit)
    assert texts(kept.store) == ["zebra", "quince", "walnut", "cherry"]
    (hit,) = page(kept.store, "quince").talks[0].hits
    assert (hit.item, hit.sound) == (NEW, "s1")
    write(kept.store, edit.inverse)
    assert load(kept.store).items == items
    assert page(kept.store, "quince").talks[0].hits[0].item == ONE.id


def test_merged_lines_are_one_and_two_again(kept: Kept) -> None:
    items = fill(kept.store)
    edit = write(kept.store, editing.merged(items, ONE.id))
    assert texts(kept.store) == ["zebra quince walnut", "cherry"]
    assert page(kept.store).talks[0].items == 2
    assert len(page(kept.store, "walnut").talks[0].hits) == 1
    write(kept.store, edit.inverse)
    assert load(kept.store).items == items


def test_a_deleted_line_comes_back_to_its_place(kept: Kept) -> None:
    items = fill(kept.store)
    edit = write(kept.store, editing.deleted(items, ONE.id))
    assert texts(kept.store) == ["walnut", "cherry"]
    write(kept.store, edit.inverse)
    assert load(kept.store).items == items


def test_half_a_line_does_not_take_the_recording_of_the_other_half_with_it(kept: Kept) -> None:
    items = fill(kept.store)
    split = edited(items, write(kept.store, editing.split(items, ONE.id, 5, NEW)))
    assert split is not None
    write(kept.store, editing.deleted(split, NEW))
    kept.store.purge(TALK, NEW)
    kept.store.settle()
    assert sound(kept.store, "s1") == SECOND
    whole = load(kept.store).items
    write(kept.store, editing.deleted(whole, ONE.id))
    kept.store.purge(TALK, ONE.id)
    kept.store.settle()
    assert sound(kept.store, "s1") == b""


def test_a_merged_line_keeps_both_recordings(open_store: Opener) -> None:
    first = open_store()
    items = fill(first.store)
    write(first.store, editing.merged(items, ONE.id))
    first.store.purge()
    first.store.settle()
    assert (sound(first.store, "s1"), sound(first.store, "s2")) == (SECOND, SECOND)
    first.store.close()
    again = open_store()
    assert again.repaired.adopted == 0
    (whole, _) = load(again.store).items
    assert isinstance(whole, Message)
    assert whole.parts[1] == SoundPart(SoundId("s2"), 0, 1000, at=1000)
    again.store.delete_talk(TALK)
    again.store.purge(TALK)
    again.store.settle()
    assert (sound(again.store, "s1"), sound(again.store, "s2")) == (b"", b"")


def test_old_recordings_go_from_merged_lines_as_well(kept: Kept) -> None:
    items = fill(kept.store)
    write(kept.store, editing.merged(items, ONE.id))
    kept.store.retain(Retention(sound_days=1))
    kept.store.settle()
    assert (sound(kept.store, "s1"), sound(kept.store, "s2")) == (b"", b"")
    (whole, _) = load(kept.store).items
    assert isinstance(whole, Message)
    assert (whole.sound, whole.parts, whole.text) == (None, (), "zebra quince walnut")


def test_an_edit_of_a_talk_that_is_gone_does_nothing(kept: Kept, tmp_path: Path) -> None:
    items = fill(kept.store)
    edit = editing.deleted(items, ONE.id)
    assert edit is not None
    kept.store.change(lambda database: write_edit(database, TalkId("other"), edit, 5.0))
    kept.store.settle()
    assert load(kept.store).items == items


def test_what_merged_lines_cost_is_paid_once(kept: Kept) -> None:
    items = fill(kept.store)
    for item in items[:2]:
        assert isinstance(item, Message)
        kept.store.keep_item(TALK, replace(item, spent=(Spent("ears", Usage(), 0.5),)))
    kept.store.settle()
    edit = write(kept.store, editing.merged(load(kept.store).items, ONE.id))
    bill = partial(kept.store.spent_since, 0.0)
    assert [spent.usd for _, spent in found(bill)] == [0.5, 0.5]
    write(kept.store, edit.inverse)
    assert [spent.usd for _, spent in found(bill)] == [0.5, 0.5]
