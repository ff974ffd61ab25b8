"""Says which rules of writing each switch turns on: those of the settings, and those of a profile."""

from collections.abc import Iterable, Mapping

from voiceapp.core.dictation.writing.table import WritingRule

RULES: Mapping[str, frozenset[WritingRule]] = {
    "fillers": frozenset((WritingRule.FILLERS,)),
    "numbers": frozenset((WritingRule.NUMBERS, WritingRule.DIGITS, WritingRule.ORDINALS)),
    "dates": frozenset((WritingRule.DATES, WritingRule.TIMES)),
    "amounts": frozenset((WritingRule.MONEY, WritingRule.UNITS)),
    "fractions": frozenset((WritingRule.FRACTIONS,)),
    "addresses": frozenset((WritingRule.ADDRESSES,)),
    "spelling": frozenset((WritingRule.SPELLING,)),
    "lists": frozenset((WritingRule.LISTS,)),
}
"""By the names that the settings have in `writing`."""


def rules_of(switches: Iterable[str]) -> frozenset[WritingRule]:
    """Returns the rules of these switches. Raises KeyError."""
    return frozenset(rule for name in switches for rule in RULES[name])


def switches_of(rules: frozenset[WritingRule]) -> tuple[str, ...]:
    """Returns the names of the switches that are on."""
    return tuple(name for name, of_it in RULES.items() if of_it <= rules)
