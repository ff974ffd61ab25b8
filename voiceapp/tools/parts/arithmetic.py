"""Works out sums by a small parser of our own: what a person or a model typed is never run as code.

Exact as long as it can be (fractions), so that 0.1 + 0.2 is 0.3; roots and angles are floating point.
Whatever is typed, it ends soon: lengths, depths and sizes are bounded.
"""

import math
import re
from collections.abc import Callable
from fractions import Fraction

from voiceapp.core.sentence import Sentence

Number = Fraction | float

LONGEST = 300
DEEPEST = 40
MOST_BITS = 8_192
"""Larger whole numbers become floating point, or are refused."""


class ArithmeticInputError(ValueError):
    """Raised with a sentence: why it cannot be reckoned."""


_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d{1,4})?|\.\d+)|(?P<name>[A-Za-zπ√]+)|(?P<sign>\*\*|//|[-+*/^%!(),°]))"
)
_SPELLED = {
    "×": "*",
    "·": "*",
    "÷": "/",
    ":": "/",
    "−": "-",
    "–": "-",
    "²": "^2",
    "³": "^3",
    "½": "(1/2)",
    "¼": "(1/4)",
}
_CONSTANTS: dict[str, Number] = {"pi": math.pi, "π": math.pi, "e": math.e, "tau": math.tau}


def evaluate(text: str) -> str:
    """The result as people write it. Raises ArithmeticInputError."""
    try:
        return show(_Reader(text).whole())
    except ZeroDivisionError:
        raise ArithmeticInputError(Sentence("The calculation divides by zero.")) from None
    except OverflowError:
        raise ArithmeticInputError(Sentence("The result is too large.")) from None
    except ValueError as error:
        raise (
            error
            if isinstance(error, ArithmeticInputError)
            else ArithmeticInputError(Sentence("The calculation has no real result."))
        ) from None


def show(value: Number) -> str:
    """Whole numbers whole, others with up to 12 digits that mean something."""
    if isinstance(value, Fraction) and value.denominator == 1:
        return str(value.numerator)
    number = float(value)
    if not math.isfinite(number):
        raise ArithmeticInputError(Sentence("The result is too large."))
    text = f"{number:.12g}"
    return "0" if text == "-0" else text


class _Reader:
    """sum: product (+|- product)* · product: factor (*|/ factor)* · factor: -factor | power · power: atom(!|%)* (^ factor)?"""

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST:
            raise ArithmeticInputError(Sentence("That's too long for one calculation."))
        for sign, plain in _SPELLED.items():
            text = text.replace(sign, plain)
        # 1,234,567.8 as one number; a comma between arguments has no three digits behind it, or a space.
        text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text) if "(" not in text else text
        self._tokens = _tokens(text.strip().rstrip("=").rstrip())
        self._at = 0
        self._depth = 0

    def whole(self) -> Number:
        if not self._tokens:
            raise ArithmeticInputError(Sentence("There's nothing to calculate."))
        value = self._sum()
        if self._at < len(self._tokens):
            raise ArithmeticInputError(
                Sentence('The calculation can\'t be read from "{token}" on.', token=self._tokens[self._at])
            )
        return value

    def _sum(self) -> Number:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ArithmeticInputError(Sentence("The calculation has too many brackets."))
        value = self._product()
        while sign := self._take("+", "-"):
            other = self._product()
            value = _both(value, other, (lambda a, b: a + b) if sign == "+" else (lambda a, b: a - b))
        self._depth -= 1
        return value

    def _product(self) -> Number:
        value = self._factor()
        while True:
            if sign := self._take("*", "/", "//", "mod", "of"):
                value = _times(sign, value, self._factor())
            elif self._peek() == "(" or self._peek()[:1].isalpha() or self._peek() == "√":
                value = _times("*", value, self._factor())  # 2π, 3(4 + 5)
            else:
                return value

    def _factor(self) -> Number:
        signs = 0
        while sign := self._take("-", "+"):
            signs += sign == "-"
        value = self._power()
        return -value if signs % 2 else value

    def _power(self) -> Number:
        value = self._atom()
        while sign := self._take("!", "%", "°"):
            value = _after(sign, value)
        if self._take("^", "**"):
            self._depth += 1
            if self._depth > DEEPEST:
                raise ArithmeticInputError(Sentence("The calculation has too many powers."))
            value = _power(value, self._factor())
            self._depth -= 1
        return value

    def _atom(self) -> Number:
        token = self._peek()
        self._at += 1
        if token == "(":  # noqa: S105
            value = self._sum()
            self._close()
            return value
        if token[:1].isdigit() or token.startswith("."):
            return Fraction(token.replace("_", ""))
        name = token.lower()
        if name == "√":
            return _FUNCTIONS["sqrt"]([self._atom()])
        if name in _FUNCTIONS:
            return self._call(name)
        if name in _CONSTANTS:
            return _CONSTANTS[name]
        raise ArithmeticInputError(_senseless(token) if token else Sentence("The calculation ends in the middle."))

    def _call(self, name: str) -> Number:
        if not self._take("("):
            return _FUNCTIONS[name]([self._factor()])
        arguments = [self._sum()]
        while self._take(","):
            arguments.append(self._sum())
        self._close()
        return _FUNCTIONS[name](arguments)

    def _close(self) -> None:
        if not self._take(")"):
            raise ArithmeticInputError(Sentence("A bracket isn't closed."))

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self, *wanted: str) -> str:
        token = self._peek()
        if token and token.lower() in wanted:
            self._at += 1
            return token.lower()
        return ""


def _senseless(token: str) -> Sentence:
    return Sentence('"{token}" isn\'t valid here.', token=token)


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            if text[at:].isspace():
                break
            raise ArithmeticInputError(_senseless(text[at:].strip()[:1]))
        tokens.append(found.group().strip())
        at = found.end()
    return tokens


def _both(a: Number, b: Number, reckon: Callable[[Number, Number], Number]) -> Number:
    exact = isinstance(a, Fraction) and isinstance(b, Fraction)
    return _bounded(reckon(a, b) if exact else reckon(float(a), float(b)))


def _bounded(value: Number) -> Number:
    if isinstance(value, Fraction) and max(value.numerator.bit_length(), value.denominator.bit_length()) > MOST_BITS:
        return float(value)
    return value


def _times(sign: str, a: Number, b: Number) -> Number:
    if sign in ("/", "//", "mod") and b == 0:
        raise ZeroDivisionError
    match sign:
        case "/":
            return _both(a, b, lambda x, y: x / y)
        case "//":
            return _both(a, b, lambda x, y: Fraction(math.floor(x / y)))
        case "mod":
            return _both(a, b, lambda x, y: x - y * math.floor(x / y))
        case _:
            return _both(a, b, lambda x, y: x * y)


def _after(sign: str, value: Number) -> Number:
    if sign == "%":
        return value / 100
    if sign == "°":
        return math.radians(value)
    if value < 0 or value > 170 or value != int(value):
        raise ArithmeticInputError(Sentence("Only whole numbers up to 170 have a factorial here."))
    return Fraction(math.factorial(int(value)))


def _power(base: Number, exponent: Number) -> Number:
    if isinstance(base, Fraction) and isinstance(exponent, Fraction) and exponent.denominator == 1:
        size = max(base.numerator.bit_length(), base.denominator.bit_length()) * abs(exponent.numerator)
        if size <= MOST_BITS:
            return Fraction(base**exponent.numerator)
    return math.pow(base, exponent)


def _rooted(value: Number, degree: int) -> Number:
    root = math.copysign(abs(float(value)) ** (1 / degree), float(value)) if degree % 2 else math.sqrt(value)
    whole = Fraction(round(root))
    return whole if whole**degree == value else root


def _single(reckon: Callable[[Number], Number]) -> Callable[[list[Number]], Number]:
    def of_one(arguments: list[Number]) -> Number:
        if len(arguments) != 1:
            raise ArithmeticInputError(Sentence("That function takes one number."))
        return reckon(arguments[0])

    return of_one


def _rounded(arguments: list[Number]) -> Number:
    value, *places = arguments
    digits = int(places[0]) if places else 0
    if abs(digits) > 30:
        raise ArithmeticInputError(Sentence("A number can't be rounded to so many places."))
    # As people round: half goes away from zero.
    scaled = Fraction(value) * Fraction(10) ** digits
    whole = math.floor(abs(scaled) + Fraction(1, 2))
    return Fraction(whole if scaled >= 0 else -whole) / Fraction(10) ** digits


_FUNCTIONS: dict[str, Callable[[list[Number]], Number]] = {
    "sqrt": _single(lambda x: _rooted(x, 2)),
    "cbrt": _single(lambda x: _rooted(x, 3)),
    "abs": _single(lambda x: -x if x < 0 else x),
    "floor": _single(lambda x: Fraction(math.floor(x))),
    "ceil": _single(lambda x: Fraction(math.ceil(x))),
    "round": _rounded,
    "ln": _single(math.log),
    "log": _single(math.log10),
    "exp": _single(math.exp),
    "sin": _single(math.sin),
    "cos": _single(math.cos),
    "tan": _single(math.tan),
    "asin": _single(math.asin),
    "acos": _single(math.acos),
    "atan": _single(math.atan),
    "deg": _single(math.degrees),
    "min": min,
    "max": max,
    "mean": lambda numbers: _bounded(sum((Fraction(each) for each in numbers), Fraction(0)) / len(numbers)),
}
