"""Shows what was spent, what cheaper models would have cost, and one's own count beside the bill."""

import argparse
from contextlib import closing
from dataclasses import asdict

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK
from voiceapp.cli.failure_output import complain
from voiceapp.cli.language import in_words
from voiceapp.cli.settings_problems import chosen
from voiceapp.core.costs.bill import BillComparison
from voiceapp.core.costs.cheaper import SAME_AMOUNT
from voiceapp.core.desk import DayCost
from voiceapp.core.ports import EngineError
from voiceapp.core.prices import cost_words
from voiceapp.core.sentence import Dollars, Sentence
from voiceapp.one_off.costs import KeptCosts

MOST_DAYS = 180
FREE = Sentence("nothing")


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--days",
        type=int,
        default=30,
        metavar=in_words(Sentence("COUNT")),
        help=in_words(Sentence("how many days back (30)")),
    )
    parser.add_argument(
        "--bill",
        action="store_true",
        help=in_words(Sentence("put the bill of OpenAI beside it; needs an admin key of the organization")),
    )
    parser.add_argument("--json", action="store_true", help=in_words(Sentence("print JSON, for scripts")))


def run(arguments: argparse.Namespace) -> int:
    settings = chosen(arguments)
    days = max(1, min(MOST_DAYS, int(arguments.days)))
    try:
        with closing(KeptCosts(settings)) as costs:
            return _bill(costs, days, arguments) if arguments.bill else _spent(costs, days, arguments)
    except EngineError as error:
        complain(error.failure)
        return FAILED


def _spent(costs: KeptCosts, days: int, arguments: argparse.Namespace) -> int:
    counted, lately = costs.days(days), costs.cheaper(days)
    if arguments.json:
        terminal.value(
            {"days": [asdict(day) for day in counted], "cheaper": [asdict(each) for each in lately]}, indent=2
        )
        return OK
    for day in counted:
        if day.usd or day.unpriced:
            terminal.say(Sentence("{day}  {cost}", day=day.day, cost=_cost(day)))
    total = DayCost("", sum(day.usd for day in counted), any(day.unpriced for day in counted))
    terminal.say(Sentence("Together, in {days} days: {cost}", days=days, cost=_cost(total)))
    for each in lately:
        terminal.say(each.sentence)
    if lately:
        terminal.say(SAME_AMOUNT)
    return OK


def _cost(day: DayCost) -> Sentence:
    return cost_words(day.usd, unpriced=day.unpriced) or FREE


def _bill(costs: KeptCosts, days: int, arguments: argparse.Namespace) -> int:
    found = costs.beside_the_bill(days)
    if arguments.json:
        terminal.value(asdict(found) | {"explanation": str(found.explanation)}, indent=2)
        return OK
    _show(found)
    return OK


def _show(found: BillComparison) -> None:
    heads = [in_words(head) for head in (Sentence("Day"), Sentence("Counted here"), Sentence("On the bill"))]
    rows = [(day.day, day.own, day.billed) for day in found.days]
    rows.append((in_words(Sentence("Together")), found.own, found.billed))
    wide = max(len(heads[0]), *(len(row[0]) for row in rows))
    terminal.line(f"{heads[0]:<{wide}}  {heads[1]:>14}  {heads[2]:>14}")
    for day, own, billed in rows:
        terminal.line(f"{day:<{wide}}  {_dollars(own):>14}  {_dollars(billed):>14}")
    for what, usd in found.items:
        terminal.line(f"{_dollars(usd):>14}  {what}")
    terminal.say(found.explanation)


def _dollars(usd: float) -> str:
    return in_words(Sentence("{cost}", cost=Dollars(usd)))
