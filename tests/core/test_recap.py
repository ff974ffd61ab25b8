"""What an engine is told of a talk that is taken up again."""

from hypothesis import given
from hypothesis import strategies as st

from tests.talks import answered, said, talks
from voiceapp.core.sentence import verbatim
from voiceapp.core.talk.recap import LEFT_OUT, fitted, tokens_of
from voiceapp.core.transcript import Image, ItemId, Message, MessageState, Note, Speaker, Talk, ToolCall


def exchange(count: int) -> list[Message]:
    items: list[Message] = []
    for number in range(count):
        items += [said(f"Question {number} {'x' * 380}", number * 2 + 1), answered("y" * 400, number * 2 + 2)]
    return items


def test_what_fits_is_given_whole() -> None:
    items = exchange(3)
    assert fitted(items, 10_000).items == tuple(items)
    assert fitted([], 10).items == ()


def test_the_end_is_given_and_what_was_left_out_is_told() -> None:
    items = exchange(10)
    context = fitted(items, 450)
    note, *rest = context.items
    assert rest == items[-4:]
    assert context.left_out == 16
    assert isinstance(note, Note)
    assert note.id == LEFT_OUT
    assert note.text.startswith(
        "Left out here: 16 earlier messages of this conversation. They began on 1970-01-01 with: “Question 0"
    )


def test_it_begins_with_what_the_person_said() -> None:
    items = exchange(10)
    _, first, *_ = fitted(items, 400).items
    assert isinstance(first, Message)
    assert first.speaker is Speaker.USER


def test_what_was_not_heard_costs_nothing_and_pictures_do() -> None:
    cut = answered("x" * 400, state=MessageState.CUT, heard=0)
    assert tokens_of(cut) < 10
    assert tokens_of(said("", images=(Image("image/png", b""),))) > 700
    assert tokens_of(Note(ItemId("n"), 1.0, verbatim("x" * 400))) == 0
    assert tokens_of(ToolCall(ItemId("t"), 1.0, "look", "x" * 400, "y" * 400)) > 200


def test_when_nothing_fits_it_is_said_that_there_was_something() -> None:
    context = fitted([answered("y" * 4000)], 10)
    assert [type(item) for item in context.items] == [Note]
    assert context.left_out == 1


@given(talks(), st.integers(0, 500))
def test_it_is_the_end_of_the_talk_and_never_too_much(talk: Talk, budget: int) -> None:
    context = fitted(talk.items, budget)
    kept = context.items[1:] if context.left_out else context.items
    assert kept == talk.items[context.left_out :]
    assert sum(map(tokens_of, kept)) <= budget or not context.left_out
    if sum(map(tokens_of, talk.items)) <= budget:
        assert not context.left_out
