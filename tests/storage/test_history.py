"""The history as one asks it."""

import itertools
from dataclasses import replace

import pytest

from tests.storage.ask import found, load, page
from tests.storage.conftest import Kept
from tests.talks import answered, said, talk_of
from voiceapp.core.history import Query
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Note, SoundId, TalkId, TalkKind, ToolCall, ToolState
from voiceapp.storage import search

DAY = 86_400.0


@pytest.fixture
def full(kept: Kept) -> Kept:
    """A history with a few talks of different days and kinds."""
    talks = [
        talk_of(
            said("Where is the tea?", at=10 * DAY, talk="tea", sound=SoundId("tea-0001"), sound_ms=1500),
            answered("The tea is in the tin on the shelf.", at=10 * DAY + 2, talk="tea", engine="OpenAI Realtime"),
            said("And the teapot?", 3, at=10 * DAY + 9, talk="tea"),
            name="tea",
        ),
        talk_of(said("请问茶在哪里？", at=11 * DAY, talk="cha", engine="On this device"), name="cha"),
        talk_of(
            ToolCall(
                ItemId("look-1"), 12 * DAY, "search_files", '{"query": "invoice"}', "found kettle.pdf", ToolState.DONE
            ),
            Note(ItemId("look-2"), 12 * DAY + 1, Sentence("Another engine answered.")),
            name="look",
        ),
        talk_of(
            said("Dear Anna", at=13 * DAY, talk="letter"),
            name="letter",
            kind=TalkKind.DICTATION,
            title="Letter to Anna",
        ),
    ]
    for talk in talks:
        kept.store.keep_talk(talk)
        for item in talk.items:
            kept.store.keep_item(talk.id, item)
    return kept


def ids(kept: Kept, words: str = "", **more: object) -> list[str]:
    return [talk.id for talk in page(kept.store, words, **more).talks]


def test_all_talks_newest_first_with_titles_from_their_first_words(full: Kept) -> None:
    assert [(talk.id, talk.title) for talk in page(full.store).talks] == [
        ("letter", "Letter to Anna"),
        ("look", ""),
        ("cha", "请问茶在哪里？"),
        ("tea", "Where is the tea?"),
    ]


@pytest.mark.parametrize(
    ("words", "shown", "marked"),
    [
        ("invoice", "query: invoice, found kettle.pdf", "invoice"),
        ("kettle", "query: invoice, found kettle.pdf", "kettle"),
        ("search_files", 'search_files {"query": "invoice"} found kettle.pdf', "search_files"),
    ],
)
def test_what_a_tool_was_asked_is_shown_as_it_is_read(full: Kept, words: str, shown: str, marked: str) -> None:
    (talk,) = page(full.store, words).talks
    (hit,) = talk.hits
    assert hit.snippet == shown
    assert marked in "_".join(hit.snippet[span.start : span.end] for span in hit.spans)


def test_a_summary_adds_up(full: Kept) -> None:
    tea = page(full.store).talks[-1]
    assert (tea.items, tea.sound_ms, tea.engines, tea.kind) == (3, 1500, ("OpenAI Realtime",), TalkKind.CONVERSATION)


@pytest.mark.parametrize(
    ("words", "found_in"),
    [
        ("tea", ["tea"]),
        ("TEA tin", ["tea"]),
        ("tea kettle", []),
        ("tea shelf tin", ["tea"]),
        ("茶在", ["cha"]),
        ("invoice", ["look"]),
        ("kettle pdf", ["look"]),
        ("another engine", ["look"]),
        ("anna", ["letter"]),
        ("letter", ["letter"]),
        ("where is", ["tea"]),
        ("whe", ["tea"]),
        ("whe is", []),
        ('"tea" OR -tin*', []),
        ("?!", []),
    ],
)
def test_words_find_talks(full: Kept, words: str, found_in: list[str]) -> None:
    assert ids(full, words) == found_in
    assert page(full.store, words).total == len(found_in)


def test_hits_tell_the_line_and_mark_the_words(full: Kept) -> None:
    (talk,) = page(full.store, "tea").talks
    assert [(hit.item, hit.speaker, hit.sound) for hit in talk.hits] == [
        ("tea-0001", "user", "tea-0001"),
        ("tea-0002", "assistant", None),
        ("tea-0003", "user", None),
    ]
    marked = [[hit.snippet[span.start : span.end] for span in hit.spans] for hit in talk.hits]
    assert marked == [["tea"], ["tea"], ["teapot"]]


def test_a_title_is_found_without_a_line(full: Kept) -> None:
    (talk,) = page(full.store, "letter").talks
    assert talk.hits == ()


@pytest.mark.parametrize(
    ("filters", "found_in"),
    [
        ({"since": 11 * DAY}, ["letter", "look", "cha"]),
        ({"until": 11 * DAY}, ["tea"]),
        ({"since": 11 * DAY, "until": 13 * DAY}, ["look", "cha"]),
        ({"engine": "On this device"}, ["cha"]),
        ({"kind": TalkKind.DICTATION}, ["letter"]),
        ({"pinned": True}, []),
        ({"words": "tea", "engine": "On this device"}, []),
        ({"words": "tea", "engine": "OpenAI Realtime", "kind": TalkKind.CONVERSATION}, ["tea"]),
    ],
)
def test_filters_narrow_it_down(full: Kept, filters: dict[str, object], found_in: list[str]) -> None:
    assert ids(full, **filters) == found_in  # type: ignore[arg-type]


def test_pages_put_together_are_the_whole(full: Kept) -> None:
    pages = [page(full.store, offset=offset, count=1) for offset in range(5)]
    assert list(itertools.chain.from_iterable([talk.id for talk in page.talks] for page in pages)) == ids(full)
    assert {page.total for page in pages} == {4}


def test_pages_of_what_was_searched_for_put_together_are_the_whole(full: Kept) -> None:
    pages = [page(full.store, "a", offset=offset, count=1) for offset in range(4)]
    assert [[talk.id for talk in page.talks] for page in pages] == [["letter"], ["look"], ["tea"], []]
    assert {page.total for page in pages} == {3}


def test_lines_are_shown_of_talks_that_are_far_apart(full: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "GAP", 1)
    found = page(full.store, "te").talks + page(full.store, "a").talks
    assert [(talk.id, [hit.item for hit in talk.hits]) for talk in found] == [
        ("tea", ["tea-0001", "tea-0002", "tea-0003"]),
        ("letter", ["letter-0001"]),
        ("look", ["look-2"]),
        ("tea", ["tea-0003"]),
    ]


def test_pinned_talks_come_first(full: Kept) -> None:
    full.store.pin_talk(TalkId("tea"), pinned=True)
    assert ids(full)[0] == "tea"
    assert ids(full, pinned=True) == ["tea"]
    assert load(full.store, "tea").pinned
    full.store.pin_talk(TalkId("tea"), pinned=False)
    assert ids(full)[0] == "letter"


def test_a_name_given_by_hand_stays_and_is_found(full: Kept) -> None:
    full.store.rename_talk(TalkId("tea"), "Kitchen matters")
    assert ids(full, "kitchen") == ["tea"]
    # The talk goes on and says what it calls itself.
    full.store.keep_talk(talk_of(name="tea", title="Tea and tins"))
    assert page(full.store, "kitchen").talks[0].title == "Kitchen matters"
    full.store.rename_talk(TalkId("tea"), " ")
    assert ids(full, "kitchen") == []
    assert page(full.store, "tea").talks[0].title == "Where is the tea?"
    full.store.keep_talk(talk_of(name="tea", title="Tea and tins"))
    assert page(full.store, "tea tins").talks[0].title == "Tea and tins"


def test_words_that_were_corrected_are_found_in_their_new_shape_only(full: Kept) -> None:
    full.store.keep_item(TalkId("tea"), said("Where is the coffee?", at=10 * DAY, talk="tea"))
    assert ids(full, "coffee") == ["tea"]
    (talk,) = page(full.store, "where").talks
    assert talk.title == "Where is the coffee?"


def test_a_talk_in_which_nothing_stays_is_not_listed(full: Kept) -> None:
    full.store.forget_item(TalkId("cha"), ItemId("cha-0001"))
    assert "cha" not in ids(full)


def test_talks_can_be_had_whole(full: Kept) -> None:
    from functools import partial

    talks = found(partial(full.store.load_talks, Query(words="tea")))
    assert [talk.id for talk in talks] == ["tea"]
    assert len(talks[0].items) == 3


def test_the_room_it_takes_is_known(full: Kept) -> None:
    before = found(full.store.room)
    full.store.keep_sound(SoundId("s"), bytes(48_000))
    full.store.end_sound(SoundId("s"), keep=True)
    full.store.settle()
    after = found(full.store.room)
    assert after.sounds - before.sounds == 48_044
    assert after.database > 4096
    assert after.free > 0


def test_persons_of_a_recording_are_found_by_their_names(kept: Kept) -> None:
    line = said("We should ship on Friday.", at=DAY, talk="call")
    kept.store.keep_talk(talk_of(name="call"))
    for voice in ("Ana", "Bernadette"):
        kept.store.keep_item(TalkId("call"), replace(line, voice=voice))
    assert ids(kept, "Ana") == []
    (talk,) = page(kept.store, "bernadette friday").talks
    assert talk.hits[0].snippet == "Bernadette: We should ship on Friday."
