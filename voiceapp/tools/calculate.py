"""Works out a sum exactly: models guess at large ones."""

import re
from typing import Annotated

from msgspec import Meta

from voiceapp.core.phrasing import Fields, Phrasing
from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Sentence, told_by
from voiceapp.core.wishes import Permission, ToolCard
from voiceapp.tools.parts import german
from voiceapp.tools.parts.arithmetic import ArithmeticInputError, evaluate
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.tool_context import ToolContext
from voiceapp.tools.parts.wording import OPENING


class CalculationArguments(ToolArguments, frozen=True):
    expression: Annotated[str, Meta(description="Such as (12.5 + 3) * 4^2, 15% of 80, sqrt(2), sin(30°), 7!")]


async def _work_out(_: ToolContext, wanted: CalculationArguments) -> str:
    try:
        return answer(result=evaluate(wanted.expression))
    except ArithmeticInputError as error:
        raise ToolError(told_by(error)) from error


_ASKED = re.compile(
    rf"{OPENING}(?:(?:what(?:'s| is| are)|how much is|calculate|compute|work out|what does|solve) )?(?P<sum>(?:the )?(?:square root of )?[\d(-].*?)(?: equals?| make| be)?",
    re.IGNORECASE,
)
_OPERATORS = (
    (r"\bmultiplied by\b|\btimes\b|(?<=[\d)])\s*[x×]\s*(?=[\d(])", "*"),
    (r"\bdivided by\b|\bover\b|÷", "/"),
    (r"\bplus\b|\band\b(?= \d)", "+"),
    (r"\bminus\b|\bless\b", "-"),
    (r"\bto the power of\b|\braised to\b", "^"),
    (r"\bsquared\b", "^2"),
    (r"\bcubed\b", "^3"),
    (r"(?:\bthe )?\bsquare root of\b", "sqrt"),
    (r"\bpercent\b|\bper cent\b", "%"),
)
_A_SUM = re.compile(r"[\d.\s()+*/^%-]+(?:of[\d.\s]+)?|sqrt\s*\(?[\d.\s]+\)?")


def _asked(words: str) -> Fields | None:
    match = _ASKED.fullmatch(words)
    if match is None:
        return None
    candidate = match["sum"]
    for pattern, sign in _OPERATORS:
        candidate = re.sub(
            pattern, f" {sign} " if len(sign) == 1 and sign != "%" else sign, candidate, flags=re.IGNORECASE
        )
    candidate = re.sub(r"sqrt\s*(\d[\d.]*)", r"sqrt(\1)", " ".join(candidate.split()))
    has_work = any(sign in candidate for sign in "+*/^%") or "sqrt" in candidate or re.search(r"\d\s*-\s*\d", candidate)
    return {"expression": candidate} if has_work and _A_SUM.fullmatch(candidate) else None


def _said(answered: Fields) -> str:
    return f"That is {answered.get('result', '')}."


TOOL = Function(
    "calculate",
    "Works out a sum exactly. Use it for anything beyond small whole numbers.",
    CalculationArguments,
    _work_out,
    Permission.ALWAYS,
    alone=True,
    card=ToolCard(
        questions=(Sentence("Work out {expression}?", expression=""),),
        done=(Sentence("Worked out · {expression} = {result}", expression="", result=""),),
    ),
    phrasing=Phrasing(_asked, _said, german=german.sums(_asked)),
)
