"""The order of the weekdays is known without a model."""

import pytest

from voiceapp.core.ports import ChatText
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker
from voiceapp.core.wishes import SessionWishes
from voiceapp.local.quick_answers import QuickAnswers
from voiceapp.local.weekdays import weekday_answer
from voiceapp.tools import phrasings_of


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("What day comes after Friday?", "Saturday comes after Friday."),
        ("Which day is before Monday?", "Sunday comes before Monday."),
        ("what day of the week follows sunday", "Monday comes after Sunday."),
        ("Which weekday precedes Tuesday?", "Monday comes before Tuesday."),
        ("If today is Monday, what day is it in three days?", "It's Thursday."),
        ("If it's Wednesday, which day was it two days ago?", "It's Monday."),
        ("If today is Saturday, what day is the day after tomorrow?", "It's Monday."),
        ("If today is Saturday, what day will it be in 100 days?", "It's Monday."),
    ],
)
def test_english(asked: str, answered: str) -> None:
    assert weekday_answer(asked, german=False) == answered


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("Welcher Tag kommt nach Freitag?", "Nach Freitag kommt Samstag."),
        ("Welcher Wochentag liegt vor dem Sonnabend?", "Vor Sonnabend kommt Freitag."),
        ("Wenn heute Montag ist, welcher Tag ist in drei Tagen?", "Das ist Donnerstag."),
        ("Wenn heute Sonntag ist, welcher Tag war vorgestern?", "Das ist Freitag."),
        ("Wenn heute Mittwoch ist, welcher Tag war es vor vier Tagen?", "Das ist Samstag."),
    ],
)
def test_german(asked: str, answered: str) -> None:
    assert weekday_answer(asked, german=True) == answered


@pytest.mark.parametrize(
    "asked",
    [
        "What day is it?",
        "What day comes after Christmas?",
        "What should I do after Friday?",
        "If today is Monday, what day is my appointment?",
        "Which day is Friday named after?",
        "What day comes after Friday, and why is it the best?",
    ],
)
def test_all_else_is_left_to_the_model(asked: str) -> None:
    assert weekday_answer(asked, german=False) is None
    assert weekday_answer(asked, german=True) is None


class Silent:
    """Stands in for a model that must not be asked."""


@pytest.mark.parametrize(
    ("asked", "language", "answered"),
    [
        ("What day comes after Friday?", "en", "Saturday comes after Friday."),
        ("Welcher Tag kommt nach Freitag?", "", "Nach Freitag kommt Samstag."),
    ],
)
async def test_no_model_is_asked(asked: str, language: str, answered: str) -> None:
    chat = QuickAnswers(Silent(), phrasings_of())  # type: ignore[arg-type]
    item = Message(ItemId("q"), Speaker.USER, 0.0, asked, MessageState.DONE, language=language)
    pieces = [piece async for piece in chat.answer((item,), SessionWishes())]
    assert [piece.text for piece in pieces if isinstance(piece, ChatText)] == [answered]
