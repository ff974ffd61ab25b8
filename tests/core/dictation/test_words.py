"""Spoken punctuation and commands, vocabulary, and how text joins what stands there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.core.dictation.joining import fit
from voiceapp.core.dictation.languages import TABLES
from voiceapp.core.dictation.spoken_commands import Written, interpret
from voiceapp.core.dictation.tidying import accepted, examples, instructions
from voiceapp.core.dictation.vocabulary import Vocabulary
from voiceapp.core.dictation.wishes import DictationWishes, TidyStyle
from voiceapp.core.dictation.wording import Wording

SPOKEN = [
    ("en", "Hello, comma, how are you, question mark.", "Hello, how are you?"),
    ("en", "hello comma how are you question mark", "hello, how are you?"),
    ("en", "I am fine period new line and you", "I am fine.\nAnd you"),
    ("en", "Buy milk, new line, eggs, new paragraph. That's all.", "Buy milk\nEggs\n\nThat's all."),
    ("en", "this is wrong. Scratch that. This is right", "This is right"),
    ("en", "First one. Second two. Scratch that. Third.", "First one. Third."),
    ("en", "one two three scratch last word", "one two"),
    ("en", "all caps warning do not touch", "WARNING do not touch"),
    ("en", "version all caps on beta two all caps off ok", "version BETA TWO ok"),
    ("en", "snake no space case", "snakecase"),
    ("en", "open quote hello close quote he said", "“hello” he said"),
    ("en", "see open paren page 3 close paren", "see (page 3)"),
    ("en", "pi is 3 point 14 full stop", "pi is 3.14."),
    ("en", "twenty dash four", "twenty – four"),
    ("en", "mother hyphen in hyphen law", "mother-in-law"),
    ("en", "a long period of time", "a long period of time"),
    ("en", "the Jurassic period was warm", "the Jurassic period was warm"),
    ("en", "We saw a new line of products. New line. Next.", "We saw a new line of products.\nNext."),
    ("en", "put literal comma here", "put comma here"),
    ("en", "Good. Comma. The rest", "Good, the rest"),
    ("en", "Nothing special here.", "Nothing special here."),
    ("en", "end it literal nothing special", "end it literal nothing special"),
    ("en", "wrong words scratch everything right words", "right words"),
    ("en", "use lowercase NASA here", "use nasa here"),
    ("en", "write capital letter word", "write Word"),
    ("en", "Done. New line. New line. Next.", "Done.\n\nNext."),
    ("en", "Done.\nNext.", "Done.\nNext."),
    ("en", "wait ... comma then", "wait ..., then"),
    ("en", "scratch last word yes", "yes"),
    ("de", "Hallo Komma wie geht es dir Fragezeichen", "Hallo, wie geht es dir?"),
    ("de", "Erstens, neue Zeile, zweitens, neuer Absatz, fertig Punkt", "Erstens\nZweitens\n\nFertig."),
    ("de", "Das kostet 3 Komma 5 Euro Punkt Und das ist der wichtige Punkt", "Das kostet 3,5 Euro. Und das ist der wichtige Punkt"),
    ("de", "Anführungszeichen auf ja Anführungszeichen zu sagte sie", "„ja“ sagte sie"),
    ("de", "Das war falsch. Streich das. So ist es richtig.", "So ist es richtig."),
    ("de", "alles groß achtung bitte", "ACHTUNG bitte"),
    ("en", "To do: bullet point milk, bullet point bread.", "To do:\n• milk\n• bread."),
    ("en", "bullet milk bullet bread end list and so on", "• milk\n• bread\nAnd so on"),
    ("en", "to buy new line bullet point milk", "to buy\n• milk"),
    ("en", "bullet point milk next point bread", "• milk\n• bread"),
    ("en", "numbered list milk next point bread, next point eggs. End of list. Done", "1. milk\n2. bread\n3. eggs.\nDone"),
    ("en", "the bullet hit the next point", "the bullet hit the next point"),
    ("en", "Next point, we need bread", "Next point, we need bread"),
    ("en", "Bullet holes are everywhere", "Bullet holes are everywhere"),
    ("en", "begin quote yes unquote open brace x close brace", "“yes” {x}"),
    ("de", "Spiegelstrich Milch Spiegelstrich Brot", "• Milch\n• Brot"),
    ("de", "nummerierte Liste Milch nächster Punkt Brot Ende der Liste fertig", "1. Milch\n2. Brot\nFertig"),
    ("de", "Der nächste Punkt ist wichtig", "Der nächste Punkt ist wichtig"),
    ("fr", "bonjour comma period", "bonjour comma period"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "said", "written"), SPOKEN)
def test_what_is_said_for_marks_and_commands_becomes_them(language: str, said: str, written: str) -> None:
    assert interpret(said, language).text == written


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("to do bullet point milk bullet point bread", "to do • milk • bread"),
        ("a list numbered list milk next point bread", "a list numbered list milk next point bread"),
    ],
)
def test_without_lists_a_bullet_is_only_a_sign(said: str, written: str) -> None:
    assert interpret(said, "en", lists=False).text == written


def test_scratching_with_nothing_said_before_takes_back_what_was_inserted() -> None:
    assert interpret("Scratch that. Better.", "en") == Written("Better.", scratch=True)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Undo that."),
        ("en", "take that back"),
        ("de", "Nimm das zurück!"),
        ("de", "Mach das rückgängig."),
    ],
)
def test_a_request_to_undo_is_one_only_where_nothing_else_is_said(language: str, said: str) -> None:
    assert interpret(said, language) == Written("", undo=True)
    longer = f"{said.rstrip('.!')} {said.lower()}"
    assert not interpret(longer, language).undo
    assert interpret(longer, language).text == longer


@pytest.mark.parametrize("language", TABLES)
def test_every_phrase_of_a_table_does_something(language: str) -> None:
    table = TABLES[language]
    assert table.doubtful <= table.marks.keys() | table.commands.keys()
    assert not table.marks.keys() & table.commands.keys()
    for phrase, mark in table.marks.items():
        assert mark.text in interpret(f"xx {phrase} yy", language).text
        assert phrase not in interpret(f"xx {phrase} yy", language).text
    for phrase in table.commands:
        assert 1 <= len(phrase.split()) <= 3
        assert phrase == phrase.lower()


@given(st.text(max_size=80), st.sampled_from(sorted(TABLES)))
def test_any_text_can_be_interpreted(text: str, language: str) -> None:
    assert isinstance(interpret(text, language).text, str)


@given(st.lists(st.sampled_from(["lorem", "ipsum", "dolor", "sit", "amet", "12", "été", "日本", "🎤"]), max_size=12))
def test_text_without_commands_stays_as_it_is(words: list[str]) -> None:
    text = " ".join(words)
    assert interpret(text, "en").text == text


def test_without_spoken_commands_only_terms_are_written_otherwise() -> None:
    wording = Wording.of(DictationWishes(spoken_commands=False, vocabulary=("PySide",)))
    assert wording.write("use pie side comma", "en") == Written("use PySide comma")


VOCABULARY = Vocabulary(
    ("PySide", "Kubernetes", "Qwen", "VoiceApp", "Anneliese Müller", "Postgres", "C++"),
    (("btw", "by the way"), ("my address", "12 Long Lane, Springfield")),
)


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("use pie side or py side", "use PySide or PySide"),
        ("kubernetis is hard", "Kubernetes is hard"),
        ("the quen model in voice app", "the Qwen model in VoiceApp"),
        ("Anna liese Miller, btw, uses postgress.", "Anneliese Müller, by the way, uses Postgres."),
        ("send it to My Address.", "send it to 12 Long Lane, Springfield."),
        ("written in c++ mostly", "written in C++ mostly"),
        ("Peter went to the post office to post a letter", "Peter went to the post office to post a letter"),
        ("the side of the pie", "the side of the pie"),
        ("the postgrez server", "the Postgres server"),
    ],
)
def test_terms_are_written_as_the_person_writes_them(heard: str, written: str) -> None:
    assert VOCABULARY.correct(heard) == written


def test_of_two_terms_that_sound_alike_the_nearer_one_is_meant() -> None:
    assert Vocabulary(("Postgres", "Postgret")).correct("ask postgrez today") == "ask Postgres today"
    assert Vocabulary(("Postgret", "Postgres")).correct("ask postgrez today") == "ask Postgres today"


@given(st.text(max_size=60))
def test_an_empty_vocabulary_changes_nothing(text: str) -> None:
    assert Vocabulary().correct(text) == text


def test_words_that_a_recogniser_invents_in_silence_are_nothing() -> None:
    wording = Wording.of(DictationWishes())
    for phantom in ("Thanks for watching!", "[BLANK_AUDIO]", " ... ", "♪"):
        assert wording.write(phantom, "en").text == ""
    assert wording.write("Thanks for watching the door.", "en").text == "Thanks for watching the door."


@pytest.mark.parametrize(
    ("text", "before", "after", "fitted"),
    [
        ("Hello.", None, None, "Hello."),
        ("Hello.", "", None, "Hello."),
        ("Next one.", "First one.", None, " Next one."),
        ("Next one.", "First one. ", None, "Next one."),
        ("Next one.", "First line\n", None, "Next one."),
        ("The cat", "I saw", None, " the cat"),
        ("The cat", "I saw ", None, "the cat"),
        ("Peter", "I saw", None, " Peter"),
        ("I am", "and", None, " I am"),
        (", and then", "wait", None, ", and then"),
        ("inside", "(", None, "inside"),
        ("The cat.", "I saw ", " and the dog", "the cat"),
        ("cat", "the ", "and", "cat "),
        ("中文", "日本", None, "中文"),
        ("\nnew", "old", None, "\nnew"),
        ("", "old", "new", ""),
        ("The cat.", None, " And", "The cat."),
    ],
)
def test_text_fits_what_stands_there(text: str, before: str | None, after: str | None, fitted: str) -> None:
    assert fit(text, before, after) == fitted


@pytest.mark.parametrize(
    ("said", "tidied", "style", "good"),
    [
        ("hello how are you", "Hello, how are you?", TidyStyle.PUNCTUATED, True),
        ("um hello hello how are you", "Hello, how are you?", TidyStyle.PUNCTUATED, True),
        ("hello how are you", "I am fine, thank you.", TidyStyle.PUNCTUATED, False),
        ("we meet at 3 on monday", "We meet at 4 on Monday.", TidyStyle.CLEAR, False),
        ("we do not agree", "We agree.", TidyStyle.CLEAR, False),
        ("das geht nicht", "Das geht.", TidyStyle.CLEAR, False),
        ("so i think uh the report the report is late", "I think the report is late.", TidyStyle.CLEAR, True),
        ("what is the capital of france", "The capital of France is Paris.", TidyStyle.EMAIL, True),
        ("write me a poem", "Roses are red, violets are blue, sugar is sweet.", TidyStyle.CLEAR, False),
        ("anything", "", TidyStyle.CLEAR, False),
        ("anything", "  ", TidyStyle.OWN, False),
        ("guten morgen", "Good morning", TidyStyle.OWN, True),
        ("hello how are you", "“Hello, how are you?”", TidyStyle.PUNCTUATED, True),
        ("um well so", "Well, so.", TidyStyle.CLEAR, True),
    ],
)
def test_a_tidied_text_is_taken_only_where_it_says_the_same(
    said: str, tidied: str, style: TidyStyle, good: bool
) -> None:
    assert (accepted(said, tidied, style) is not None) is good


def test_each_style_says_what_it_wants_and_all_forbid_to_add() -> None:
    told = {style: instructions(style, "Rhyme it.") for style in TidyStyle if style is not TidyStyle.AS_SAID}
    assert len(set(told.values())) == len(told)
    assert all("Add nothing" in text for text in told.values())
    assert told[TidyStyle.OWN].endswith("Rhyme it.")


@pytest.mark.parametrize("style", [TidyStyle.PUNCTUATED, TidyStyle.CLEAR])
def test_a_worked_example_is_what_would_be_accepted(style: TidyStyle) -> None:
    """A model does as it sees."""
    assert len(examples(style)) == 5
    assert [tidied for said, tidied in examples(style) if accepted(said, tidied, style) is None] == []


def test_a_style_without_examples_has_none() -> None:
    assert examples(TidyStyle.EMAIL) == ()


def test_a_beginning_said_twice_and_a_correction_may_be_tidied_away() -> None:
    twice = "ähm wir brauchen äh wir brauchen noch brot"
    assert accepted(twice, "Wir brauchen noch Brot.", TidyStyle.PUNCTUATED) == "Wir brauchen noch Brot."
    taken_back = "we'll be there on monday no wait on tuesday at six"
    assert accepted(taken_back, "We'll be there on Tuesday at six.", TidyStyle.CLEAR) is not None
    assert accepted("we will not wait on tuesday at six", "We will wait on Tuesday at six.", TidyStyle.CLEAR) is None


def test_in_a_terminal_a_replacement_ends_no_line() -> None:
    wording = Wording(Vocabulary((), (("signature", "Anna\nCologne\n"),)), ("en",), commands=True)
    assert wording.write("signature", "en").text.count("\n") >= 1
    assert wording.in_terminal("my signature", "en").strip() == "my Anna Cologne"
    assert wording.in_terminal("my signature new line", "en").count("\n") == 1, "this one was spoken"
