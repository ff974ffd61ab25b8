"""What the app says in files and in a terminal is in the language that it was asked for in."""

from datetime import date

import pytest

from tests.exports.rich import RICH
from tests.talks import answered, said, talk_of
from voiceapp.core.history import ExportWishes
from voiceapp.core.sentence import DataSize, Dollars, Sentence, SettingPlace
from voiceapp.core.transcript import ItemId, MessageState, Note
from voiceapp.exports import FORMATS
from voiceapp.exports.export_lines import heading
from voiceapp.settings.text_language import text_language

GERMAN = ExportWishes(language="de", time_zone="UTC")


@pytest.mark.parametrize("name", ["txt", "md", "html"])
def test_all_that_nobody_said_is_german_where_that_is_wanted(name: str) -> None:
    file = FORMATS[name].render(RICH, GERMAN, {}).decode()
    for german, english in (("nicht gehört", "not heard"), ("Sie", "You"), ("Assistent", "Assistant")):
        assert german in file
        assert english not in file


def test_a_note_is_german_as_it_is_in_the_window() -> None:
    noted = Note(ItemId("n"), 2.0, Sentence("interrupted"))
    file = FORMATS["txt"].render(talk_of(said("Hallo"), answered("Ja", 1), noted), GERMAN, {}).decode()
    assert "Hinweis: unterbrochen" in file


@pytest.mark.parametrize(
    ("sentence", "german"),
    [
        (Sentence("{n}", n=1.5), "1,5"),
        (Sentence("{n}", n=3), "3"),
        (Sentence("{day}", day=date(2026, 3, 1)), "01.03.2026"),
        (Sentence("{cost}", cost=Dollars(1234.5)), "1.234,50 $"),
        (Sentence("{size}", size=DataSize(1_500_000_000)), "1,5 GB"),
        (Sentence("{place}", place=SettingPlace("privacy.keep_sound")), "Datenschutz"),
        (Sentence("nobody translated this"), "nobody translated this"),
    ],
)
def test_numbers_days_and_money_are_written_as_germans_do(sentence: Sentence, german: str) -> None:
    assert text_language("de").render(sentence) == german


@pytest.mark.parametrize("name", ["", "en", "xx"])
def test_where_there_is_no_such_language_it_is_english(name: str) -> None:
    assert text_language(name).render(Sentence("interrupted")) == "interrupted"


def test_what_waits_for_its_answer_says_so() -> None:
    waiting = said("Hallo", state=MessageState.WAITING)
    assert "noch nicht beantwortet" in FORMATS["txt"].render(talk_of(waiting), GERMAN, {}).decode()


@pytest.mark.parametrize(("wishes", "called"), [(GERMAN, "Gespräch"), (ExportWishes(), "Conversation")])
def test_a_talk_without_a_title_is_called_so_that_its_reader_understands(wishes: ExportWishes, called: str) -> None:
    assert heading(talk_of(), wishes) == called
    assert heading(talk_of(title="\x07"), wishes) == called
