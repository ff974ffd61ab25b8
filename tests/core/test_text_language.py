"""Which language a text is in, and how it is read aloud: short sentences, as replies are made of."""

import pytest

from voiceapp.core.languages import language_name
from voiceapp.core.text.read_aloud import language_of, read_aloud
from voiceapp.core.text.respelling import respelled
from voiceapp.core.text.text_language import KNOWN, text_language
from voiceapp.core.wishes import SessionWishes

SENTENCES = {
    "en": (
        "Good morning.",
        "It's half past three.",
        "Thanks!",
        "Sorry, I didn't understand that.",
        "Sure, here you go.",
    ),
    "de": (
        "Guten Morgen.",
        "Es ist halb vier.",
        "Danke!",
        "Leider habe ich das nicht verstanden.",
        "Klar, bitte sehr.",
    ),
    "es": ("Buenos días.", "Son las tres y media.", "Gracias.", "No lo entiendo.", "¿Qué puedo hacer por ti?"),
    "fr": ("Bonjour.", "Il est trois heures et demie.", "Merci beaucoup.", "Je ne comprends pas.", "Oui, bien sûr."),
    "it": ("Buongiorno.", "Sono le tre e mezza.", "Grazie mille.", "Non capisco.", "Che cosa posso fare per te?"),
    "pt": ("Bom dia.", "São três e meia.", "Obrigado.", "Não entendi.", "O que posso fazer por você?"),
    "nl": ("Goedemorgen.", "Het is half vier.", "Dank je wel.", "Dat begrijp ik niet.", "Wat kan ik voor je doen?"),
    "pl": ("Dzień dobry.", "Jest wpół do czwartej.", "Dziękuję.", "Nie rozumiem.", "Co mogę dla ciebie zrobić?"),
    "el": ("Καλημέρα.", "Η ώρα είναι τρεις και μισή.", "Ευχαριστώ.", "Δεν καταλαβαίνω.", "Ναι, βέβαια."),
    "sl": ("Dobro jutro.", "Ura je pol štirih.", "Hvala.", "Ne razumem.", "Kaj lahko storim zate?"),
    "tr": ("Günaydın.", "Saat üç buçuk.", "Teşekkürler.", "Anlamıyorum.", "Senin için ne yapabilirim?"),
    "ru": ("Доброе утро.", "Сейчас половина четвёртого.", "Спасибо.", "Я не понимаю.", "Что я могу сделать?"),
    "uk": ("Доброго ранку.", "Зараз пів на четверту.", "Дякую.", "Я не розумію.", "Що я можу зробити?"),
}


@pytest.mark.parametrize(("language", "sentence"), [(code, each) for code, all_ in SENTENCES.items() for each in all_])
def test_a_short_sentence_shows_its_language(language: str, sentence: str) -> None:
    other = "de" if language == "en" else "en"
    assert text_language(sentence, (other, language), "?") == language
    assert text_language(sentence) in (language, ""), "where anything is possible, rather nothing than the wrong one"


def test_where_anything_is_possible_most_sentences_show_it_too() -> None:
    told = [text_language(each) == code for code, all_ in SENTENCES.items() for each in all_]
    assert sum(told) >= len(told) * 0.85


@pytest.mark.parametrize("text", ["OK.", "Paris", "42", "", "…", "Windows 11"])
def test_what_does_not_show_stays_as_it_was(text: str) -> None:
    assert text_language(text, ("en", "de"), "de") == "de"
    assert text_language(text, (), "de") == "de"


def test_only_what_is_spoken_is_possible() -> None:
    assert text_language("Guten Morgen, wie geht es dir?", ("en", "fr"), "fr") == "fr"
    assert text_language("Guten Morgen.", ("en",)) == "en", "one language leaves no choice"
    assert text_language("Guten Morgen.", ("xx",)) == "de", "languages that nobody can tell apart say nothing"
    assert text_language("Доброе утро", ("en", "de"), "en") == "en", "nobody here speaks what it's written in"
    assert text_language("Доброе утро", ("en", "ru")) == "ru"
    assert text_language("Good morning", ("ru", "el"), "ru") == "ru"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("こんにちは、元気ですか", "ja"),
        ("今天天气很好", "zh"),
        ("안녕하세요", "ko"),
        ("صباح الخير", "ar"),
        ("नमस्ते", "hi"),
        ("สวัสดี", "th"),
    ],
)
def test_a_script_gives_its_language_away(text: str, language: str) -> None:
    assert text_language(text) == language
    assert language in KNOWN
    assert text_language(text, ("en", "de"), "de") == "de"


def test_languages_have_names() -> None:
    assert [str(language_name(code)) for code in ("de", "uk", "xx")] == ["German", "Ukrainian", "xx"]


# --- how words are said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nginx and Nginx, not nginxes.", "engine x and engine x, not nginxes."),
        ("Siobhan's US trip told us nothing.", "Shivawn's U S trip told us nothing."),
        ("C++ is fun; so is C++.", "see plus plus is fun; so is see plus plus."),
        ("New York, not York.", "Noo York, not Yorrk."),
        ("Nothing of that.", "Nothing of that."),
    ],
)
def test_words_are_said_as_they_were_taught(text: str, said: str) -> None:
    taught = (
        ("nginx", "engine x"),
        ("Siobhan", "Shivawn"),
        ("US", "U S"),
        ("c++", "see plus plus"),
        ("york", "Yorrk"),
        ("new york", "Noo York"),
        ("empty", " "),
    )
    assert respelled(text, taught) == said


def test_a_word_can_be_taught_for_one_language() -> None:
    taught = (("gen (de)", "Gehn"), ("gen", "jen"))
    assert respelled("Das Gen.", taught, "de") == "Das Gehn."
    assert respelled("The gen.", taught, "en") == "The jen."
    assert respelled("A gen (x).", (("gen (fr)", "jenn"),), "de") == "A gen (x)."


def test_what_is_read_aloud_has_no_markup_and_is_said_as_taught() -> None:
    wishes = SessionWishes(languages=("en", "de"), said_as=(("nginx", "engine x"), ("web (de)", "Wepp")))
    assert read_aloud("**nginx** serves 5 % of the web.", wishes) == "engine x serves 5 percent of the web."
    assert read_aloud("Das Web und `nginx` sind 5 % davon.", wishes) == "Das Wepp und engine x sind 5 Prozent davon."
    assert read_aloud("5 %", wishes, "de") == "5 Prozent"
    assert read_aloud("---", wishes) == ""
    assert language_of("Guten Morgen", SessionWishes(language="fr")) == "fr"
