"""Which words look as if more is coming, in English and in German, with the full stop that recognisers like to end with."""

import pytest

from voiceapp.core.text.unfinished import looks_unfinished

UNFINISHED_DE = """
Stell einen Timer auf
Ich möchte gern mit
Erinnere mich morgen an
Wie komme ich am besten von
Kannst du mir sagen, wann
Ich habe gestern mit meinem
Das liegt daran, dass
Mach das Licht im Wohnzimmer und
Ich suche ein Restaurant in der
Wir fahren nächste Woche nach
Das ist eigentlich
Ich brauche noch
Schreib eine Nachricht an meine
Ich wollte dich fragen, ob
Am Montag habe ich
Spiel etwas von
Ich weiß nicht, ob ich
Dann müssten wir
Es gibt da so eine
Was kostet
Wo ist denn
Ich hätte gern einen
Leg einen Termin für
Vielleicht sollten wir
Ich hab
Der Zug fährt um
Meine Adresse ist
Die Nummer lautet
Und zwar
Zum Beispiel
Ich glaube, dass
Also ich würde
Wir haben keine Lust, weil
Sag mir, wie viele
Ich komme erst
Nicht heute, sondern
Ich treffe mich zwischen
Ruf mich an, sobald
Das war wegen
Ich denke gerade über
""".strip().splitlines()
FINISHED_DE = """
Stell einen Timer auf zehn Minuten.
Mach das Licht an.
Wie spät ist es?
Ich komme aus Berlin.
Schalte die Heizung aus.
Das weiß ich nicht.
Ich auch.
Kommst du mit?
Das war es.
Ich gehe jetzt los.
Mach das Fenster zu.
Ruf ihn an.
Lies mir das vor.
Hör auf.
Schreib das auf.
Ja, genau.
Nein danke.
Morgen um acht.
In Hamburg.
Das ist gut so.
Er kommt um neun.
Ich möchte das nicht.
Noch nicht.
Bitte wiederhole das.
Erzähl mir einen Witz.
Was ist das?
Das mache ich.
Heute nicht, morgen auch nicht.
Fahr mich nach Hause.
Spiel Musik ab.
Das bin ich.
Dann bis später.
Das glaube ich schon.
Sie ist da.
Wir sind zu dritt.
Stell den Wecker ab.
Ich habe keine.
Sag mir, wie spät es ist.
Ich weiß, was du hast.
Denk darüber nach.
""".strip().splitlines()
UNFINISHED_EN = """
Set a timer for
I would like to
Remind me tomorrow at
Can you tell me about the
I was thinking that
Turn on the light in the
We are going to
The number is
I talked to my
What I mean is
She said that
I don't know whether
For example
I'd like a room with
""".strip().splitlines()
FINISHED_EN = """
Turn the light on.
Thank you.
Come in.
Tell me about it.
I don't like it.
I think so.
Yes, I do.
No, it isn't that.
I hope not.
I've never seen it before.
Of course you can.
That is all.
I don't want to talk about that.
See you.
""".strip().splitlines()


def test_there_are_forty_german_ones_of_each() -> None:
    assert len(set(UNFINISHED_DE)) == len(set(FINISHED_DE)) == 40


@pytest.mark.parametrize("end", ["", "."])
@pytest.mark.parametrize(
    ("text", "language"), [*((text, "de") for text in UNFINISHED_DE), *((text, "en") for text in UNFINISHED_EN)]
)
def test_more_is_coming(text: str, language: str, end: str) -> None:
    assert looks_unfinished(text + end, language)


@pytest.mark.parametrize(
    ("text", "language"), [*((text, "de") for text in FINISHED_DE), *((text, "en") for text in FINISHED_EN)]
)
def test_that_was_all(text: str, language: str) -> None:
    assert not looks_unfinished(text, language)
    assert not looks_unfinished(text.rstrip("."), language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Can you tell me what the?", "en"),
        ("Do you know whether?", "en"),
        ("Is that my?", "en"),
        ("Kannst du mir sagen, ob?", "de"),
        ("Wie komme ich am besten zum?", "de"),
        ("Wo steht mein?", "de"),
    ],
)
def test_a_question_mark_behind_half_a_question_does_not_make_it_whole(text: str, language: str) -> None:
    assert looks_unfinished(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Where is it?", "en"),
        ("What if?", "en"),
        ("Who are you talking to?", "en"),
        ("Yes, and?", "en"),
        ("Hast du eine?", "de"),
        ("Was ist das?", "de"),
        ("Na und?", "de"),
        ("Mit wem?", "de"),
        ("Stop doing that to the!", "en"),
        ("Who.", "en"),
        ("...?", "en"),
    ],
)
def test_a_whole_question_an_exclamation_and_a_word_by_itself_are_whole(text: str, language: str) -> None:
    assert not looks_unfinished(text, language)


def test_words_of_another_language_are_judged_by_their_punctuation() -> None:
    assert not looks_unfinished("Je voudrais un", "fr")
    assert looks_unfinished("Je voudrais un…", "fr")
