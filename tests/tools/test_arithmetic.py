"""Sums come out as on paper, and nothing that is typed does harm."""

import operator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.tools.parts.arithmetic import LONGEST, ArithmeticInputError, evaluate


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("0.1 + 0.2", "0.3"),
        ("2 + 3 * 4", "14"),
        ("(2 + 3) * 4", "20"),
        ("-2^2", "-4"),
        ("2^-2", "0.25"),
        ("2^3^2", "512"),
        ("10 - 4 - 3", "3"),
        ("15% of 80", "12"),
        ("7 mod 3", "1"),
        ("-7 // 2", "-4"),
        ("7!", "5040"),
        ("√2 * √2", "2"),
        ("sqrt(144)", "12"),
        ("sin(30°)", "0.5"),
        ("2π", "6.28318530718"),
        ("3(4 + 5)", "27"),
        ("1,234,567 + 1", "1234568"),
        ("max(3, 1 + 4, 2)", "5"),
        ("round(2.5)", "3"),
        ("round(2.675, 2)", "2.68"),
        ("mean(1, 2, 4)", "2.33333333333"),
        ("12 × 12 ÷ 2 =", "72"),
        ("1/3", "0.333333333333"),
        ("2^200", str(2**200)),
        ("99999999999 * 99999999999", str(99999999999**2)),
        ("cbrt(-27)", "-3"),
    ],
)
def test_a_sum_comes_out(text: str, result: str) -> None:
    assert evaluate(text) == result


@pytest.mark.parametrize(
    "text",
    [
        "", "1/0", "5 mod 0", "2 +", "(2", "2)", "1 2", "9^9^9^9", "10^4000*10^4000*1.5", "sqrt(-1)", "(-8)^0.5", "ln(0)",
        "171!", "2.5!", "__import__('os')", "a = 3", "sin(1, 2)", "(" * 60 + "1" + ")" * 60, "1" * (LONGEST + 1),
        "exp(99999)", "2 ; 3",
    ],
)  # fmt: skip
def test_what_cannot_be_reckoned_is_said_in_a_sentence(text: str) -> None:
    with pytest.raises(ArithmeticInputError, match=r"[.]$"):
        evaluate(text)


@given(st.text("0123456789.+-*/^%!()°√ πesincolgqrtmax,_", max_size=60))
def test_anything_that_is_typed_ends_in_a_number_or_a_sentence(text: str) -> None:
    try:
        said = evaluate(text)
    except ArithmeticInputError as error:
        said = str(error)
    assert said.endswith(".") or float(said) == float(said)


SIGNS = {"+": operator.add, "-": operator.sub, "*": operator.mul}


@given(st.integers(-(10**12), 10**12), st.sampled_from(sorted(SIGNS)), st.integers(0, 10**12))
def test_whole_numbers_are_exact(a: int, sign: str, b: int) -> None:
    assert evaluate(f"{a} {sign} {b}") == str(SIGNS[sign](a, b))
