"""How the language model of this machine is asked, and what becomes of its answers."""

import contextlib
import itertools
import json
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

import pytest

from benchmarks.brain import specs
from tests.rig.models import installed
from voiceapp.core.dictation.tidying import examples, instructions
from voiceapp.core.dictation.wishes import TidyStyle
from voiceapp.core.ports import ChatEnd, ChatPiece, ChatText, ChatTool
from voiceapp.core.sampling import Sampling
from voiceapp.core.summaries.answer_schema import summary_schema
from voiceapp.core.transcript import Item, ItemId, Message, MessageState, Speaker, ToolCall, ToolState
from voiceapp.core.wishes import SessionWishes, side_job
from voiceapp.local.brain_profiles import LARGE, SMALL, STANDARD, WHOLE, BrainProfile
from voiceapp.local.chat import MOST_CALLS, LocalChat
from voiceapp.local.chosen_models import ChosenModels
from voiceapp.local.model_process import ModelProcess
from voiceapp.local.model_set import LocalMachine
from voiceapp.local.process_messages import ChatJob, Done, TextMessage
from voiceapp.local.quick_answers import QuickAnswers
from voiceapp.tools import phrasings_of

SPECS = specs()
TOOLS_OFFERED = SessionWishes(tools=SPECS)


class Writes:
    """Stands in for a model's process, and writes these pieces."""

    model = "a model"

    def __init__(self, *pieces: str) -> None:
        self._pieces = pieces
        self.jobs: list[ChatJob] = []

    async def ask(self, make: Callable[[int], ChatJob]) -> AsyncGenerator[TextMessage | Done]:
        self.jobs.append(make(1))
        for piece in self._pieces:
            yield TextMessage(1, piece)
        yield Done(1, 10, len(self._pieces))


@contextlib.asynccontextmanager
async def using() -> AsyncGenerator[None]:
    yield


def chat_of(model: Writes, profile: BrainProfile) -> LocalChat:
    return LocalChat(cast("ModelProcess", model), using, lambda: profile, lambda: date(2026, 11, 28))


def said(text: str, name: str = "q") -> Message:
    return Message(ItemId(name), Speaker.USER, 0.0, text, MessageState.DONE)


async def pieces_of(chat: LocalChat | QuickAnswers, items: Sequence[Item], wishes: SessionWishes) -> list[ChatPiece]:
    return [piece async for piece in chat.answer(items, wishes)]


def words(pieces: Sequence[ChatPiece]) -> str:
    return "".join(piece.text for piece in pieces if isinstance(piece, ChatText))


class Differs(Writes):
    """Writes something else at each job."""

    def __init__(self, *answers: str) -> None:
        super().__init__()
        self._answers = list(answers)

    async def ask(self, make: Callable[[int], ChatJob]) -> AsyncGenerator[TextMessage | Done]:
        self.jobs.append(make(1))
        yield TextMessage(1, self._answers.pop(0))
        yield Done(1, 10, 1)


async def test_a_claimed_deed_is_done_by_a_tool_after_all() -> None:
    """No word of the request is one of a tool's, so the model was not asked for a tool at first."""
    model = Differs("Sure! I've set a reminder for you. Anything else?", 'set_timer {"minutes": 8}')
    pieces = await pieces_of(
        chat_of(model, STANDARD), (said("See to it that the pasta isn't overdone."),), TOOLS_OFFERED
    )
    assert words(pieces) == "Sure! "
    assert [(piece.name, piece.arguments) for piece in pieces if isinstance(piece, ChatTool)] == [
        ("set_timer", '{"minutes": 8}')
    ]
    assert isinstance(pieces[-1], ChatEnd)


@pytest.mark.parametrize("profile", [SMALL, STANDARD])
async def test_a_claim_that_no_tool_can_make_true_is_replaced(profile: BrainProfile) -> None:
    model = Differs("I've turned off the lights for you. Good night!", "none")
    pieces = await pieces_of(chat_of(model, profile), (said("Turn off the lights."),), TOOLS_OFFERED)
    assert words(pieces) == "I haven't done anything, because I can't do that from here."
    assert not [piece for piece in pieces if isinstance(piece, ChatTool)]


async def test_a_lookup_does_not_stand_in_for_a_deed() -> None:
    model = Differs("I've turned off the lights.", "date_and_time {}")
    pieces = await pieces_of(chat_of(model, STANDARD), (said("Turn off the lights."),), TOOLS_OFFERED)
    assert words(pieces).startswith("I haven't done anything")


async def test_what_a_tool_did_may_be_told() -> None:
    done = ToolCall(ItemId("c"), 0.0, "set_timer", "{}", '{"number": 1}', ToolState.DONE, "c1")
    model = Differs("I've set the timer.")
    pieces = await pieces_of(chat_of(model, STANDARD), (said("Set a timer."), done), TOOLS_OFFERED)
    assert words(pieces) == "I've set the timer."


async def test_a_side_job_may_write_of_deeds() -> None:
    model = Differs("I've set the timer.")
    pieces = await pieces_of(chat_of(model, LARGE), (said("Ich habe den Timer gestellt."),), side_job("Translate."))
    assert words(pieces) == "I've set the timer."


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("Translate into English: Ich habe den Brief geschickt.", "I sent the letter."),
        ("Tell me a story about a pirate.", "I opened the old chest. It was full of gold."),
        ("Draft an e-mail to my boss that I'm sick.", "Dear Anna, I'm ill. I will send you the report tomorrow."),
        ("How does e-mail work?", "The message is sent by one server to the next."),
        ("What would you cook with rice?", "I'd add some garlic and peas."),
    ],
)
async def test_a_translation_a_story_and_advice_are_told_to_their_end(asked: str, answer: str) -> None:
    pieces = await pieces_of(chat_of(Differs(answer), STANDARD), (said(asked),), SessionWishes())
    assert words(pieces) == answer


async def test_where_no_word_is_a_tools_the_model_talks_at_once() -> None:
    model = Writes("Hel", "lo ", "there.")
    pieces = await pieces_of(chat_of(model, STANDARD), (said("Who wrote Faust?"),), TOOLS_OFFERED)
    assert [piece.text for piece in pieces if isinstance(piece, ChatText)] == ["Hel", "lo ", "there."]
    assert [job.grammar for job in model.jobs] == [""]
    assert "set_timer" not in model.jobs[0].messages[0]["content"]


async def test_the_tools_that_may_be_meant_are_chosen_from() -> None:
    model = Writes("set_", "timer", ' {"min', 'utes": 10}')
    pieces = await pieces_of(chat_of(model, STANDARD), (said("Ten minutes, please"),), TOOLS_OFFERED)
    assert [(call.name, call.arguments) for call in pieces if isinstance(call, ChatTool)] == [
        ("set_timer", '{"minutes": 10}')
    ]
    assert not words(pieces)
    assert '"set_timer ' in model.jobs[0].grammar
    assert '"open_link ' not in model.jobs[0].grammar
    assert "open_link" in model.jobs[0].messages[0]["content"], "what it has read stays the same"


async def test_in_a_language_without_words_of_ours_every_tool_may_be_meant() -> None:
    model = Writes("none")
    asked = Message(ItemId("q"), Speaker.USER, 0.0, "Dix minutes, s'il te plaît", MessageState.DONE, language="fr")
    await pieces_of(chat_of(model, STANDARD), (asked,), TOOLS_OFFERED)
    assert '"open_link ' in model.jobs[0].grammar


async def test_where_none_is_chosen_the_model_talks() -> None:
    model = Writes("none")
    pieces = await pieces_of(chat_of(model, STANDARD), (said("Why do timers tick?"),), TOOLS_OFFERED)
    assert len(model.jobs) == 2
    end = pieces[-1]
    assert isinstance(end, ChatEnd)
    assert len(end.spent) == 2, "both are counted"


async def test_a_call_that_breaks_off_is_none() -> None:
    model = Writes('set_timer {"minu')
    pieces = await pieces_of(chat_of(model, STANDARD), (said("A timer"),), TOOLS_OFFERED)
    assert not any(isinstance(piece, ChatTool) for piece in pieces)
    assert len(model.jobs) == 2, "it talks then"


async def test_the_smallest_model_hears_nothing_of_tools_or_instructions() -> None:
    model = Writes("Hello.")
    wishes = SessionWishes(tools=SPECS, instructions="Be a pirate.")
    assert words(await pieces_of(chat_of(model, SMALL), (said("Hi"),), wishes)) == "Hello."
    assert "set_timer" not in model.jobs[0].messages[0]["content"]
    assert "pirate" not in model.jobs[0].messages[0]["content"]
    assert not model.jobs[0].grammar


async def test_an_errand_is_told_its_task_and_examples_and_nothing_else() -> None:
    model = Writes("First, second.")
    await pieces_of(chat_of(model, WHOLE), (said("first second"),), side_job("Tidy this.", (("a", "A."),)))
    assert model.jobs[0].messages == [
        {"role": "system", "content": "Tidy this."},
        {"role": "user", "content": "a"},
        {"role": "assistant", "content": "A."},
        {"role": "user", "content": "first second"},
    ]
    talked = Writes("Hello.")
    await pieces_of(chat_of(talked, WHOLE), (said("Hi"),), SessionWishes(instructions="Be kind."))
    assert talked.jobs[0].messages[0]["content"].endswith("Be kind.")


async def test_what_a_tool_found_is_told_and_talked_about() -> None:
    model = Writes("You copied a recipe.")
    call = ToolCall(ItemId("c"), 0.0, "read_clipboard", "{}", '{"text":"recipe"}', ToolState.DONE, "local-1")
    pieces = await pieces_of(chat_of(model, STANDARD), (said("What did I copy?"), call), TOOLS_OFFERED)
    assert words(pieces) == "You copied a recipe."
    assert model.jobs[0].messages[-1] == {
        "role": "user",
        "content": 'What did I copy?\n(Result of read_clipboard: {"text":"recipe"})',
    }


async def test_only_what_follows_a_tool_is_called_after_it() -> None:
    model = Writes('read_talk {"talk": "t1"}')
    call = ToolCall(ItemId("c"), 0.0, "search_talks", '{"words":"boat"}', '[{"talk":"t1"}]', ToolState.DONE, "local-1")
    pieces = await pieces_of(chat_of(model, STANDARD), (said("What did we say of the boat?"), call), TOOLS_OFFERED)
    assert [each.name for each in pieces if isinstance(each, ChatTool)] == ["read_talk"]
    assert '"search_talks ' not in model.jobs[0].grammar
    assert model.jobs[0].messages[-2:] == [
        {"role": "assistant", "content": 'search_talks {"words":"boat"}'},
        {"role": "user", "content": 'Result of search_talks: [{"talk":"t1"}]'},
    ]


async def test_after_a_few_calls_for_one_question_it_has_to_answer_in_words() -> None:
    model = Writes("That's it.")
    calls = [
        ToolCall(ItemId(f"c{number}"), 0.0, "search_talks", "{}", "{}", ToolState.DONE, f"local-{number}")
        for number in range(MOST_CALLS)
    ]
    assert words(await pieces_of(chat_of(model, STANDARD), (said("Do it"), *calls), TOOLS_OFFERED)) == "That's it."


async def test_where_no_tool_may_be_called_it_answers_at_once() -> None:
    model = Writes("That's it.")
    wishes = replace(TOOLS_OFFERED, may_call=False)
    assert words(await pieces_of(chat_of(model, STANDARD), (said("Do it"),), wishes)) == "That's it."


async def test_how_words_are_picked_reaches_the_model() -> None:
    model = Writes("Fine.")
    await pieces_of(chat_of(model, STANDARD), (said("Hi"),), SessionWishes(sampling=Sampling(0.7, seed=3)))
    assert model.jobs[-1].sampling == {"temperature": 0.7, "seed": 3}


async def test_what_its_tool_says_is_said_in_our_words() -> None:
    """A small model would get the answer of a tool wrong, too."""
    chat = QuickAnswers(chat_of(Writes("never asked"), STANDARD), phrasings_of())
    call = ToolCall(ItemId("c"), 0.0, "calculate", "{}", '{"result":"12"}', ToolState.DONE, "local-1")
    assert (
        words(await pieces_of(chat, (said("What do three of them at four cost?"), call), TOOLS_OFFERED))
        == "That is 12."
    )
    german = (said("Was kosten drei davon zu je vier?"), call)
    assert words(await pieces_of(chat, german, TOOLS_OFFERED)) == "Das ist 12."


async def test_a_loop_ends_the_answer() -> None:
    model = Writes(*["I like tea. "] * 50)
    assert words(await pieces_of(chat_of(model, WHOLE), (said("Hi"),), SessionWishes())).count("tea") <= 3
    rattling = Writes(*["again and "] * 200)
    assert words(await pieces_of(chat_of(rattling, WHOLE), (said("Hi"),), SessionWishes())).count("again") <= 3
    counting = Writes("It has 7,9", *["000,"] * 50)
    assert words(await pieces_of(chat_of(counting, WHOLE), (said("Hi"),), SessionWishes())).count("000,") <= 6
    million = "That's 1,000,000,000,000 of them."
    assert words(await pieces_of(chat_of(Writes(million), WHOLE), (said("Hi"),), SessionWishes())) == million


async def test_what_was_read_before_stays_the_same_until_the_window_is_full() -> None:
    """Only then the model has to read the talk anew."""
    model = Writes("Fine.")
    chat = chat_of(model, STANDARD)
    talk: list[Item] = []
    anew = 0
    for number in range(40):
        talk.append(said(f"Question {number}: " + "words and more words " * 5, f"q{number}"))
        await pieces_of(chat, talk, SessionWishes())
        before = model.jobs[-2].messages if len(model.jobs) > 1 else []
        anew += model.jobs[-1].messages[: len(before)] != before
        talk.append(Message(ItemId(f"a{number}"), Speaker.ASSISTANT, 0.0, "Fine.", MessageState.DONE))
    assert 0 < anew <= 5


async def test_reading_beforehand_asks_for_no_answer() -> None:
    model = Writes()
    chat = QuickAnswers(chat_of(model, STANDARD), phrasings_of())
    await chat.get_ready((said("Hi"),), TOOLS_OFFERED)
    assert {job.longest for job in model.jobs} == {0}
    talk, *parts = (job.messages for job in model.jobs)
    assert talk[-1]["content"] == "Hi"
    read = [part[0]["content"] for part in parts]
    assert all(later.startswith(sooner) for sooner, later in itertools.pairwise(read)), "a question gets in between"
    before = len(model.jobs)
    await chat.get_ready((said("Hi"),), TOOLS_OFFERED)
    assert len(model.jobs) == before + 2, "what has been read is only looked over"
    assert model.jobs[-1].messages == parts[-1]


@installed
async def test_the_installed_model_keeps_to_the_grammar_of_tools() -> None:
    """Whatever it knows of tools, what it writes is none, or a call that fits the tool's schema."""
    machine = LocalMachine(ChosenModels())
    try:
        chat = LocalChat(machine.process("brain"), lambda: machine.using("brain"), lambda: STANDARD)
        await chat.get_ready((), TOOLS_OFFERED)
        for question in ("Set a timer for ten minutes.", "Copy this: Good morning.", "What is 3 times 4?"):
            pieces = await pieces_of(chat, (said(question),), TOOLS_OFFERED)
            calls = [piece for piece in pieces if isinstance(piece, ChatTool)]
            assert words(pieces).strip() or len(calls) == 1
            assert all(call.name in ("set_timer", "read_clipboard", "write_clipboard", "calculate") for call in calls)
            assert all(isinstance(json.loads(call.arguments), dict) for call in calls)
    finally:
        await machine.close()


async def test_json_of_a_given_form_is_held_by_a_grammar_and_not_cut_for_repeating_itself() -> None:
    written = json.dumps({"summary": [{"text": f"Point {number}.", "lines": [1, 2, 3, 4]} for number in range(9)]})
    model = Writes(*(written[place : place + 7] for place in range(0, len(written), 7)))
    wishes = replace(side_job("Summarise."), answer_schema=summary_schema(4), max_reply_tokens=900)
    pieces = await pieces_of(chat_of(model, STANDARD), (said("[1] Hello."),), wishes)
    assert words(pieces) == written
    (job,) = model.jobs
    assert job.longest == 900
    rule = job.grammar.split("%json ")[1]
    assert job.grammar.startswith("%llguidance {}\nstart: %json {")
    assert json.loads(rule)["x-guidance"]["whitespace_flexible"] is False
    assert list(json.loads(rule)["properties"]) == list(json.loads(summary_schema(4).text)["properties"])


@pytest.mark.parametrize("style", [TidyStyle.PUNCTUATED, TidyStyle.CLEAR])
def test_tidying_has_five_worked_examples(style: TidyStyle) -> None:
    assert len(examples(style)) == 5
    assert side_job(instructions(style), examples(style)).examples == examples(style)
    assert not examples(TidyStyle.EMAIL)


def test_what_is_offered_goes_by_what_was_measured() -> None:
    assert LARGE.tidies
    assert [profile.summarises for profile in (SMALL, STANDARD, LARGE)] == [False, True, True]
    assert not any(profile.translates or profile.summarises_unasked for profile in (SMALL, STANDARD, LARGE))


@pytest.mark.parametrize(
    ("written", "asked", "called"),
    [
        ('set_reminder {"at": "2026-11-29T08:00", "text": "Paket"}', "Erinnere mich morgen um acht an den Müll.", None),
        (
            'set_reminder {"at": "2026-11-29T08:00", "text": "Paket"}',
            "Erinnere mich morgen um acht an das Paket.",
            "same",
        ),
        ('write_clipboard {"text": "Dinner is ready."}', "Copy that, please.", None),
        ('calculate {"expression": "90 / 3 + 4"}', "Was ist das wirklich mal annoying?", None),
        ('calculate {"expression": "90 / 3 + 4"}', "What is 90 divided by 3, plus 4?", "same"),
        ('search_talks {"words": "boat"}', "What did we say about the house?", "search_talks {}"),
        ('date_and_time {"zone": "Europe/Paris"}', "What time is it in Paris?", "same"),
        ('date_and_time {"zone": "Europe/Paris"}', "Tell me the time, will you?", "date_and_time {}"),
        ('convert_units {"value": 7, "source": "ft", "target": "in"}', "How much are seven feet?", "same"),
        ('set_timer {"minutes": 15}', "Wake me in a quarter of an hour.", "same"),
    ],
)
async def test_what_is_copied_from_an_example_is_no_wish_of_the_persons(
    written: str, asked: str, called: str | None
) -> None:
    model = Differs(written, "I don't know.")
    pieces = await pieces_of(chat_of(model, STANDARD), (said(asked),), TOOLS_OFFERED)
    got = [f"{piece.name} {piece.arguments}" for piece in pieces if isinstance(piece, ChatTool)]
    assert got == ([] if called is None else [written if called == "same" else called])
