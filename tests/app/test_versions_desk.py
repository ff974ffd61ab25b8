"""A recording of the history is recognised by others, whose words stand beside the line's until one is chosen."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest

from tests.rig.models import installed
from tests.rig.speech import recorded
from tests.storage.ask import answer, found, load
from tests.talks import said, talk_of
from voiceapp.app.versions_desk import GONE, VersionsDesk
from voiceapp.app.worker_pool import WorkerPool
from voiceapp.core.failures import FailureKind
from voiceapp.core.transcript import ItemId, Message, SoundId, TalkId, Version, Via
from voiceapp.core.versions import own_version
from voiceapp.core.versions_access import AnotherHearing
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.engine_choice.recogniser_offers import GONE as NO_LONGER
from voiceapp.one_off.another_version import NO_SOUND, NOTHING_HEARD
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing
from voiceapp.storage.store import Store

TALK, ITEM = TalkId("talk"), ItemId("talk-1")
SMALLEST = "here/whisper-tiny.en"


def desk_with(
    store: Store, room: SessionThread, key: str = "", **chosen: object
) -> tuple[VersionsDesk, AvailableEngines, WorkerPool]:
    settings = Settings().with_value("talking.languages", ["en"])
    for name, value in chosen.items():
        settings = settings.with_value(name.replace("_", ".", 1), value)
    keys = KeyRing({"OPENAI_API_KEY": key})

    async def make() -> AvailableEngines:
        return AvailableEngines(lambda: settings, keys)

    engines, workers = room.run(make()).result(10), WorkerPool()
    return VersionsDesk(lambda: settings, keys, engines, store, room, workers), engines, workers


@pytest.fixture
def desk(store: Store, room: SessionThread) -> Iterator[VersionsDesk]:
    made, engines, workers = desk_with(store, room, engines_leaves_machine="nothing")
    yield made
    workers.close()
    room.run(engines.close()).result(10)


def keep(store: Store, *, sound: bytes | None, via: Via = Via.VOICE) -> Message:
    line = replace(said("Wenn ist ein Hummer?", talk="talk"), id=ITEM, via=via, language="de")
    if sound is not None:
        line = replace(line, sound=SoundId("talk"), sound_ms=4_000)
    store.keep_talk(talk_of(line, name="talk"))
    store.keep_item(TALK, line)
    if sound is not None:
        store.keep_whole_sound(SoundId("talk"), sound)
    return line


def kept(store: Store) -> Message:
    (item,) = load(store).items
    assert isinstance(item, Message)
    return item


@installed
def test_what_another_hears_stands_beside_the_words_until_it_is_chosen(store: Store, desk: VersionsDesk) -> None:
    before = keep(store, sound=recorded("lobster").tobytes(), via=Via.DICTATION)
    how = AnotherHearing(SMALLEST, ("en",))
    line: Message = found(partial(desk.hear, TALK, ITEM, how))
    (version,) = line.versions
    assert "lobster" in version.text.lower()
    assert (version.by, version.language) == ("Whisper tiny.en", "en")
    assert replace(line, versions=(), spent=before.spent) == before, "the line's own words stay"
    assert kept(store) == line
    used: Message = found(partial(desk.use, TALK, ITEM, version))
    assert (used.text, used.heard_by) == (version.text, "Whisper tiny.en")
    assert used.versions == (own_version(line),)
    assert found(partial(desk.use, TALK, ITEM, used.versions[0])) == line, "and back"
    assert kept(store) == line


@installed
def test_the_usual_recogniser_says_who_it_is(store: Store, desk: VersionsDesk) -> None:
    keep(store, sound=recorded("lobster").tobytes())
    line: Message = found(partial(desk.hear, TALK, ITEM, AnotherHearing()))
    assert line.versions[0].by.startswith("Whisper")


@installed
@pytest.mark.parametrize("recogniser", ["here/gone", "service/gpt-transcribe", "nobody"])
def test_who_can_no_longer_be_had_is_refused_in_a_sentence(store: Store, desk: VersionsDesk, recogniser: str) -> None:
    before = keep(store, sound=recorded("lobster").tobytes())
    assert answer(partial(desk.hear, TALK, ITEM, AnotherHearing(recogniser))) == NO_LONGER
    assert kept(store) == before


@installed
def test_where_nobody_speaks_the_line_stays_as_it_is(store: Store, desk: VersionsDesk) -> None:
    before = keep(store, sound=bytes(96_000))
    assert answer(partial(desk.hear, TALK, ITEM, AnotherHearing(SMALLEST))) == NOTHING_HEARD
    assert kept(store) == before


def test_without_its_sound_or_when_it_is_gone_it_cannot_be_heard(store: Store, desk: VersionsDesk) -> None:
    assert answer(partial(desk.hear, TALK, ITEM, AnotherHearing(SMALLEST))) == GONE
    assert answer(partial(desk.use, TALK, ITEM, Version("Words."))) == GONE
    keep(store, sound=None)
    assert answer(partial(desk.hear, TALK, ITEM, AnotherHearing(SMALLEST))) == NO_SOUND
    keep(store, sound=b"")
    assert answer(partial(desk.hear, TALK, ITEM, AnotherHearing(SMALLEST))) == NO_SOUND


@pytest.mark.expects_log
def test_a_bug_is_told_to_whoever_waits(store: Store, desk: VersionsDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(store, sound=recorded("lobster").tobytes())
    monkeypatch.setattr("voiceapp.app.versions_desk.another_version", lambda *_: asyncio.sleep(0, "no version"))
    told = answer(partial(desk.hear, TALK, ITEM, AnotherHearing()))
    assert getattr(told, "kind", None) is FailureKind.BUG


@installed
def test_those_are_offered_who_may_and_can_run_now(store: Store, room: SessionThread) -> None:
    offered: dict[str, list[str]] = {}
    for name, key, chosen in (
        ("with a key", "sk-key-of-nobody-0123456789", {}),
        ("with a model of one's own", "sk-key-of-nobody-0123456789", {"stt_model": "whisper-1"}),
        ("without", "", {}),
        ("nothing may leave", "sk-key-of-nobody-0123456789", {"engines_leaves_machine": "nothing"}),
    ):
        desk, engines, workers = desk_with(store, room, key, **chosen)
        offered[name] = [each.id for each in found(desk.recognisers)]
        workers.close()
        room.run(engines.close()).result(10)
    here = offered["without"]
    assert SMALLEST in here
    assert all(each.startswith("here/") for each in here)
    assert offered["with a key"] == [*here, "service/gpt-transcribe", "service/gpt-live-transcribe"]
    assert offered["with a model of one's own"][len(here)] == "service/whisper-1"
    assert offered["nothing may leave"] == here
