"""Declares how dictated words are written, where that differs from how they are said."""

from dataclasses import dataclass

from voiceapp.settings.declare import switch


@dataclass(frozen=True, slots=True)
class WritingSettings:
    fillers: bool = switch("Leave out fillers", 'Drops "um" and "uh", and never a word with a meaning.', True)
    numbers: bool = switch(
        "Numbers as digits",
        'Writes "twenty-five" as 25 and "the twenty-first" as the 21st. Small numbers stay words.',
        True,
    )
    dates: bool = switch("Dates and times", 'Writes "March third" as March 3, and "at three thirty" as at 3:30.', True)
    amounts: bool = switch(
        "Money, units and percent", 'Writes "two dollars fifty" as $2.50, and "five percent" as 5%.', True
    )
    fractions: bool = switch("Fractions", 'Writes "two thirds" as 2/3.', False)
    addresses: bool = switch(
        "E-mail and web addresses", 'Writes "anna dot b at example dot com" as anna.b@example.com.', True
    )
    spelling: bool = switch("Spelling", 'Understands "spell that: M, E, Y, E, R", and the NATO alphabet.', True)
    lists: bool = switch(
        "Lists", 'Understands "bullet point" and "numbered list", then "next point". Needs spoken commands.', True
    )
