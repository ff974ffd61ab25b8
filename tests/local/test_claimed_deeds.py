"""No answer claims a deed that no tool did."""

import pytest

from voiceapp.core.transcript import Item, ItemId, Message, MessageState, Speaker, ToolCall, ToolState
from voiceapp.local.claimed_deeds import ClaimGuard, claims_deed, may_claim, nothing_done, wants_words

CLAIMS = """
I've set a timer for ten minutes.
I have set the timer for you.
Sure, I'd set a reminder.
Okay, I'll remind you tomorrow at nine.
I will wake you up at seven.
I'll gladly set an alarm for six.
I'll let you know when eight minutes are over.
I'll give you a shout in forty-five seconds.
I've just started a countdown.
I'm setting a timer now.
Your timer is set for ten minutes.
The reminder has been created.
Timer set for five minutes!
Alarm set.
A ten-minute timer is running.
I've turned off the lights.
I turned the heating down.
The lights are off now.
The lights are turned off.
I've sent the message to Anna.
I'll send her an email.
I've added milk to your list.
I have opened the page for you.
I've copied it to the clipboard.
I've cancelled your timer.
I'll call the restaurant now.
I've booked a table for two.
I saved it as a note.
Done!
Consider it done.
You're all set.
Ich habe einen Timer auf zehn Minuten gestellt.
Gerne, ich habe die Erinnerung eingetragen.
Ich erinnere dich morgen um neun.
Ich werde dich um sieben Uhr wecken.
Ich stelle den Wecker auf sechs Uhr.
Klar, ich sage dir in neun Minuten Bescheid.
Der Timer läuft jetzt.
Der Wecker ist gestellt.
Die Erinnerung wurde erstellt.
Ich habe das Licht ausgeschaltet.
Ich habe Anna geschrieben und die Nachricht gesendet.
Erledigt!
""".strip().splitlines()
HARMLESS = """
Shall I set a timer for ten minutes?
Would you like me to remind you?
I can set timers if you tell me how long.
If you tell me when, I'll remind you.
I haven't set a timer.
I can't send messages from here.
I won't wake you without an alarm.
A timer for ten minutes is enough for an egg.
Set the oven to 180 degrees.
Neil Armstrong set foot on the moon in 1969.
The alarm on my phone is loud.
Austen wrote Pride and Prejudice.
The sun is set to rise at seven.
I'd call it a draw.
I'll call you Ben from now on.
I've heard that one before.
I've always liked that song.
I have a lot of books.
I think that's a good idea.
I'll tell you a story about a fox.
You should add salt to the water.
I'd say it takes twenty minutes.
Write the note and put it on the door.
The shop opened at nine.
You can turn the lights off at the wall.
The meeting was moved to Friday.
It is well done.
Soll ich einen Timer stellen?
Ich kann dich erinnern, wenn du mir sagst, wann.
Ich habe keinen Timer gestellt.
Ich kann keine Nachrichten senden.
Der Timer in der Küche ist rot.
Die Nudeln brauchen acht Minuten.
Ich habe das Buch nicht gelesen.
Stell den Ofen auf 180 Grad.
Ich habe davon gehört.
Das hat Jane Austen geschrieben.
Ein Wecker ist ein Gerät, das klingelt.
""".strip().splitlines()


@pytest.mark.parametrize("sentence", CLAIMS)
def test_a_claim_is_noticed(sentence: str) -> None:
    assert claims_deed(sentence)


@pytest.mark.parametrize("sentence", HARMLESS)
def test_what_claims_nothing_is_left_alone(sentence: str) -> None:
    assert not claims_deed(sentence)


def given(text: str, *, whole_sentences: bool = False, watches: bool = True) -> tuple[list[str], bool]:
    """What is given back of a text that comes word by word."""
    guard = ClaimGuard(watches=watches, whole_sentences=whole_sentences)
    pieces = [guard.add(f"{word} ") for word in text.split(" ")] + [guard.end()]
    return [piece for piece in pieces if piece], guard.claimed


@pytest.mark.parametrize("whole_sentences", [True, False])
@pytest.mark.parametrize("sentence", CLAIMS)
def test_no_word_of_a_claim_is_said_and_nothing_after_it(sentence: str, *, whole_sentences: bool) -> None:
    said, claimed = given(f"Eggs take six minutes. {sentence} Enjoy your meal.", whole_sentences=whole_sentences)
    assert claimed
    left = "".join(said).removeprefix("Eggs take six minutes.").strip()
    assert not claims_deed(left)
    assert "Enjoy" not in left
    assert not (whole_sentences and left)


@pytest.mark.parametrize("sentence", HARMLESS)
def test_all_else_is_said_word_for_word(sentence: str) -> None:
    said, claimed = given(sentence)
    assert not claimed
    assert "".join(said).rstrip() == sentence


def test_an_answer_without_words_of_a_claim_goes_on_as_it_comes() -> None:
    said, _ = given("Jane Austen wrote that book in 1813.")
    assert len(said) >= 7


def test_a_claim_is_caught_in_whatever_pieces_it_comes() -> None:
    guard = ClaimGuard(watches=True, whole_sentences=True)
    pieces = ["Okay", ",", " T", "im", "er", " set", " for", " 1", "0", ".", "5", " minutes", ".", " Bye."]
    assert "".join(map(guard.add, pieces)) + guard.end() == ""
    assert guard.claimed


def test_what_was_a_thought_is_no_claim() -> None:
    guard = ClaimGuard(watches=True, whole_sentences=True)
    assert guard.add("I'll set a timer") == ""
    guard.take_back()
    assert guard.add("Hello there. ") == "Hello there. "
    assert not guard.claimed


def test_side_jobs_are_not_watched() -> None:
    assert given("I've set the table. Done.", watches=False) == (["I've ", "set ", "the ", "table. ", "Done. "], False)


# --- where a tool did it


def asked(text: str, number: int = 1) -> Message:
    return Message(ItemId(f"q{number}"), Speaker.USER, 0.0, text, MessageState.DONE)


def used(name: str, state: ToolState = ToolState.DONE) -> ToolCall:
    return ToolCall(ItemId(name), 0.0, name, "{}", "{}", state, "c1")


@pytest.mark.parametrize(
    ("items", "may"),
    [
        ((asked("Set a timer."),), False),
        ((asked("Set a timer."), used("set_timer")), True),
        ((asked("Set a timer."), used("set_timer", ToolState.FAILED)), False),
        ((asked("Set a timer."), used("set_timer", ToolState.REFUSED)), False),
        ((asked("Set a timer."), used("date_and_time")), False),
        ((asked("Set a timer."), used("set_timer"), asked("Did you set it?", 2)), True),
        ((asked("Set a timer."), used("set_timer"), asked("Now remind me of the tea.", 2)), False),
        ((asked("Did you set it?"),), False),
        ((), False),
    ],
)
def test_a_deed_may_be_told_where_a_tool_did_one(items: tuple[Item, ...], *, may: bool) -> None:
    assert may_claim(items) is may


def test_what_is_said_instead_fits_what_was_asked() -> None:
    told = {
        nothing_done(text, language)
        for text, language in (
            ("Remind me of the tea.", ""),
            ("Erinnere mich an den Tee.", ""),
            ("Turn off the lights.", "en"),
            ("Mach das Licht aus.", "de"),
        )
    }
    assert len(told) == 4
    assert not any(claims_deed(sentence) for sentence in told)
    assert {each.split()[0] for each in told} == {"I", "Ich"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Translate into English: Ich habe den Brief geschickt.", True),
        ("How do you say in German: I turned off the light?", True),
        ("What's 'I opened the window' in French?", True),
        ("Wie sagt man auf Englisch: Ich habe das Licht ausgeschaltet?", True),
        ("Übersetze: I sent the letter.", True),
        ("Tell me a story about a pirate.", True),
        ("Erzähl mir eine Gutenachtgeschichte.", True),
        ("What would you cook with rice?", True),
        ("Was würdest du mit Reis kochen?", True),
        ("Draft an e-mail to my boss that I'm sick.", True),
        ("How does e-mail work?", True),
        ("Erklär mir, wie E-Mail funktioniert.", True),
        ("Why do you say that?", False),
        ("What is my next appointment?", False),
        ("What are you doing?", False),
        ("How should I set a timer?", False),
        ("What did you do?", False),
        ("Play a song.", False),
        ("Remind me to tell a story tonight.", False),
        ("Send an e-mail to Anna.", False),
        ("Schreib eine Nachricht an Anna.", False),
        ("Turn off the lights.", False),
    ],
)
def test_a_translation_a_story_or_advice_is_asked_for_and_no_deed(text: str, *, wanted: bool) -> None:
    assert wants_words(text) is wanted
