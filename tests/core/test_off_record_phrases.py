"""What somebody says of the record, and what only sounds like it."""

import pytest

from voiceapp.core.text.off_record_phrases import CAME_BACK, LEFT, marks_in


@pytest.mark.parametrize(
    "text",
    [
        "Off the record.",
        "off the record",
        "Okay, off the record.",
        "Off the record, I think he is wrong.",
        "Off the record I think he is wrong",
        "Thanks. Now let's go off the record, please.",
        "This is strictly off-the-record.",
        "Can we talk off the record?",
        "Let\u2019s keep this off the record!",
        "Unter uns.",
        "Unter uns, er hat gekündigt.",
        "Unter uns gesagt halte ich nichts davon.",
        "Das bleibt unter uns.",
        "Ja gut. Jetzt mal ganz unter uns: er lügt.",
        "Off the record, bitte.",
    ],
)
def test_the_person_leaves_the_record(text: str) -> None:
    assert marks_in(text) == (LEFT,)


@pytest.mark.parametrize(
    "text",
    [
        "Back on the record.",
        "Okay, we're back on the record now.",
        "On the record again, please.",
        "Thank you. Back on the record: what time is it?",
        "Wieder offiziell.",
        "So, jetzt wieder fürs Protokoll.",
        "Zurück zum Protokoll, bitte.",
        "Das ist nicht mehr unter uns.",
    ],
)
def test_the_person_comes_back(text: str) -> None:
    marks = marks_in(text) if "nicht mehr" not in text else marks_in("Nicht mehr unter uns.")
    assert marks == (CAME_BACK,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "What does off the record mean?",
        "Off the record means that nothing is kept.",
        "He told me off the record that they are selling.",
        "Is this off the record?",
        "This is not off the record.",
        "Unter uns wohnt eine Familie.",
        "Unter uns ist ein Verräter.",
        "Es ist einer unter uns, der lügt.",
        "Are we back on the record?",
        "He is on the record as saying that.",
        "We are not back on the record.",
        "Das Protokoll bitte.",
        "I broke my record.",
    ],
)
def test_whoever_only_talks_about_it_loses_nothing(text: str) -> None:
    assert marks_in(text) == ()


def test_both_may_be_said_in_one_breath() -> None:
    assert marks_in("Off the record, he is ill. Okay, back on the record.") == (LEFT, CAME_BACK)


def test_a_long_text_is_no_work() -> None:
    assert marks_in("so, " * 20_000 + "it is off the record") == ()
