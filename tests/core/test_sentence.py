"""What the app tells people is data that can be rendered, written down, and read again."""

import string
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from voiceapp.core.sentence import (
    DataSize,
    Dollars,
    Sentence,
    SettingPlace,
    Value,
    in_a_row,
    listed,
    render,
    told_by,
    verbatim,
)
from voiceapp.core.sentence_data import from_data, to_data


class Klingon:
    """Meets `FrontLanguage`."""

    def template(self, template: str) -> str:
        return {"The budget of {limit} ends on {day}.": "{day}: {limit}, Qapla'!", "Enough.": "yap."}[template]

    def number(self, number: float) -> str:
        return f"#{number}"

    def day(self, day: date) -> str:
        return f"DIS {day.year}"

    def dollars(self, amount: Dollars) -> str:
        return f"{amount.amount} DarSeq"

    def size(self, count: int) -> str:
        return f"{count} b"

    def place(self, key: str) -> str:
        return f"<{key}>"


def test_english_is_what_stands_in_the_code() -> None:
    assert str(Sentence("Nothing was heard.")) == "Nothing was heard."
    told = Sentence("The model {model} ended on {day}: {what}", model="m", day=date(2026, 1, 2), what=Sentence("Oh."))
    assert str(told) == "The model m ended on 2026-01-02: Oh."
    assert str(Sentence("{spent} of {limit}", spent=Dollars(0.8), limit=Dollars(1500))) == "$0.80 of $1,500.00"
    assert str(Sentence("{a} {b} {c}", a=Dollars(0.0132), b=Dollars(0.0), c=Dollars(2.3456))) == "$0.0132 $0.00 $2.35"
    assert str(Sentence("{count} of {size}, {share}", count=3, size=DataSize(7_000_000), share=0.5)) == "3 of 7 MB, 0.5"
    assert str(Sentence("{size}", size=DataSize(1_500_000_000))) == "1.5 GB"
    assert str(Sentence("See {page}.", page=SettingPlace("engines.allow_plain"))) == "See Engines."


def test_another_language_orders_the_values_as_it_likes() -> None:
    told = Sentence("The budget of {limit} ends on {day}.", limit=Dollars(5), day=date(2026, 1, 2))
    assert render(told, Klingon()) == "DIS 2026: 5 DarSeq, Qapla'!"
    assert render(Sentence("Enough."), Klingon()) == "yap."


def test_what_nobody_here_wrote_stays_as_it_is() -> None:
    assert str(verbatim("{curly} words")) == "{curly} words"
    assert str(Sentence.restored("{curly} words")) == "{curly} words"
    assert Sentence.restored("Plain words.") == Sentence("Plain words.")
    assert str(told_by(ValueError("no"))) == "no"
    assert told_by(ValueError(Sentence("No."))) == Sentence("No.")


def test_several_are_one() -> None:
    one, two, three = Sentence("One."), Sentence("Two."), Sentence("Three.")
    assert in_a_row(one) == one
    assert str(in_a_row(one, two, three)) == "One. Two. Three."
    assert str(in_a_row(*[one] * 2_000)) == " ".join(["One."] * 2_000), "a settings file may be wrong in every line"
    assert hash(in_a_row(*[one] * 2_000)) == hash(in_a_row(*[one] * 2_000))
    assert str(listed(verbatim("one"), verbatim("two"), verbatim("three"))) == "one, two, three"


def test_each_kind_of_value_is_read_again_as_it_was_written() -> None:
    told = Sentence(
        "{name} {count} {share} {cost} {room} {page} {day} {inner}",
        name="a.wav",
        count=3,
        share=0.5,
        cost=Dollars(1.5),
        room=DataSize(7_000_000),
        page=SettingPlace("engines.allow_plain"),
        day=date(2026, 1, 2),
        inner=Sentence("The budget of {limit}.", limit=Dollars(5.0)),
    )
    data = to_data(told)
    assert data["values"] == {
        "name": "a.wav",
        "count": 3,
        "share": 0.5,
        "cost": {"dollars": 1.5},
        "room": {"bytes": 7_000_000},
        "page": {"setting": "engines.allow_plain"},
        "day": {"day": "2026-01-02"},
        "inner": {"template": "The budget of {limit}.", "values": {"limit": {"dollars": 5.0}}},
    }
    assert from_data(data) == told


def _pairs(known: dict[str, Value]) -> tuple[tuple[str, Value], ...]:
    return tuple(known.items())


names = st.text(alphabet=string.ascii_lowercase, min_size=1, max_size=8)
values: st.SearchStrategy[Value] = st.recursive(
    st.one_of(
        st.text(max_size=20),
        st.integers(),
        st.floats(allow_nan=False),
        st.dates(),
        st.builds(Dollars, st.floats(0, 1e6)),
        st.builds(DataSize, st.integers(0, 10**12)),
        st.builds(SettingPlace, names),
    ),
    lambda inner: st.builds(Sentence.restored, names, st.dictionaries(names, inner, max_size=3).map(_pairs)),
    max_leaves=6,
)


@given(names, st.dictionaries(names, values, max_size=4))
def test_what_is_written_down_is_read_again(template: str, known: dict[str, Value]) -> None:
    told = Sentence.restored(template, _pairs(known))
    assert from_data(to_data(told)) == told


def test_what_cannot_be_read_becomes_words() -> None:
    assert from_data({"template": 3, "values": {}}) == verbatim("3")
    assert from_data({}) == verbatim("")
    assert from_data({"template": "On {day}.", "values": {"day": {"day": "soon"}}}).values == (("day", "soon"),)
    assert from_data({"template": "{it}", "values": {"it": ["?"]}}).values == (("it", "['?']"),)
