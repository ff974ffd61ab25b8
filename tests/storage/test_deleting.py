"""What is deleted can be restored until the app ends, and is nowhere afterwards."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.storage.ask import SECOND, answer, found, keep, load, page, sound
from tests.storage.conftest import Kept, Opener
from tests.talks import answered, said
from voiceapp.core.failures import Failure
from voiceapp.core.history import Retention
from voiceapp.core.transcript import (
    MessageState,
    SoundId,
    Spent,
    TalkId,
    Usage,
)


def test_a_deleted_talk_can_be_restored_until_the_app_ends(open_store: Opener) -> None:
    first = open_store()
    keep(first.store, "one")
    keep(first.store, "two", name="other")
    first.store.delete_talk(TalkId("talk"))
    assert [talk.id for talk in page(first.store).talks] == ["other"]
    first.store.restore_talk(TalkId("talk"))
    assert page(first.store).total == 2
    first.store.delete_talk(TalkId("talk"))
    first.store.close()
    second = open_store()
    second.store.restore_talk(TalkId("talk"))
    assert [talk.id for talk in page(second.store).talks] == ["other"]


def test_talking_on_in_a_deleted_talk_brings_it_back(kept: Kept) -> None:
    keep(kept.store, "one")
    kept.store.delete_talk(TalkId("talk"))
    kept.store.keep_item(TalkId("talk"), answered("an answer that came late", 2))
    assert page(kept.store).total == 0
    kept.store.keep_item(TalkId("talk"), said("two", 3))
    assert page(kept.store).total == 1


def test_deleted_words_are_nowhere_in_the_files(open_store: Opener, tmp_path: Path) -> None:
    first = open_store()
    keep(first.store, "xylophonic secret")
    keep(first.store, "ordinary", name="other")
    first.store.keep_sound(SoundId("talk-0001"), SECOND)
    first.store.end_sound(SoundId("talk-0001"), keep=True)
    first.store.keep_item(TalkId("talk"), said("xylophonic secret", sound=SoundId("talk-0001")))
    first.store.settle()
    first.store.delete_talk(TalkId("talk"))
    first.store.close()
    for path in (tmp_path / "data").rglob("*"):
        if path.is_file():
            assert b"xylophonic" not in path.read_bytes()
            assert path.suffix != ".wav"


def test_deleting_everything_leaves_no_word_and_no_sound_but_the_bill(kept: Kept) -> None:
    bill = (Spent("model", Usage(audio_in=7), 0.25),)
    kept.store.keep_item(TalkId("talk"), said("a secret", spent=bill, at=1_000_000.5))
    kept.store.keep_sound(SoundId("s"), SECOND)
    kept.store.settle()
    room = found(kept.store.delete_everything)
    assert room.sounds == 0
    assert room.free > 0
    assert page(kept.store).total == 0
    assert b"secret" not in (kept.store.folder / "voiceapp.db").read_bytes()
    assert found(partial(kept.store.spent_since, 0)) == [(950_400.0, bill[0])]


def test_old_recordings_go_and_words_stay(kept: Kept) -> None:
    now = kept.store._now()
    for name, age, state in (
        ("old", 8, MessageState.DONE),
        ("new", 6, MessageState.DONE),
        ("wait", 9, MessageState.WAITING),
    ):
        message = said(name, talk=name, at=now - age * 86_400, sound=SoundId(name), sound_ms=1000, state=state)
        kept.store.keep_item(TalkId(name), message)
        kept.store.keep_sound(SoundId(name), SECOND)
        kept.store.end_sound(SoundId(name), keep=True)
    kept.store.settle()
    kept.store.retain(Retention(sound_days=7))
    assert sound(kept.store, "old") == b""
    assert sound(kept.store, "new") == SECOND
    assert sound(kept.store, "wait") == SECOND
    (old,) = load(kept.store, "old").items
    assert old == replace(said("old", talk="old", at=old.at), sound_ms=1000)


def test_old_talks_go_unless_they_are_pinned_or_wait(kept: Kept) -> None:
    now = kept.store._now()
    for name, age in (("old", 40), ("new", 20), ("pinned", 40), ("waiting", 40)):
        state = MessageState.WAITING if name == "waiting" else MessageState.DONE
        kept.store.keep_item(TalkId(name), said(name, talk=name, at=now - age * 86_400, state=state))
    kept.store.pin_talk(TalkId("pinned"), pinned=True)
    kept.store.retain(Retention(word_days=30))
    assert {talk.id for talk in page(kept.store).talks} == {"new", "pinned", "waiting"}


def test_a_talk_that_is_not_to_be_kept_is_forgotten_when_the_next_begins(open_store: Opener, tmp_path: Path) -> None:
    first = open_store()
    keep(first.store, "kept before", name="before")
    first.store.retain(Retention(talks=False))
    first.store.settle()
    first.store.keep_sound(SoundId("one-0001"), SECOND)
    first.store.end_sound(SoundId("one-0001"), keep=True)
    first.store.keep_item(TalkId("one"), said("xylophonic", talk="one", sound=SoundId("one-0001")))
    assert load(first.store, "one").items
    assert [talk.id for talk in page(first.store).talks] == ["before"]
    keep(first.store, "yachting", name="two")
    first.store.settle()
    assert sound(first.store, "one-0001") == b""
    gone = answer(partial(first.store.load_talk, TalkId("one")))
    assert isinstance(gone, Failure)
    assert load(first.store, "two").items
    first.store.close()
    for path in (tmp_path / "data").rglob("*"):
        assert path.is_dir() or not any(word in path.read_bytes() for word in (b"xylophonic", b"yachting"))
    assert [talk.id for talk in page(open_store().store).talks] == ["before"]
