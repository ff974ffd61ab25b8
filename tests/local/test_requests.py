"""Who only tells something sets no timer: statements that mention times and things of tools, and requests for them."""

import pytest

from benchmarks.brain import specs
from voiceapp.core.text.requests import asks_for_something, is_order
from voiceapp.local.quick_answers import intent_in
from voiceapp.local.tool_cues import perhaps_meant
from voiceapp.tools import phrasings_of

PHRASINGS = phrasings_of()
STATEMENTS_EN = """
My train takes twenty minutes.
The train leaves in twenty minutes.
Twenty minutes to go.
I slept for ten hours.
It takes half an hour by bus.
The timer rang five minutes ago.
A timer for five minutes is enough.
I set a timer for ten minutes yesterday.
My alarm goes off at seven.
I have to leave in ten minutes.
The meeting is two hours long.
We waited forty seconds.
She said she needs five minutes.
I wake up at six every day.
My son took a nap of thirty minutes.
The pasta cooked for eight minutes.
I'll be there in fifteen minutes.
I need twenty minutes to get home.
There are sixty seconds in a minute.
I always forget my keys.
I remember that day well.
He reminded me of the appointment.
My reminder for Monday was wrong.
The alarm on my car is broken.
We had a good time today.
It was late, and I was tired.
I was born in 1984.
I ran five miles this morning.
The box weighs two pounds.
I copied the recipe from my mother.
I opened the window an hour ago.
The shop opens at nine o'clock.
They talk for hours on the phone.
I bought 3 apples and 4 pears.
The film lasts two hours and ten minutes.
You remind me of my brother.
That took only ten seconds.
It's ten minutes past four.
I had to stop the car for a minute.
My sister and I talked about you earlier.
""".strip().splitlines()
REQUESTS_EN = """
Set a timer for twenty minutes. | set_timer
Start a ten minute timer. | set_timer
Please set a timer for one hour. | set_timer
Can you set a timer for five minutes? | set_timer
Could you time twenty minutes for my nap? | set_timer
Give me a shout in forty-five seconds. | set_timer
I'm putting the pasta on. Let me know when eight minutes are over. | set_timer
My train leaves in twenty minutes, remind me in ten minutes. | set_timer
I need a timer for ten minutes. | set_timer
I'd like an alarm in thirty minutes. | set_timer
Ten minute timer, please. | set_timer
Timer for ten minutes. | set_timer
Another timer for five minutes. | set_timer
Ten minutes, please. | set_timer
Wake me in half an hour. | set_timer
I'm going to lie down, so wake me in twenty minutes. | set_timer
Okay, tell me when two minutes are up. | set_timer
Count down thirty seconds. | set_timer
I want you to call me in ten minutes. | set_timer
Remind me tomorrow at nine to call the dentist. | set_reminder
Don't let me forget my passport on Friday. | set_reminder
Make a reminder for noon: light the candles. | set_reminder
I want to be reminded of the dentist tomorrow. | set_reminder
Would you remember my keys for me? | set_reminder
Cancel timer two. | cancel_alarm
I don't need reminder five any more, take it out. | cancel_alarm
Stop the timer. | cancel_alarm
Which timers are running? | list_alarms
Do I have any reminders coming up? | list_alarms
What is left on my timer? | list_alarms
What time is it? | date_and_time
Tell me the date. | date_and_time
Which day is today? | date_and_time
What is 348 times 27? | calculate
I buy three books at 12.90 each. What do they cost together? | calculate
Convert two cups to milliliters. | convert_units
The oven says 350 Fahrenheit. What is that in Celsius? | convert_units
Open wikipedia.org for me. | open_link
Copy this for me so that I can paste it: the meeting is at four. | write_clipboard
What did I tell you about the boat? | search_talks
""".strip().splitlines()
STATEMENTS_DE = """
Mein Zug braucht zwanzig Minuten.
Der Zug fährt in zwanzig Minuten.
Noch zwanzig Minuten bis Hamburg.
Ich habe zehn Stunden geschlafen.
Mit dem Bus dauert es eine halbe Stunde.
Der Timer hat vor fünf Minuten geklingelt.
Ein Timer für fünf Minuten reicht.
Ich habe gestern einen Timer auf zehn Minuten gestellt.
Mein Wecker klingelt um sieben.
Ich muss in zehn Minuten los.
Die Besprechung dauert zwei Stunden.
Wir haben vierzig Sekunden gewartet.
Sie sagt, sie braucht fünf Minuten.
Ich wache jeden Tag um sechs auf.
Mein Sohn hat dreißig Minuten geschlafen.
Die Nudeln haben acht Minuten gekocht.
Ich bin in einer Viertelstunde da, höchstens in zwanzig Minuten.
Ich brauche zwanzig Minuten nach Hause.
Eine Minute hat sechzig Sekunden.
Ich vergesse immer meine Schlüssel.
Ich erinnere mich gut an den Tag.
Er hat mich an den Termin erinnert.
Die Erinnerung für Montag war falsch.
Der Wecker meiner Oma ist kaputt.
Heute war ein schöner Tag.
Es war spät, und ich war müde.
Ich bin 1984 geboren.
Ich bin heute früh fünf Meilen gelaufen.
Das Paket wiegt zwei Pfund.
Ich habe das Rezept kopiert.
Ich habe vor einer Stunde die Webseite gesehen.
Der Laden macht um neun Uhr auf.
Die telefonieren stundenlang, mindestens zwei Stunden.
Ich habe 3 Äpfel und 4 Birnen gekauft.
Der Film geht zwei Stunden und zehn Minuten.
Das weckt mich immer auf.
Das hat nur zehn Sekunden gedauert.
Es ist zehn Minuten nach vier.
Ich musste eine Minute anhalten.
Meine Schwester hat neulich von dir erzählt.
""".strip().splitlines()
REQUESTS_DE = """
Stell einen Timer auf zwanzig Minuten. | set_timer
Starte einen Timer für zehn Minuten. | set_timer
Bitte stell einen Timer auf eine Stunde. | set_timer
Kannst du einen Timer auf fünf Minuten stellen? | set_timer
Könntest du in zwanzig Minuten klingeln? | set_timer
Sag mir in neun Minuten Bescheid. | set_timer
Die Nudeln kochen jetzt, sag mir in neun Minuten Bescheid. | set_timer
Mein Zug fährt in zwanzig Minuten, erinner mich in zehn Minuten daran. | set_timer
Ich brauche einen Timer für zehn Minuten. | set_timer
Ich hätte gern einen Wecker in dreißig Minuten. | set_timer
Zehn Minuten Timer, bitte. | set_timer
Timer auf zehn Minuten. | set_timer
Noch einen Timer für fünf Minuten. | set_timer
Zehn Minuten, bitte. | set_timer
Weck mich in einer halben Stunde. | set_timer
Ich möchte eine halbe Stunde schlafen, weck mich dann. | set_timer
Okay, gib mir in zwei Minuten Bescheid. | set_timer
Würdest du mich in zehn Minuten wecken? | set_timer
Ich möchte in einer Stunde geweckt werden. | set_timer
Erinnere mich morgen um acht an den Müll. | set_reminder
Vergiss nicht meinen Pass am Freitag. | set_reminder
Leg eine Erinnerung für zwölf Uhr an. | set_reminder
Ich möchte morgen an den Zahnarzt erinnert werden. | set_reminder
Merk dir bitte meinen Schlüssel für morgen. | set_reminder
Lösche den Timer Nummer vier. | cancel_alarm
Den Wecker brauche ich nicht mehr, lösch ihn. | cancel_alarm
Stopp den Timer. | cancel_alarm
Welche Timer laufen gerade? | list_alarms
Stehen bei mir noch Erinnerungen an? | list_alarms
Wie lange läuft mein Timer noch? | list_alarms
Wie spät ist es gerade in London? | date_and_time
Sag mir das Datum. | date_and_time
Welchen Tag haben wir heute? | date_and_time
Was ist 84 geteilt durch 7? | calculate
Drei Bücher kosten je 12,90. Was macht das zusammen? | calculate
Wie viele Zentimeter sind zwölf Zoll? | convert_units
Rechne 100 Grad Fahrenheit in Celsius um. | convert_units
Öffne die Seite tagesschau.de im Browser. | open_link
Kopiere mir bitte den Satz: Ich komme etwas später. | write_clipboard
Was haben wir neulich über das Fahrrad gesagt? | search_talks
""".strip().splitlines()


def names_meant(text: str, language: str) -> set[str]:
    # Nothing in the words says that an older talk is to be read; that follows a search.
    return {tool.name for tool in perhaps_meant(specs(), text, language)} - {"read_talk"}


def test_there_are_forty_of_each() -> None:
    for table in (STATEMENTS_EN, REQUESTS_EN, STATEMENTS_DE, REQUESTS_DE):
        assert len(set(table)) == 40


@pytest.mark.parametrize("language", ["spoken", ""])
@pytest.mark.parametrize(
    ("said", "spoken"), [*((said, "en") for said in STATEMENTS_EN), *((said, "de") for said in STATEMENTS_DE)]
)
def test_a_statement_is_for_no_tool(said: str, spoken: str, language: str) -> None:
    known = language and spoken
    assert intent_in(said, PHRASINGS, known) is None
    assert not asks_for_something(said)
    assert names_meant(said, known) == set()


@pytest.mark.parametrize("language", ["spoken", ""])
@pytest.mark.parametrize(
    ("row", "spoken"), [*((row, "en") for row in REQUESTS_EN), *((row, "de") for row in REQUESTS_DE)]
)
def test_a_request_is_for_its_tool(row: str, spoken: str, language: str) -> None:
    said, tool = row.split(" | ")
    assert asks_for_something(said)
    assert tool in names_meant(said, language and spoken)


def test_a_question_that_mentions_a_length_sets_no_timer() -> None:
    said = "My train leaves at ten past nine and takes twenty minutes. When do I arrive?"
    assert asks_for_something(said)
    assert not is_order(said)
    assert "set_timer" not in names_meant(said, "en")


def test_a_length_alone_says_how_long_if_that_was_asked() -> None:
    timer = [tool for tool in specs() if tool.name == "set_timer"]
    assert perhaps_meant(timer, "Ten minutes.") == ()
    assert perhaps_meant(timer, "Ten minutes.", answers_question=True) == tuple(timer)


def test_languages_without_words_here_leave_all_to_the_model() -> None:
    assert perhaps_meant(specs(), "Mon train part dans vingt minutes.", "fr") == tuple(specs())
