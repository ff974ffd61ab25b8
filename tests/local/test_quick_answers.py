"""Plain questions that a tool knows better than a small model."""

import json
from collections.abc import AsyncGenerator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.core.messages import EngineTraits
from voiceapp.core.ports import ChatEnd, ChatPiece, ChatText, ChatTool
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.number_words import in_digits
from voiceapp.core.transcript import Item, ItemId, Message, MessageState, Speaker, ToolCall, ToolState
from voiceapp.core.wishes import SessionWishes, ToolSpec
from voiceapp.local.quick_answers import QuickAnswers, intent_in, sentence_of
from voiceapp.tools import phrasings_of
from voiceapp.tools.date_and_time import zone_of

PHRASINGS = phrasings_of()


@pytest.mark.parametrize(
    ("said", "tool", "arguments"),
    [
        ("What time is it?", "date_and_time", {}),
        ("Hey, what's the time in Tokyo?", "date_and_time", {"zone": "Asia/Tokyo"}),
        ("Could you tell me what time it is?", "date_and_time", {}),
        ("What is the date today?", "date_and_time", {}),
        ("What day is it?", "date_and_time", {}),
        ("Set a timer for five minutes.", "set_timer", {"minutes": 5.0}),
        ("Please start a 10 minute timer", "set_timer", {"minutes": 10.0}),
        ("Set an egg timer for two and a half minutes", "set_timer", {"minutes": 2.5, "label": "egg"}),
        ("Set a timer for half an hour", "set_timer", {"hours": 0.5}),
        ("Set a timer for an hour and thirty minutes", "set_timer", {"hours": 1.0, "minutes": 30.0}),
        ("Set a timer for two minutes called tea", "set_timer", {"minutes": 2.0, "label": "tea"}),
        ("Start a ten minute timer for the eggs.", "set_timer", {"minutes": 10.0, "label": "eggs"}),
        ("Remind me in ten minutes to call mom.", "set_timer", {"minutes": 10.0, "label": "call mom"}),
        ("What is twelve times seven?", "calculate", {"expression": "12 * 7"}),
        ("What's 15% of 80?", "calculate", {"expression": "15% of 80"}),
        ("What is the square root of 144?", "calculate", {"expression": "sqrt(144)"}),
        ("How much is one thousand five hundred divided by three?", "calculate", {"expression": "1500 / 3"}),
        (
            "How many kilometers are five miles?",
            "convert_units",
            {"value": 5.0, "source": "miles", "target": "kilometers"},
        ),
        ("Convert 100 Fahrenheit to Celsius.", "convert_units", {"value": 100.0, "source": "°F", "target": "°C"}),
        ("Cancel timer 3", "cancel_alarm", {"number": 3}),
        ("Cancel my timer.", "list_alarms", {}),
        ("How much time is left on the timer?", "list_alarms", {}),
    ],
)
def test_plain_questions_go_to_their_tool(said: str, tool: str, arguments: dict[str, object]) -> None:
    intent = intent_in(said, PHRASINGS)
    assert intent is not None
    assert (intent.tool, dict(intent.arguments)) == (tool, arguments)


GERMAN_QUESTIONS: list[tuple[str, str, dict[str, object]]] = [
    ("Wie spät ist es?", "date_and_time", {}),
    ("Kannst du mir sagen, wie spät es ist?", "date_and_time", {}),
    ("Wie viel Uhr ist es in Tokio?", "date_and_time", {"zone": "Asia/Tokyo"}),
    ("Welcher Tag ist heute?", "date_and_time", {}),
    ("Was ist zwölf mal sieben?", "calculate", {"expression": "12 * 7"}),
    ("Drei plus vier", "calculate", {"expression": "3 + 4"}),
    ("Wie viel ist 1.500 geteilt durch 2,5?", "calculate", {"expression": "1500 / 2.5"}),
    ("Was sind 15 Prozent von 80?", "calculate", {"expression": "15 % of 80"}),
    ("Was ist die Wurzel aus 144?", "calculate", {"expression": "sqrt(144)"}),
    ("Wie viele Kilometer sind fünf Meilen?", "convert_units", {"value": 5.0, "source": "mi", "target": "km"}),
    ("Rechne 100 Grad Fahrenheit in Celsius um", "convert_units", {"value": 100.0, "source": "°F", "target": "°C"}),
    ("Ein Meter in Fuß", "convert_units", {"value": 1.0, "source": "m", "target": "ft"}),
    ("Stell bitte einen Timer auf eine Minute.", "set_timer", {"minutes": 1.0}),
    ("Stell einen Timer auf eine halbe Stunde", "set_timer", {"hours": 0.5}),
    ("Stelle einen Timer auf eine Stunde und zehn Minuten", "set_timer", {"hours": 1.0, "minutes": 10.0}),
    ("Timer für zweieinhalb Minuten", "set_timer", {"minutes": 2.5}),
    ("Stell einen Eier-Timer auf fünf Minuten", "set_timer", {"minutes": 5.0, "label": "Eier"}),
    ("Weck mich in zwanzig Minuten", "set_timer", {"minutes": 20.0}),
    ("Erinnere mich in zehn Minuten an den Tee", "set_timer", {"minutes": 10.0, "label": "Tee"}),
]


@pytest.mark.parametrize(("said", "tool", "arguments"), GERMAN_QUESTIONS)
def test_plain_german_questions_go_to_their_tool(said: str, tool: str, arguments: dict[str, object]) -> None:
    for language in ("", "de"):
        intent = intent_in(said, PHRASINGS, language)
        assert intent is not None
        assert (intent.tool, dict(intent.arguments)) == (tool, arguments)


@pytest.mark.parametrize(
    "said",
    ["Wie spät machst du Schluss?", "Was ist Liebe?", "Ich habe einen Timer auf fünf Minuten gestellt, warum klingelt er nicht?",
     "Wie viele Freunde sind drei Nachbarn?", "Was ist der Unterschied von 3 und 4?", "Wie spät ist es in Atlantis?"],
)  # fmt: skip
def test_all_else_in_german_is_for_the_model(said: str) -> None:
    assert intent_in(said, PHRASINGS, "de") is None


@pytest.mark.parametrize(
    "said",
    [
        "", "What is a good breakfast?", "What time do shops open?", "When is a lobster not a lobster?", "2024 was a good year",
        "What is love?", "I set a timer yesterday and it did not ring, why?", "What is the time complexity of quicksort?",
        "Tell me about the date palm.", "Is seven a lucky number?", "What's the time in Nowhereville?",
    ],
)  # fmt: skip
def test_all_else_is_for_the_model(said: str) -> None:
    assert intent_in(said, PHRASINGS) is None


@given(st.text(max_size=300))
def test_nothing_that_is_said_breaks_it(text: str) -> None:
    intent_in(text, PHRASINGS)
    in_digits(text)


@given(
    st.text(max_size=200), st.sampled_from(["date_and_time", "set_timer", "list_alarms", "calculate", "no_such_tool"])
)
def test_whatever_a_tool_answers_becomes_a_sentence(output: str, tool: str) -> None:
    assert isinstance(sentence_of(PHRASINGS, tool, output, failed=False), str)


def test_answers_are_said_as_people_say_them() -> None:
    now = json.dumps({"now": "Saturday 2026-11-21T08:05:00+00:00", "zone": "UTC"})
    assert sentence_of(PHRASINGS, "date_and_time", now, failed=False) == "It is 08:05 on Saturday, November 21, 2026."
    assert (
        sentence_of(PHRASINGS, "set_timer", '{"rings_in": "1 h 5 min"}', failed=False)
        == "Your timer rings in 1 hour and 5 minutes."
    )
    assert sentence_of(PHRASINGS, "list_alarms", '{"waiting": []}', failed=False) == "No timer is running."
    assert (
        sentence_of(PHRASINGS, "calculate", '{"error": "That cannot be divided."}', failed=True)
        == "That cannot be divided."
    )


@pytest.mark.parametrize(
    ("tool", "output", "said"),
    [
        ("date_and_time", '{"now": "Saturday 2026-11-21T08:05:00+00:00"}', "Es ist 08:05 Uhr am Samstag, dem 21. November 2026."),
        ("date_and_time", '{"now": "who knows"}', "who knows"),
        ("set_timer", '{"rings_in": "1 h 5 min"}', "Der Timer klingelt in 1 Stunde und 5 Minuten."),
        ("set_timer", '{"rings_in": "2 d 1 min 1 s"}', "Der Timer klingelt in 2 Tagen, 1 Minute und 1 Sekunde."),
        ("set_timer", '{"declined": true}', "Gut, ich stelle keinen Timer."),
        ("calculate", '{"result": "0.5"}', "Das ist 0,5."),
        ("calculate", '{"error": "That cannot be divided."}', "Das lässt sich nicht ausrechnen."),
        ("convert_units", '{"result": "8.04672 km"}', "Das sind 8,04672 Kilometer."),
        ("convert_units", '{"result": "1 mi"}', "Das ist 1 Meile."),
        ("list_alarms", '{"waiting": []}', "No timer is running."),
    ],
)  # fmt: skip
def test_answers_to_german_questions_are_said_in_german(tool: str, output: str, said: str) -> None:
    assert sentence_of(PHRASINGS, tool, output, failed=False, german=True) == said


@pytest.mark.parametrize(
    ("question", "language", "answer"),
    [
        ("Drei plus vier", "", "Das ist 7."),
        ("3 plus 4", "de", "Das ist 7."),
        ("3 plus 4", "", "That is 7."),
        ("Three plus four", "", "That is 7."),
        ("Was ist 3 mal 4?", "", "Das ist 7."),
    ],
)
async def test_a_sum_is_answered_in_the_language_of_its_question(question: str, language: str, answer: str) -> None:
    chat = QuickAnswers(Nobody(), PHRASINGS)
    wishes = SessionWishes(tools=(ToolSpec("calculate", "", "{}"),))
    asked = Message(ItemId("u"), Speaker.USER, 0.0, question, MessageState.DONE, language=language or None)
    (call, _) = [piece async for piece in chat.answer([asked], wishes)]
    assert isinstance(call, ChatTool)
    worked_out = ToolCall(ItemId("c"), 0.0, call.name, call.arguments, '{"result": "7"}', ToolState.DONE, call.call)
    (said, _) = [piece async for piece in chat.answer([asked, worked_out], wishes)]
    assert said == ChatText(answer)


def test_cities_have_zones() -> None:
    assert zone_of("New York") == "America/New_York"
    assert zone_of("Atlantis") == ""


class Nobody:
    """A chat part that must not be asked."""

    traits = EngineTraits(Sentence("nobody"))

    async def answer(self, items: object, wishes: object) -> AsyncGenerator[ChatPiece]:
        for _ in (items, wishes):
            raise AssertionError("the model was asked")
        yield ChatEnd()


def user(text: str) -> Item:
    return Message(ItemId("u"), Speaker.USER, 0.0, text, MessageState.DONE)


async def test_a_timer_is_cancelled_when_there_is_but_one() -> None:
    chat = QuickAnswers(Nobody(), PHRASINGS)
    tools = tuple(ToolSpec(name, "", "{}") for name in ("list_alarms", "cancel_alarm"))
    wishes = SessionWishes(tools=tools)
    items = [user("Cancel the timer.")]
    (asked, _) = [piece async for piece in chat.answer(items, wishes)]
    assert isinstance(asked, ChatTool)
    assert asked.name == "list_alarms"
    one = '{"waiting": [{"number": 7, "text": "tea"}]}'
    items.append(ToolCall(ItemId("c"), 0.0, asked.name, asked.arguments, one, ToolState.DONE, asked.call))
    (then, _) = [piece async for piece in chat.answer(items, wishes)]
    assert isinstance(then, ChatTool)
    assert (then.name, json.loads(then.arguments)) == ("cancel_alarm", {"number": 7})


async def test_without_its_tool_a_question_goes_to_the_model() -> None:
    chat = QuickAnswers(Nobody(), PHRASINGS)
    with pytest.raises(AssertionError, match="the model was asked"):
        async for _ in chat.answer([user("What time is it?")], SessionWishes()):
            pass


@pytest.mark.parametrize(
    ("german", "told"),
    [
        (False, "Your reminder comes on Sunday, November 29, at 09:00."),
        (True, "Die Erinnerung kommt am Sonntag, dem 29. November, um 09:00 Uhr."),
    ],
)
def test_a_reminder_is_told_with_the_day_and_time_that_were_set(told: str, *, german: bool) -> None:
    output = '{"number": 1, "at": "Sunday 2026-11-29T09:00:00+00:00", "rings_in": "1 d"}'
    assert sentence_of(phrasings_of(), "set_reminder", output, failed=False, german=german) == told


@pytest.mark.parametrize(("german", "told"), [(False, "Your reminder is set."), (True, "Die Erinnerung ist gestellt.")])
def test_a_reminder_without_a_time_that_can_be_read_is_told_without(told: str, *, german: bool) -> None:
    assert sentence_of(phrasings_of(), "set_reminder", '{"at": "soon"}', failed=False, german=german) == told
