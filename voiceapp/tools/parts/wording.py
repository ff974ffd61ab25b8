"""Holds pieces of how people ask, which the phrasings of several tools share."""

NUMBER = r"(-?\d+(?:\.\d+)?)"
OPENING = (
    r"(?:(?:can|could|would|will) you (?:please )?(?:tell me |say )?|tell me |do you know "
    r"|i (?:want|need) to know |i'd like to know )?"
)
