"""The lines that a question is about: found by its words and by what it means, with the lines around them."""

from functools import partial

import pytest

from tests.storage.ask import found, keep, load
from tests.storage.conftest import Kept
from tests.storage.test_meanings import MODEL, learn, meaning
from tests.talks import answered, said, talk_of
from voiceapp.core.talk_questions.passages import FoundPassage
from voiceapp.core.transcript import TalkId
from voiceapp.storage import found_passages
from voiceapp.storage.store import Store


def passages(store: Store, question: str, *, meant: str = "") -> tuple[FoundPassage, ...]:
    """`meant`: the words that the question means the same as."""
    vectors = meaning(meant) if meant else None
    got: tuple[FoundPassage, ...] = found(partial(store.meanings.find_passages, question, vectors, MODEL))
    return got


def test_lines_are_found_by_any_of_the_questions_words_and_come_with_their_neighbours(kept: Kept) -> None:
    lines = ("Who comes today?", "The plumber comes.", "On Friday at nine.", "He brings a pipe.", "Good.", "And so on.")
    keep(kept.store, *lines, name="kitchen")
    keep(kept.store, "Nothing to do with it.", name="garden")
    (passage,) = passages(kept.store, "When does my plumber arrive?")
    assert passage.talk == "kitchen"
    assert passage.found.text == "The plumber comes."
    assert [line.text for line in passage.before] == ["Who comes today?"]
    assert [line.text for line in passage.after] == ["On Friday at nine.", "He brings a pipe.", "Good."]


def test_the_line_with_most_of_the_words_comes_first(kept: Kept) -> None:
    keep(kept.store, "The invoice is long.", name="a")
    keep(kept.store, "The plumber's invoices came.", name="b")
    keep(kept.store, "A plumber is a plumber.", name="c")
    assert passages(kept.store, "plumber invoice")[0].talk == "b"


def test_what_means_the_same_is_found_as_well_and_both_are_ranked_together(kept: Kept) -> None:
    keep(kept.store, "Put the kettle on.", "Where is my cup?", "A third thing entirely.", name="kitchen")
    keep(kept.store, "It runs on rails.", "Nothing else of note.", name="journey")
    learn(kept.store)
    by_meaning = passages(kept.store, "hot drinks", meant="tea")
    assert {each.found.text for each in by_meaning} == {"Put the kettle on.", "Where is my cup?"}
    assert passages(kept.store, "hot drinks") == (), "nobody said these words"
    by_both = passages(kept.store, "cup", meant="tea")
    assert by_both[0].found.text == "Where is my cup?"
    assert {each.found.text for each in by_both} == {"Put the kettle on.", "Where is my cup?"}


def test_what_was_deleted_is_no_source(kept: Kept) -> None:
    keep(kept.store, "The plumber comes.", "On Friday.", "At nine.", name="kitchen")
    keep(kept.store, "The plumber came.", name="gone")
    kept.store.delete_item(TalkId("kitchen"), load(kept.store, "kitchen").items[1].id)
    kept.store.delete_talk(TalkId("gone"))
    (passage,) = passages(kept.store, "plumber")
    assert [line.text for line in passage.lines] == ["The plumber comes.", "At nine."]


def test_of_a_cut_reply_only_what_was_heard_is_a_source(kept: Kept) -> None:
    items = (said("Where is the tea?"), answered("In the tin. On the shelf.", heard=11))
    kept.store.keep_talk(talk_of(*items))
    for item in items:
        kept.store.keep_item(TalkId("talk"), item)
    (passage,) = passages(kept.store, "tea")
    assert [(line.speaker, line.text) for line in passage.lines] == [
        ("User", "Where is the tea?"),
        ("Assistant", "In the tin."),
    ]


def test_the_lines_around_are_of_the_same_talk(kept: Kept) -> None:
    keep(kept.store, "Last words.", name="before")
    keep(kept.store, "The plumber comes.", name="kitchen")
    keep(kept.store, "First words.", name="after")
    (passage,) = passages(kept.store, "plumber")
    assert [line.text for line in passage.lines] == ["The plumber comes."]
    assert str(passage.shown_title) == "The plumber comes."


def test_a_question_without_a_telling_word_finds_nothing(kept: Kept) -> None:
    keep(kept.store, "What is it about?", name="kitchen")
    assert passages(kept.store, "What about it?") == ()
    assert passages(kept.store, "  ") == ()


def test_a_word_that_is_everywhere_is_looked_for_only_where_there_is_no_other(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(found_passages, "EVERYWHERE", 3)
    keep(kept.store, "The plumber comes.", "The plumber came.", "A plumber goes.", name="kitchen")
    keep(kept.store, "An invoice.", name="letter")
    assert [each.found.text for each in passages(kept.store, "plumber invoice")] == ["An invoice."]
    assert passages(kept.store, "plumber")[0].found.text == "A plumber goes.", "the newest"
