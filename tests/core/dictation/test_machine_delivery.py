"""Where dictated words go, in which order, and when they wait."""

from dataclasses import replace

from tests.core.dictation.world import EDITOR, NO_NETWORK, TERMINAL, World, secret, view
from voiceapp.core.dictation.bar_view import DictationStage
from voiceapp.core.dictation.messages import Deliver, Delivered, DeliveryResult, DictationRequest, TextTarget, TidyCame
from voiceapp.core.dictation.wishes import DeliveryMethod, DictationWishes, KeyStyle, Splits, TidyStyle
from voiceapp.core.messages import Chime, PlayChime


def test_words_wait_when_another_window_got_the_keyboard() -> None:
    world = World()
    world.dictate()
    world.focus = TERMINAL
    world.hear("Not for the terminal.")
    world.land()
    assert world.texts == {}
    assert view(world).stage is DictationStage.WAITING
    assert view(world).waiting == "Not for the terminal."
    assert "focus" in str(view(world).sentence)
    world.ask(DictationRequest.INSERT_HERE)
    world.land()
    assert world.texts == {"2": "Not for the terminal."}


def test_a_tap_of_the_key_inserts_what_waits() -> None:
    world = World()
    world.dictate()
    world.focus = TERMINAL
    world.hear("Here.")
    world.land()
    world.press()
    world.be_silent(3)
    world.release()
    world.be_silent(10)
    assert world.land() == "Here."


def test_nothing_goes_into_a_password_field() -> None:
    world = World(focus=secret(EDITOR))
    world.dictate()
    world.hear("My secret.")
    assert world.flying == []
    assert "password" in str(view(world).sentence)
    world.ask(DictationRequest.INSERT_HERE)
    world.land()
    assert world.texts == {}
    assert view(world).stage is DictationStage.WAITING


def test_a_browser_that_does_not_say_where_passwords_go_is_warned_of_once() -> None:
    browser, other = TextTarget("7", "chromium", untold=True), TextTarget("8", "firefox", untold=True)
    world = World(focus=browser)
    said = []
    for focus in (browser, browser, other, EDITOR):
        world.focus = focus
        world.press()
        world.speak(50)
        said.append(view(world).sentence)
        world.release()
        world.be_silent(10)
        world.hear("Words.")
        world.land()
        assert view(world).stage is DictationStage.INSERTED
        assert view(world).sentence == said[-1], "it still stands when the words are in"
        world.wait(10.0)
        assert view(world).stage is DictationStage.IDLE
    assert ["passwords" in str(sentence) for sentence in said] == [True, False, True, False]


def test_a_second_press_while_the_first_is_still_transcribed_keeps_the_order() -> None:
    world = World()
    world.dictate()
    world.dictate()
    first, second = world.asked_words
    world.hear("Second.", part=second)
    assert world.flying == []
    world.hear("First.", part=first)
    world.land()
    world.land()
    assert world.texts["1"] == "First. Second."


def test_words_that_come_late_are_never_typed() -> None:
    world = World()
    world.dictate(frames=2_000)
    world.wait(31)
    world.hear("Too late.")
    assert world.flying == []
    assert view(world).waiting == "Too late."


def test_nothing_is_put_in_while_the_key_is_held() -> None:
    world = World(DictationWishes(splits=Splits(soft=50, pause=10)))
    world.press()
    world.speak(60)
    world.be_silent(12)
    world.hear("While held.")
    assert world.flying == []
    world.release()
    assert world.land() == "While held."


def test_nothing_is_put_in_while_the_key_that_ended_it_is_still_down() -> None:
    world = World(DictationWishes(style=KeyStyle.TOGGLE))
    world.press()
    world.release()
    world.speak(50)
    world.press()
    world.be_silent(10)
    world.hear("Quick words.")
    assert world.flying == []
    world.release()
    assert world.land() == "Quick words."


def test_a_desktop_that_never_tells_of_a_release_does_not_hold_words_back() -> None:
    world = World(DictationWishes(style=KeyStyle.TOGGLE))
    world.press()
    world.speak(150)
    world.wait(0.0)
    world.press()
    world.be_silent(10)
    assert not world.is_recording()
    world.hear("All the same.")
    world.wait(2.1)
    assert world.land() == "All the same."


def test_the_rest_of_a_long_dictation_waits_with_its_middle() -> None:
    world = World(DictationWishes(splits=Splits(soft=50, pause=10)))
    world.ask(DictationRequest.START)
    for number in range(3):
        world.speak(60)
        world.be_silent(12)
        world.hear(f"Part {number}.")
        world.focus = EDITOR if number == 0 else TERMINAL
        if world.flying:
            world.land()
    assert world.texts == {"1": "Part 0."}
    assert view(world).waiting == "Part 1. Part 2."


def test_scratch_that_takes_back_what_was_inserted_last() -> None:
    world = World()
    world.dictate()
    world.hear("One.")
    world.land()
    world.dictate()
    world.hear("Two.")
    world.land()
    world.dictate()
    world.hear("Scratch that. Three.")
    world.land()
    assert world.texts["1"] == "One. Three."


def test_a_program_may_have_a_way_of_its_own() -> None:
    world = World(
        DictationWishes(way=DeliveryMethod.PASTE, programs=(("xterm", DeliveryMethod.TYPED),)), focus=TERMINAL
    )
    world.dictate()
    world.hear("ls")
    assert [each.way for each in world.flying if isinstance(each, Deliver)] == [DeliveryMethod.TYPED]


def test_half_a_text_that_went_in_is_not_put_in_again() -> None:
    world = World()
    world.dictate()
    world.hear("One two three.")
    deliver = world.flying.pop()
    world.tell(Delivered(deliver.delivery, DeliveryResult.FOCUS_MOVED, inserted="One two "))
    assert view(world).waiting == "three."


def test_without_a_desktop_that_tells_the_focus_words_go_where_the_cursor_is() -> None:
    world = World(focus=None)
    world.dictate()
    world.hear("Anywhere.")
    assert [(each.text, each.target) for each in world.flying] == [("Anywhere.", None)]


def test_a_recognisers_line_ends_become_spaces_in_a_terminal_and_stay_elsewhere() -> None:
    heard = "list it && rm\x1b[201~\r\nthe rest\r"
    world = World(focus=TERMINAL)
    world.dictate()
    world.hear(heard)
    assert world.land() == "list it && rm[201~ the rest"
    world = World()
    world.dictate()
    world.hear(heard)
    assert world.land() == "list it && rm[201~\nThe rest"


def test_lines_that_were_spoken_for_a_terminal_wait_until_the_person_means_them() -> None:
    world = World(focus=TERMINAL)
    world.dictate()
    world.hear("alpha\nstill alpha, new line, beta")
    assert world.land() == ""
    assert view(world).stage is DictationStage.WAITING
    assert "terminal" in str(view(world).sentence)
    world.ask(DictationRequest.INSERT_HERE)
    assert world.land() == "alpha still alpha\nBeta"


def test_what_was_to_be_inserted_elsewhere_says_so_before_a_terminal_gets_its_lines() -> None:
    world = World()
    world.dictate()
    world.focus = TERMINAL
    world.hear("alpha, new line, beta")
    world.land()
    world.ask(DictationRequest.INSERT_HERE)
    world.land()
    assert world.texts == {}
    assert "as a command" in str(view(world).sentence)
    world.ask(DictationRequest.INSERT_HERE)
    world.land()
    assert world.texts == {"2": "alpha\nBeta"}


def test_a_terminal_that_may_ask_for_a_password_gets_words_only_when_the_person_says_so() -> None:
    world = World(focus=replace(TERMINAL, unseen=True))
    world.dictate()
    world.hear("uptime")
    world.land()
    assert world.texts == {}
    assert "can't tell" in str(view(world).sentence)
    world.dictate()
    world.hear("and more")
    world.land()
    assert view(world).waiting == "uptime and more"
    world.ask(DictationRequest.INSERT_HERE)
    world.land()
    assert world.texts == {"2": "uptime and more"}


def test_a_model_that_tidies_puts_no_line_ends_into_a_terminal() -> None:
    for spoken, tidied, expected in (
        ("show me the files", "Show me\r\nthe files.", "Show me the files."),
        ("show me new line the files", "Show me:\nThe files.", "Show me:\nThe files."),
        ("show me new line the files", "Show\nme:\nThe files.", "show me\nThe files"),
    ):
        world = World(DictationWishes(tidy=TidyStyle.PUNCTUATED), focus=TERMINAL)
        world.dictate()
        world.hear(spoken)
        world.tell(TidyCame(world.tidying.pop().part, tidied))
        if "\n" in expected:
            world.land()
            world.ask(DictationRequest.INSERT_HERE)
        assert world.land() == expected


def test_the_words_as_said_come_back_in_a_terminal_without_line_ends_of_the_recogniser() -> None:
    world = World(DictationWishes(tidy=TidyStyle.PUNCTUATED), focus=TERMINAL)
    world.dictate()
    world.hear("show me\nthe files")
    world.tell(TidyCame(world.tidying.pop().part, "Show me the files."))
    world.land()
    world.ask(DictationRequest.ORIGINAL)
    world.land()
    assert world.texts == {"2": "show me the files"}


def test_what_waits_can_be_copied_instead() -> None:
    world = World()
    world.dictate()
    world.focus = TERMINAL
    world.hear("Here.")
    world.land()
    world.ask(DictationRequest.COPY)
    assert view(world).stage is DictationStage.INSERTING
    world.ask(DictationRequest.COPY)
    assert len(world.flying) == 1, "it is on its way already"
    world.land()
    assert world.clipboard == "Here."
    assert world.texts == {}
    world.ask(DictationRequest.ORIGINAL)
    assert world.flying == [], "nothing of ours stands before the cursor"


def test_what_waits_can_be_discarded_and_the_history_has_it() -> None:
    world = World()
    world.dictate()
    world.focus = TERMINAL
    world.hear("Never mind.")
    world.land()
    world.ask(DictationRequest.DISCARD)
    assert view(world).waiting == ""
    assert view(world).stage is DictationStage.IDLE
    assert world.history() == ["Never mind."]
    assert len(world.sounds) == 1


def test_what_is_still_on_its_way_is_not_discarded_with_what_waits() -> None:
    world = World()
    world.dictate()
    world.focus = TERMINAL
    world.hear("Not this.")
    world.land()
    world.dictate()
    world.ask(DictationRequest.DISCARD)
    assert view(world).waiting == ""
    world.hear("But this.")
    assert world.land() == "But this."


def test_words_wait_where_nobody_says_in_time_who_has_the_keyboard() -> None:
    world = World(answers_focus=False)
    world.dictate()
    world.hear("Where to?")
    assert world.flying == []
    world.wait(1.0)
    assert world.flying == []
    assert view(world).waiting == "Where to?"
    assert "No window had the focus" in str(view(world).sentence)


def test_words_wait_for_the_desktop_while_one_still_speaks() -> None:
    world = World(DictationWishes(splits=Splits(soft=50, pause=10)), answers_focus=False)
    world.ask(DictationRequest.START)
    world.speak(60)
    world.be_silent(12)
    world.hear("A part.")
    world.speak(100)
    assert world.flying == []
    assert view(world).waiting == ""


def test_scratch_that_with_nothing_before_it_does_nothing() -> None:
    world = World()
    world.dictate()
    world.hear("Scratch that.")
    assert world.flying == []
    assert view(world).waiting == ""


def test_news_of_another_delivery_is_passed_over() -> None:
    world = World()
    world.dictate()
    world.hear("Once.")
    deliver = world.flying[0]
    assert world.tell(Delivered(deliver.delivery + 1, DeliveryResult.INSERTED, "Once.", EDITOR)) == []
    assert view(world).stage is DictationStage.INSERTING
    assert world.land() == "Once."


def test_a_desktop_that_fails_says_why_and_the_words_wait() -> None:
    world = World()
    world.dictate()
    world.hear("Kept.")
    deliver = world.flying.pop()
    world.tell(Delivered(deliver.delivery, DeliveryResult.FAILED, failure=NO_NETWORK))
    assert view(world).waiting == "Kept."
    assert view(world).sentence == NO_NETWORK.sentence
    assert PlayChime(Chime.ERROR) in world.out


def test_words_as_said_that_cannot_come_back_say_why() -> None:
    world = World(DictationWishes(tidy=TidyStyle.PUNCTUATED))
    world.dictate()
    world.hear("well hello how are you")
    world.tell(TidyCame(world.tidying.pop().part, "Well, hello! How are you?"))
    world.land()
    world.ask(DictationRequest.ORIGINAL)
    world.focus = TERMINAL
    world.land()
    assert world.texts["1"] == "Well, hello! How are you?"
    assert view(world).stage is DictationStage.FAILED
    assert "Another window" in str(view(world).sentence)


def test_what_waits_still_waits_when_the_next_dictation_is_in() -> None:
    world = World()
    world.dictate()
    world.focus = TERMINAL
    world.hear("One.")
    world.land()
    world.dictate()
    world.hear("Two.")
    assert world.land() == "Two."
    assert view(world).waiting == "One."
    assert "Another window" in str(view(world).sentence)
