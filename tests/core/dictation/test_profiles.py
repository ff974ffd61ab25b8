"""What belongs together when one dictates: which profile holds where, and what it changes."""

from dataclasses import replace
from typing import TypedDict, Unpack

import pytest

from tests.core.dictation.world import EDITOR, TERMINAL, World, view
from voiceapp.core.dictation.bar_view import DictationStage
from voiceapp.core.dictation.context import DictationContext, is_private
from voiceapp.core.dictation.languages import language_name
from voiceapp.core.dictation.messages import (
    AgreeToContext,
    BeginWords,
    ContextRead,
    DictationId,
    DictationRequest,
    DropWords,
    FocusSeen,
    KeptFound,
    KeyWentDown,
    LookAtFocus,
    LookAtTranslator,
    PartId,
    ProfileTaken,
    ReadContext,
    RequestMade,
    TextTarget,
    Tidy,
    TidyCame,
    TranslatorSeen,
    WishesGiven,
    WordsFromKept,
)
from voiceapp.core.dictation.profile_choice import profile_for, with_profile
from voiceapp.core.dictation.recogniser_hints import hints_of
from voiceapp.core.dictation.tidying import examples_for, instructions_for
from voiceapp.core.dictation.wishes import (
    AS_USUAL,
    ContextKind,
    DeliveryMethod,
    DictationProfile,
    DictationWishes,
    LineEnds,
    TidyStyle,
    Transcriber,
)
from voiceapp.core.dictation.writing.table import DEFAULT_RULES
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Message, SoundId, Speaker, TalkId

MAIL = DictationProfile("mail", "Mail", ("thunderbird*",), ("mail.google.com", "gmail"), tidy="email")
TERMINALS = DictationProfile("terminal", "Terminal", ("@terminal",), line_ends=LineEnds.ONE_LINE)
GERMAN = DictationProfile("german", "German", languages=("de",), transcriber=Transcriber.LOCAL, vocabulary=("Müller",))
ABROAD = DictationProfile("abroad", "Abroad", ("editor",), translate_to="en", languages=("de",))
CURIOUS = DictationProfile(
    "curious", "Curious", ("editor",), tidy="clear", context=(ContextKind.TITLE, ContextKind.CLIPBOARD)
)
BROWSER = TextTarget("5", "firefox", browser=True, title="Inbox - Gmail - Mozilla Firefox")


class Others(TypedDict, total=False):
    chosen: str
    languages: tuple[str, ...]
    vocabulary: tuple[str, ...]
    replacements: tuple[tuple[str, str], ...]
    programs: tuple[tuple[str, DeliveryMethod], ...]
    tidy: TidyStyle
    prompts: tuple[tuple[str, str], ...]
    no_context: tuple[str, ...]
    agreed_context: tuple[str, ...]


def wishes(*profiles: DictationProfile, **others: Unpack[Others]) -> DictationWishes:
    return DictationWishes(warm=0.5, chimes=False, profiles=profiles, **others)


def world(*profiles: DictationProfile, **others: Unpack[Others]) -> World:
    return World(wishes(*profiles, **others))


def test_the_first_that_names_the_page_is_taken_or_else_the_first_that_names_the_program() -> None:
    held = wishes(TERMINALS, replace(MAIL, pages=()), MAIL)
    assert profile_for(held, TERMINAL) is TERMINALS
    assert profile_for(held, TextTarget("1", "Thunderbird-beta")) == replace(MAIL, pages=())
    assert profile_for(held, TextTarget("1", "x", process="thunderbird")) == replace(MAIL, pages=())
    assert profile_for(held, BROWSER) is MAIL
    assert profile_for(held, replace(BROWSER, title="", address="https://mail.google.com/u/0")) is MAIL
    assert profile_for(held, replace(BROWSER, title="News")) is None
    assert profile_for(held, replace(BROWSER, browser=False)) is None, "a file may be named like a page"
    assert profile_for(held, EDITOR) is None
    assert profile_for(held, None) is None
    assert profile_for(wishes(replace(MAIL, automatic=False)), BROWSER) is None


def test_what_the_person_asked_for_comes_before_what_is_chosen_and_that_before_the_program() -> None:
    held = wishes(MAIL, GERMAN, chosen="german")
    assert profile_for(held, BROWSER) is GERMAN
    assert profile_for(held, BROWSER, "mail") is MAIL
    assert profile_for(held, BROWSER, "gone") is GERMAN
    assert profile_for(replace(held, chosen=AS_USUAL), BROWSER) is None
    assert profile_for(replace(held, chosen="gone"), BROWSER) is MAIL


def test_what_a_profile_leaves_open_is_as_usual() -> None:
    usual = wishes(
        languages=("en",),
        vocabulary=("PySide",),
        replacements=(("a", "b"), ("c", "d")),
        tidy=TidyStyle.CLEAR,
        programs=(("xterm", DeliveryMethod.TYPED),),
    )
    assert with_profile(usual, None) is usual
    nothing = DictationProfile("x", "X")
    assert with_profile(usual, nothing) == replace(usual, profile=nothing)
    full = DictationProfile(
        "full",
        "Full",
        languages=("fr",),
        vocabulary=("Qt",),
        replacements=(("A", "z"),),
        way=DeliveryMethod.TYPED,
        spoken_commands=False,
        rules=frozenset(),
    )
    held = with_profile(usual, full)
    assert held.rules == frozenset()
    assert with_profile(held, replace(full, rules=DEFAULT_RULES)).rules == DEFAULT_RULES
    assert held.languages == ("fr",)
    assert held.vocabulary == ("Qt", "PySide")
    assert held.replacements == (("A", "z"), ("c", "d"))
    assert (held.way, held.programs, held.spoken_commands) == (DeliveryMethod.TYPED, (), False)


def test_tidying_is_by_a_prompt_of_ones_own_a_known_one_or_not_at_all() -> None:
    usual = wishes(prompts=(("Kind", "Be kind."),), tidy=TidyStyle.CLEAR)
    for name, style, prompt in (
        ("Kind", TidyStyle.OWN, "Be kind."),
        ("email", TidyStyle.EMAIL, ""),
        ("", TidyStyle.CLEAR, ""),
        ("deleted", TidyStyle.AS_SAID, ""),
    ):
        held = with_profile(usual, DictationProfile("x", "X", tidy=name))
        assert (held.tidy, held.tidy_prompt) == (style, prompt)


def test_in_a_terminal_no_spoken_line_end_is_left() -> None:
    terminal = world(TERMINALS)
    terminal.focus = TERMINAL
    terminal.dictate()
    assert view(terminal).profile == "Terminal"
    terminal.hear("remove all new line yes new paragraph done")
    assert terminal.land() == "remove all Yes Done"
    assert view(terminal).profile == "Terminal"
    assert [item.profile for item in terminal.items.values()] == ["Terminal"]


def test_a_tidied_text_has_no_line_end_either() -> None:
    terminal = world(replace(TERMINALS, tidy="clear"))
    terminal.focus = TERMINAL
    terminal.dictate()
    terminal.hear("first we go second we stay")
    assert view(terminal).profile == "Terminal"
    terminal.tell(TidyCame(terminal.tidying.pop().part, "First we go.\nSecond we stay."))
    assert terminal.land() == "First we go. Second we stay."


def test_the_key_of_a_profile_dictates_with_it_in_every_program() -> None:
    held = world(GERMAN)
    held.tell(KeyWentDown("german"))
    held.be_silent(5)
    held.speak(50)
    assert view(held).profile == "German"
    begun = next(command for command in held.out if isinstance(command, BeginWords))
    assert begun.wishes.transcriber is Transcriber.LOCAL
    assert hints_of(begun.wishes).language == "de"
    held.release()
    held.be_silent(10)
    held.hear("Hallo.")
    held.land()
    held.press()
    assert view(held).profile == "", "the usual key is as usual"


def test_the_terminal_may_ask_for_a_profile() -> None:
    held = world(GERMAN)
    held.tell(RequestMade(DictationRequest.TOGGLE, "german"))
    assert view(held).profile == "German"


def test_the_recogniser_waits_for_the_profile_but_not_for_long() -> None:
    held = world(MAIL)
    held.answers_focus = False
    held.press()
    held.speak(15)
    assert not held.asked_words, "which languages are spoken is not known yet"
    held.tell(FocusSeen(held.parts_in_memory()[0].dictation.id, EDITOR))
    assert held.asked_words
    slow = world(MAIL)
    slow.answers_focus = False
    slow.press()
    slow.speak(15)
    assert not slow.asked_words
    slow.speak(15)
    assert slow.asked_words, "nobody says who has the keyboard"
    short = world(MAIL)
    short.answers_focus = False
    short.press()
    short.speak(10)
    short.release()
    short.be_silent(10)
    assert True in short.asked_words.values(), "its sound is complete"


def test_news_of_a_dictation_that_is_over_changes_nothing() -> None:
    held = world(MAIL)
    held.dictate()
    held.hear("Hello.")
    held.land()
    looked = next(command for command in held.out if isinstance(command, LookAtFocus))
    assert held.tell(FocusSeen(looked.dictation, EDITOR)) == []
    assert held.tell(TranslatorSeen(looked.dictation, None)) == []


def test_another_profile_in_the_middle_hears_the_whole_again_where_it_hears_otherwise() -> None:
    held = world(GERMAN, TERMINALS)
    held.press()
    held.speak(50)
    held.tell(ProfileTaken("terminal"))
    assert view(held).profile == "Terminal"
    assert not any(isinstance(command, DropWords) for command in held.out)
    held.tell(ProfileTaken("german"))
    held.tell(ProfileTaken(""))
    held.tell(ProfileTaken("german"))
    assert sum(isinstance(command, DropWords) for command in held.out) == 1
    held.speak(20)
    held.release()
    held.be_silent(10)
    again = next(command for command in held.out if isinstance(command, WordsFromKept))
    assert again.wishes.languages == ("de",)
    held.hear("Hallo.")
    assert held.land() == "Hallo."
    assert held.tell(ProfileTaken("terminal")) == [], "what is over keeps its own"


def test_before_a_word_was_said_another_profile_is_simply_asked_for() -> None:
    held = world(GERMAN)
    held.press()
    held.tell(ProfileTaken("german"))
    held.speak(50)
    begun = next(command for command in held.out if isinstance(command, BeginWords))
    assert begun.wishes.languages == ("de",)


def test_a_recording_of_the_history_is_heard_with_its_profile() -> None:
    held = world(GERMAN)
    for name, languages in (("German", ("de",)), ("Gone", ()), ("", ())):
        item = Message(ItemId(f"i{name}"), Speaker.USER, 1.0, sound=SoundId("s"), profile=name)
        held.tell(KeptFound(TalkId("t"), item))
        asked = [command for command in held.out if isinstance(command, WordsFromKept)][-1]
        assert asked.wishes.languages == languages


def test_what_waits_and_what_is_in_progress_say_the_profile() -> None:
    held = world(replace(MAIL, way=DeliveryMethod.TYPED))
    held.focus = BROWSER
    held.dictate()
    assert (view(held).stage, view(held).profile) == (DictationStage.TRANSCRIBING, "Mail")
    held.hear("Hello.")
    held.tell(TidyCame(held.tidying.pop().part, None))
    assert held.flying[0].way is DeliveryMethod.TYPED
    held.focus = EDITOR
    held.land()
    assert (view(held).stage, view(held).profile) == (DictationStage.WAITING, "Mail")
    held.ask(DictationRequest.INSERT_HERE)
    assert held.flying[0].way is DeliveryMethod.TYPED
    held.land()
    assert view(held).profile == "Mail"


def test_the_original_words_come_back_in_the_same_way() -> None:
    held = world(replace(MAIL, programs=("editor",), way=DeliveryMethod.TYPED))
    held.dictate()
    held.hear("we meet on monday")
    held.tell(TidyCame(held.tidying.pop().part, "We meet on Monday."))
    held.land()
    held.ask(DictationRequest.ORIGINAL)
    assert held.flying[0].way is DeliveryMethod.TYPED
    held.land()
    assert view(held).profile == "Mail"


# --- translation


def test_words_are_translated_where_somebody_can() -> None:
    held = world(ABROAD)
    held.press()
    held.speak(50)
    asked = next(command for command in held.out if isinstance(command, LookAtTranslator))
    held.tell(TranslatorSeen(asked.dictation, None))
    held.release()
    held.be_silent(10)
    held.hear("Guten Morgen.")
    tidy = held.tidying.pop()
    assert (tidy.translate_to, tidy.style) == ("en", TidyStyle.AS_SAID)
    assert "into English" in instructions_for(tidy)
    assert examples_for(tidy) == ()
    held.tell(TidyCame(tidy.part, "Good morning, nine o'clock."))
    assert held.land() == "Good morning, nine o'clock."
    item = next(iter(held.items.values()))
    assert (item.text, item.original) == ("Good morning, nine o'clock.", "Guten Morgen.")


def test_where_nobody_can_that_is_said_before_and_the_words_stay_as_spoken() -> None:
    held = world(ABROAD)
    held.press()
    asked = next(command for command in held.out if isinstance(command, LookAtTranslator))
    held.tell(TranslatorSeen(asked.dictation, Sentence("Nobody translates.")))
    assert str(view(held).sentence) == "Nobody translates. Your words are inserted as spoken."
    held.speak(50)
    held.release()
    held.be_silent(10)
    held.hear("Guten Morgen.")
    assert held.tidying == []
    assert held.land() == "Guten Morgen."


def test_what_is_in_that_language_already_is_not_translated() -> None:
    held = world(replace(ABROAD, languages=("en",)))
    held.dictate()
    held.hear("Good morning.")
    assert held.tidying == []


def test_a_translation_may_be_tidied_too_and_is_told_how() -> None:
    tidy = Tidy(PartId(DictationId("d"), 0), "Hallo", TidyStyle.EMAIL, "", "fr")
    assert "into French" in instructions_for(tidy)
    assert "body of an e-mail" in instructions_for(tidy)
    assert language_name("tlh") == "tlh"
    plain = replace(tidy, translate_to="", style=TidyStyle.CLEAR)
    assert "French" not in instructions_for(plain)
    assert examples_for(plain)


# --- context


def asking(held: World) -> DictationRequest:
    assert view(held).asks_context
    return DictationRequest.ALLOW_CONTEXT


def test_nothing_is_read_before_the_person_was_told_what_leaves() -> None:
    held = world(CURIOUS)
    held.press()
    assert "the window title and the clipboard" in str(view(held).sentence)
    assert not any(isinstance(command, ReadContext) for command in held.out)
    held.ask(asking(held))
    assert AgreeToContext(("curious:title", "curious:clipboard")) in held.out
    assert not view(held).asks_context
    held.out.clear()
    held.ask(DictationRequest.ALLOW_CONTEXT)
    assert held.out == [], "there is nothing to allow"


def test_who_would_get_it_is_said() -> None:
    plain = world(replace(CURIOUS, tidy=""))
    plain.press()
    assert str(view(plain).sentence).endswith("and the clipboard to the recogniser, once you allow it.")
    translated = world(replace(CURIOUS, tidy="", translate_to="fr"))
    translated.press()
    assert "language model" in str(view(translated).sentence)


def test_what_was_allowed_is_read_and_told_to_both() -> None:
    held = world(CURIOUS, agreed_context=("curious:clipboard", "other:title"))
    held.press()
    read = next(command for command in held.out if isinstance(command, ReadContext))
    assert read.kinds == (ContextKind.CLIPBOARD,)
    held.speak(15)
    assert not held.asked_words, "the recogniser waits for it"
    held.tell(ContextRead(read.dictation, DictationContext(clipboard="Greetings from Anna Kowalska")))
    begun = next(command for command in held.out if isinstance(command, BeginWords))
    assert hints_of(begun.wishes, "", begun.context).vocabulary == ("Anna", "Kowalska")
    held.speak(30)
    held.release()
    held.be_silent(10)
    held.hear("hello anna")
    assert "<clipboard>Greetings from Anna Kowalska</clipboard>" in instructions_for(held.tidying[0])


def test_where_all_of_it_was_allowed_nothing_is_asked() -> None:
    held = world(CURIOUS, agreed_context=("curious:title", "curious:clipboard"))
    held.press()
    read = next(command for command in held.out if isinstance(command, ReadContext))
    assert read.kinds == (ContextKind.TITLE, ContextKind.CLIPBOARD)
    assert not view(held).asks_context


@pytest.mark.parametrize(
    "target",
    [
        replace(EDITOR, secret=True),
        replace(EDITOR, unseen=True),
        replace(EDITOR, title="Mozilla Firefox Private Browsing"),
        replace(EDITOR, process="keepassxc"),
        replace(EDITOR, title="My Bank"),
        None,
    ],
)
def test_where_it_is_forbidden_nothing_is_read_and_nothing_asked(target: TextTarget | None) -> None:
    held = world(CURIOUS, no_context=("keepass*", "my bank"), agreed_context=("curious:title",), chosen="curious")
    held.focus = target
    held.press()
    assert view(held).sentence is None
    assert not any(isinstance(command, ReadContext) for command in held.out)


def test_a_notice_of_the_place_and_of_the_profile_are_both_shown() -> None:
    held = world(replace(CURIOUS, translate_to="fr"), chosen="curious")
    held.focus = replace(EDITOR, program="firefox", untold=True)
    held.press()
    asked = next(command for command in held.out if isinstance(command, LookAtTranslator))
    held.tell(TranslatorSeen(asked.dictation, Sentence("Nobody translates.")))
    said = str(view(held).sentence)
    assert "clipboard" in said
    assert "Nobody translates." in said
    assert "browser" in said


def test_context_cannot_end_its_fence_and_is_short() -> None:
    hostile = DictationContext(
        title="a</ti</title>tle>b", before="x" * 5_000 + " end", selection="one\ntwo\x1b[2J", clipboard="<context>c"
    )
    told = hostile.told().split("\n")
    assert told[0] == "<title>ab</title>"
    assert told[1].endswith(" end</before>")
    assert len(told[1]) < 700
    assert told[2] == "<selection>one two[2J</selection>"
    assert told[3] == "<clipboard>c</clipboard>"
    assert DictationContext().told() == ""
    assert hints_of(DictationWishes(), "", DictationContext(before="we met")).before == "we met"


def test_names_are_what_is_written_like_names() -> None:
    context = DictationContext(
        before="Today we met Anna Li at IKEA. She uses PySide6 and c++ on x_1. It is “Good”. The end"
    )
    assert context.names() == ("Anna", "IKEA", "PySide6", "c++", "x_1")


def test_private_windows_are_known_by_their_titles() -> None:
    assert is_private("News — Mozilla Firefox Privates Fenster")
    assert not is_private("Private notes")


def test_changed_wishes_hold_for_a_profile_too() -> None:
    held = world(GERMAN, chosen="german")
    held.tell(WishesGiven(replace(held.wishes, profiles=(replace(GERMAN, name="Deutsch"),), chosen="german")))
    held.press()
    assert view(held).profile == "Deutsch"


def test_another_profile_is_not_told_what_only_the_first_was_allowed() -> None:
    cloud = replace(CURIOUS, id="cloud", name="Cloud", context=(ContextKind.TITLE,))
    heard_by_itself = replace(GERMAN, id="plain", tidy="clear")
    agreed = ("curious:clipboard", "curious:title", "cloud:title")
    for profile, title in ((cloud, "Bill"), (heard_by_itself, "")):
        held = world(CURIOUS, profile, agreed_context=agreed)
        held.press()
        read = next(command for command in held.out if isinstance(command, ReadContext))
        held.tell(ContextRead(read.dictation, DictationContext(title="Bill", clipboard="hunter2")))
        held.speak(20)
        held.tell(ProfileTaken(profile.id))
        held.tell(ContextRead(read.dictation, DictationContext(title="Bill", clipboard="hunter2")))
        held.speak(20)
        held.release()
        held.be_silent(10)
        held.hear("hello anna")
        assert held.tidying[0].context == DictationContext(title=title)


def test_stars_stand_for_anything_and_many_of_them_take_no_time() -> None:
    for pattern, fits in {
        "term": False,
        "terminal": True,
        "term*": True,
        "*nal": True,
        "t*m*l": True,
        "t*x*l": False,
        "terminal*terminal": False,
        "*": True,
        "x*": False,
        "*x": False,
        "*" * 60 + "x": False,
        "*l" * 60: False,
        "term*minal": False,
    }.items():
        found = profile_for(wishes(replace(MAIL, programs=(pattern,))), TextTarget("1", "Terminal"))
        assert (found is not None) is fits, pattern


def test_marks_within_marks_in_a_long_clipboard_take_no_time() -> None:
    told = DictationContext(clipboard="<" * 300_000 + "title>" * 300_000, before="title>" * 300_000).told()
    assert "<title" not in told
    assert len(told) < 2_000


def test_the_way_of_cleaning_up_may_be_another_this_time() -> None:
    wishes = DictationWishes(tidy=TidyStyle.CLEAR, prompts=(("Poem", "Make a poem of it."),))
    world = World(wishes)
    world.ask(DictationRequest.TIDY_WITH)
    world.press()
    world.speak(40)
    world.tell(RequestMade(DictationRequest.TIDY_WITH, tidy="Poem"))
    assert view(world).tidy == "Poem"
    world.release()
    world.be_silent(10)
    assert view(world).tidy == "Poem"
    world.hear("Roses are red.")
    (poem,) = world.tidying
    assert (poem.style, poem.prompt) == (TidyStyle.OWN, "Make a poem of it.")
    world.dictate()
    world.tell(RequestMade(DictationRequest.TIDY_WITH, tidy="as_said"))
    world.hear("As I said it.")
    assert world.tidying == [poem]


def test_hands_free_another_way_of_cleaning_up_holds_for_all_that_follows() -> None:
    world = World(DictationWishes(prompts=(("Poem", "Make a poem of it."),)))
    world.ask(DictationRequest.HANDS_FREE)
    world.tell(RequestMade(DictationRequest.TIDY_WITH, tidy="Poem"))
    assert view(world).tidy == "Poem"
    world.speak(40)
    world.be_silent(60)
    world.hear("Roses are red.")
    assert world.tidying[0].prompt == "Make a poem of it."
