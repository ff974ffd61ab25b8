"""What a model thought never comes out as said, wherever the text is cut into pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.core.text.thoughts import AnswerBeginning, SplitText, ThoughtSplitter


def parted(text: str, cuts: tuple[int, ...] = (), begins: AnswerBeginning = AnswerBeginning.SAYING) -> tuple[str, str]:
    """What is said and what is thought in the end, as somebody has it who does what each part says."""
    thinking = ThoughtSplitter(begins)
    said = thought = ""
    place = 0
    parts: list[SplitText] = []
    for cut in sorted({cut % (len(text) + 1) for cut in cuts}):
        parts.append(thinking.add(text[place:cut]))
        place = cut
    parts += [thinking.add(text[place:]), thinking.end()]
    for part in parts:
        if part.taken_back:
            said, thought = "", thought + said
        said += part.said
        thought += part.thought
    return said, thought


MARKED = [
    ("<think>Hm.</think>Noon.", "Noon.", "Hm."),
    ("<think>\nHm.\n</think>\n\nNoon.", "Noon.", "\nHm.\n"),
    ("<THINK>Hm.</Think>Noon.", "Noon.", "Hm."),
    ("<thinking>Hm.</thinking> Noon.", "Noon.", "Hm."),
    ("[THINK]Hm.[/THINK]Noon.", "Noon.", "Hm."),
    ("◁think▷Hm.◁/think▷Noon.", "Noon.", "Hm."),
    ("<seed:think>Hm.</seed:think>Noon.", "Noon.", "Hm."),
    ("<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>Noon.<|return|>", "Noon.", "Hm."),
    ("<|channel|>analysis<|message|>Hm.<|channel|>final<|message|>Noon.", "Noon.", "Hm."),
    ("<|channel|>commentary to=functions.clock <|constrain|>json<|message|>{}<|call|>", "", "{}"),
    ('<tool_call>{"name": "clock", "arguments": {}}</tool_call>', "", '{"name": "clock", "arguments": {}}'),
    ('Let us see. <tool_call>\n{"name": "clock"}\n</tool_call>', "Let us see. ", '\n{"name": "clock"}\n'),
    ('[TOOL_CALLS][{"name": "clock"}]', "", '[{"name": "clock"}]'),
    ("<think>Cut off in the mid", "", "Cut off in the mid"),
    ("Hm.</think>Noon.", "Noon.", "Hm."),
    ("Hm.</thinking>\n\nNoon.", "Noon.", "Hm."),
    ("Hm.\n</think>Or so.</think>Noon.", "Noon.", "Hm.\nOr so."),
    ("<think></think>\n\nNoon.", "Noon.", ""),
    ("One. <think>Hm.</think> Two.", "One.  Two.", "Hm."),
]  # fmt: skip
PLAIN = [
    "It is noon.",
    "Use `<think>` as a mark, or '</think>'.",
    "1 < 2, a <b> and [TH] are no marks <",
    "Is x<|y|>z? I think so.",
    "Let us see. The user of a pen writes.",
]


@pytest.mark.parametrize(("text", "said", "thought"), MARKED)
@pytest.mark.parametrize("begins", AnswerBeginning)
@pytest.mark.parametrize("step", [1, 7, 1000])
def test_thoughts_are_parted(text: str, said: str, thought: str, begins: AnswerBeginning, step: int) -> None:
    if begins is AnswerBeginning.THINKING and text.startswith(("One", "Let us")):
        return  # such a model says nothing before it has closed its thought
    assert parted(text, tuple(range(0, len(text), step)), begins) == (said, thought)


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_plain_is_said(text: str) -> None:
    assert parted(text, tuple(range(len(text)))) == (text, "")


def test_a_thinker_that_marks_a_further_thought_has_said_nothing_yet() -> None:
    assert parted("Hm. <think>Or so.</think>Well.", begins=AnswerBeginning.THINKING)[0] == ""


def test_a_thinker_whose_server_parts_them_is_still_held_back() -> None:
    thinking = ThoughtSplitter(AnswerBeginning.THINKING)
    assert not thinking.holds
    thinking.apart()
    assert thinking.add("Hm.") == SplitText()
    assert thinking.holds


@pytest.mark.parametrize(("text", "said", "thought"), MARKED)
@given(cuts=st.lists(st.integers(0, 200), max_size=12).map(tuple), begins=st.sampled_from(AnswerBeginning))
def test_thoughts_are_parted_wherever_they_are_cut(
    text: str, said: str, thought: str, cuts: tuple[int, ...], begins: AnswerBeginning
) -> None:
    if begins is AnswerBeginning.THINKING and text.startswith(("One", "Let us")):
        return  # such a model says nothing before it has closed its thought
    assert parted(text, cuts, begins) == (said, thought)


@pytest.mark.parametrize("text", PLAIN)
@given(cuts=st.lists(st.integers(0, 80), max_size=12).map(tuple), begins=st.sampled_from(AnswerBeginning))
def test_what_is_said_is_left_as_it_is(text: str, cuts: tuple[int, ...], begins: AnswerBeginning) -> None:
    expected = ("", text) if begins is AnswerBeginning.THINKING else (text, "")
    assert parted(text, cuts, begins) == expected


@given(
    st.lists(
        st.sampled_from(["Hm. ", "\n", "<", "</", "think>", "<think>", "</think>", "<|channel|>", "final", "<|message|>", "`", "<tool_call>", "</tool_call>", "<|end|>", "İ", "[TOOL_CALLS]"]),
        max_size=14,
    ).map("".join),
    st.lists(st.integers(0, 90), max_size=10).map(tuple),
    st.sampled_from(AnswerBeginning),
)  # fmt: skip
def test_where_it_is_cut_never_matters(text: str, cuts: tuple[int, ...], begins: AnswerBeginning) -> None:
    said, thought = parted(text, cuts, begins)
    whole_said, whole_thought = parted(text, (), begins)
    # What is taken back joins a thought that was handed out before it, so only the order of thoughts may differ.
    assert (said, sorted(thought)) == (whole_said, sorted(whole_thought))


@given(
    st.sampled_from(["Okay, the user asks for tea. ", "Hmm. ", "We need to answer. ", "So, I should greet. "]),
    st.lists(st.integers(0, 99), max_size=9),
)
def test_one_who_thinks_aloud_is_not_believed_before_it_is_over(muse: str, cuts: list[int]) -> None:
    text = muse + "It could be long." + "</think>Hello!"
    thinking = ThoughtSplitter(AnswerBeginning.UNKNOWN)
    place = 0
    for cut in sorted({cut % len(text) for cut in cuts}):
        part = thinking.add(text[place:cut])
        assert not part.taken_back
        assert part.said in "Hello!"
        place = cut
    last = thinking.add(text[place:])
    assert not last.taken_back
    assert thinking.began_inside


def test_what_was_handed_out_is_taken_back_once_it_turns_out_to_be_a_thought() -> None:
    thinking = ThoughtSplitter()
    assert thinking.add("Tea is nice. ") == SplitText("Tea is nice. ")
    assert thinking.add("</think>Hello!") == SplitText("Hello!", "", taken_back=True)
    assert thinking.began_inside


def test_an_answer_that_begins_plainly_waits_for_a_few_words_only() -> None:
    thinking = ThoughtSplitter(AnswerBeginning.UNKNOWN)
    assert not thinking.add("It is half past ").said
    assert thinking.add("eight in the morning, ").said == ""
    assert thinking.add("and the kettle ").said == "It is half past eight in the morning, and the kettle "
    assert thinking.add("is on.").said == "is on."


def test_a_server_that_parts_them_itself_is_believed() -> None:
    thinking = ThoughtSplitter(AnswerBeginning.PERHAPS_THINKING)
    thinking.apart()
    assert thinking.add("Noon.").said == "Noon."


def test_a_thinker_that_was_cut_off_has_said_nothing() -> None:
    thinking = ThoughtSplitter(AnswerBeginning.PERHAPS_THINKING)
    assert thinking.add("Hm. And then") == SplitText()
    assert thinking.end(cut=True) == SplitText("", "Hm. And then")
