"""Where an answer was found: read from what tools say, put below the answer, and never spoken."""

import json
from dataclasses import replace

import pytest

from tests.core.world import World
from voiceapp.core.messages import ToolAnswered
from voiceapp.core.sentence import Dollars, Sentence
from voiceapp.core.sources import LONGEST_TITLE, MOST, Source, is_page, sources_in
from voiceapp.core.talk.cited_sources import sources_of, with_sources
from voiceapp.core.talk.tool_cards import doing_of, question_of
from voiceapp.core.text.citations import without_citations
from voiceapp.core.text.speakable import speakable
from voiceapp.core.transcript import Item, ItemId, Message, Note, Speaker, TalkId, ToolCall, ToolState
from voiceapp.core.wishes import Permission, SessionWishes, TalkWishes, ToolCard, ToolSpec

PAGE = {"title": "Mars - NASA", "url": "https://www.nasa.gov/mars"}
MARS = Source("Mars - NASA", url="https://www.nasa.gov/mars")
TEA = Source("Where is the tea?", talk=TalkId("20261101"))


def output(*sources: object) -> str:
    return json.dumps({"found": "Red.", "sources": sources})


def searched(number: str, *sources: object, state: ToolState = ToolState.DONE) -> ToolCall:
    return ToolCall(ItemId(number), 1.0, "search_web", "{}", output(*sources), state)


def line(number: str, speaker: Speaker) -> Message:
    return Message(ItemId(number), speaker, 1.0, "Words.")


def test_pages_and_talks_are_read_each_once() -> None:
    told = output(PAGE, PAGE, {"title": "Where is the tea?", "talk": "20261101"})
    assert sources_in(told) == (MARS, TEA)
    assert (MARS.site, MARS.shown_title) == ("nasa.gov", "Mars - NASA")
    assert (TEA.site, TEA.shown_title) == ("", "Where is the tea?")
    assert Source("", url="https://example.org/a").shown_title == "example.org"


@pytest.mark.parametrize(
    "told",
    [
        'no JSON, though it says "sources"',
        '["sources"]',
        '{"sources": 3}',
        "[" * 100_000 + '"sources"',
        "Red.",
        output(7, {}, {"title": 3, "url": 4}, {"talk": "1"}, {"title": "x", "talk": ""}, {"title": "\n", "talk": "1"}),
        output({"title": "Run me", "url": "javascript:alert(1)"}, {"title": "x", "url": "https://a b/"}),
    ],
)
def test_what_is_no_source_is_none(told: str) -> None:
    assert sources_in(told) == ()


def test_titles_are_one_clean_line_and_there_are_only_so_many() -> None:
    rows = [{"title": f"A\x1b[31m\n{'x' * 900}", "url": f"https://example.org/{number}"} for number in range(20)]
    found = sources_in(output(*rows))
    assert len(found) == MOST
    assert len(found[0].title) == LONGEST_TITLE
    assert found[0].title.isprintable()


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("ftp://example.org", False),
        ("https://user@example.org", False),
        ("https://", False),
        ("https://[broken", False),
        ("https://example.org/\x07", False),
        ("https://example.org/" + "a" * 2_000, False),
    ],
)
def test_only_a_pages_address_is_shown(address: str, *, fits: bool) -> None:
    assert is_page(address) is fits


def test_an_answer_has_the_sources_of_the_searches_above_it() -> None:
    question, answer = line("1", Speaker.USER), line("4", Speaker.ASSISTANT)
    note = Note(ItemId("n"), 1.0, Sentence("A note."))
    items: list[Item] = [
        question,
        searched("2", PAGE),
        note,
        searched("3", PAGE, {"title": "x", "url": "https://x.org"}),
        answer,
    ]
    both = (MARS, Source("x", url="https://x.org"))
    assert sources_of(answer, items[:-1]) == both
    assert with_sources(items)[-1] == replace(answer, sources=both)
    assert with_sources(items)[:-1] == tuple(items[:-1])


def test_others_have_none() -> None:
    question, answer = line("1", Speaker.USER), line("4", Speaker.ASSISTANT)
    cases: tuple[list[Item], ...] = (
        [searched("2", PAGE), question, answer],
        [question, searched("2", PAGE, state=ToolState.FAILED), answer],
        [question, searched("2", PAGE), line("3", Speaker.ASSISTANT), answer],
        [answer],
    )
    for items in cases:
        assert sources_of(answer, items[:-1]) == ()
        assert with_sources(items)[-1] == answer
    assert sources_of(question, [searched("2", PAGE)]) == ()
    assert sources_of(searched("3", PAGE), [searched("2", PAGE)]) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It is red ([nasa.gov](https://www.nasa.gov/mars)).", "It is red."),
        ("Red. ([a.org](https://a.org/x_(y)), [b.org](https://b.org))", "Red."),
        ("In the tin【4:0†talk.md】.", "In the tin."),
        ("In the tin \ue200filecite\ue202turn0file0\ue201.", "In the tin."),
        ("Read [the page](https://a.org) first.", "Read the page first."),
        ("Twelve (12) eggs (or [so]).", "Twelve (12) eggs (or [so])."),
    ],
)
def test_where_it_was_found_is_never_said(text: str, said: str) -> None:
    assert speakable(text) == said
    assert "nasa" not in without_citations(text)


def test_a_card_says_what_it_costs_and_what_is_being_done() -> None:
    card = ToolCard(
        questions=(Sentence("Search for “{words}”, for {price}?", words="", price=Dollars(0)), Sentence("Search?")),
        doing=(Sentence("Searching for “{words}”…", words=""),),
        price=Dollars(0.01),
    )
    question = question_of("search_web", '{"words": "Mars"}', card)
    assert (str(question.sentence), question.says_all) == ("Search for “Mars”, for $0.01?", True)
    assert str(question_of("search_web", '{"words": "Mars"}', replace(card, price=None)).sentence) == "Search?"
    assert str(doing_of('{"words": "Mars"}', card)) == "Searching for “Mars”…"
    assert doing_of("{}", card) is None
    assert doing_of("{}", None) is None


def _searching_world() -> World:
    card = ToolCard(
        doing=(Sentence("Searching for “{words}”…", words=""),), done=(Sentence("Searched for “{words}”", words=""),)
    )
    parameters = '{"type": "object", "properties": {"words": {"type": "string"}}}'
    return World(
        TalkWishes(
            session=SessionWishes(tools=(ToolSpec("search_web", "Searches.", parameters),)),
            permissions=(("search_web", Permission.ALWAYS),),
            cards=(("search_web", card),),
            titles=False,
        )
    ).begin()


def test_a_search_shows_that_it_goes_on_and_then_what_was_searched() -> None:
    world = _searching_world()
    world.say_something()
    world.ask_tool("search_web", '{"words": "Mars"}')
    (call,) = [item for item in world.shown.values() if isinstance(item, ToolCall)]
    assert (call.state, str(call.told)) == (ToolState.RUNNING, "Searching for “Mars”…")
    world.tell(ToolAnswered(world.running[0].call, output(PAGE)))
    (call,) = [item for item in world.shown.values() if isinstance(item, ToolCall)]
    assert (call.state, str(call.told)) == (ToolState.DONE, "Searched for “Mars”")
    assert sources_in(call.output) == (MARS,)
