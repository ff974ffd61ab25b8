"""Tells how alike two words are, so that a typing error or a spelling by ear still finds what is meant."""

SHORTEST = 4
"""Letters from which on mistakes are forgiven: shorter words are all alike."""
LONG = 8


def slips_forgiven(word: str) -> int:
    """Return how many letters of a word may be wrong. A number must match exactly."""
    if len(word) < SHORTEST or not word.isalpha():
        return 0
    return 1 if len(word) < LONG else 2


def slips(typed: str, word: str, most: int, *, unfinished: bool = False) -> int | None:
    """Count the letters that are wrong, missing, extra or swapped. None: more than `most`.

    `unfinished`: the word may continue after what was typed.
    """
    if len(typed) - len(word) > most or (not unfinished and len(word) - len(typed) > most):
        return None
    word = word[: len(typed) + most]
    before: list[int] = []
    row = list(range(len(word) + 1))
    for at, letter in enumerate(typed, 1):
        earlier, before, row = before, row, [at]
        for place, other in enumerate(word, 1):
            cost = min(before[place - 1] + (letter != other), before[place] + 1, row[place - 1] + 1)
            if at > 1 and place > 1 and letter == word[place - 2] and typed[at - 2] == other:
                cost = min(cost, earlier[place - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    found = min(row) if unfinished else row[-1]
    return found if found <= most else None
