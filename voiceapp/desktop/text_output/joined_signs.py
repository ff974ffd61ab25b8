"""Finds the characters that some programs delete as one with their neighbours, so that nobody knows how many keys
delete a text.
"""

import re
import unicodedata

_JOINING = re.compile(
    "["
    "\u200d\u20e3"  # joins two emoji; a key around a digit
    "\ufe00-\ufe0f"  # as a picture, or as a letter
    "\U0001f1e6-\U0001f1ff"  # two of them are a flag
    "\U0001f3fb-\U0001f3ff"  # the colour of skin
    "\U000e0020-\U000e007f"  # flags of regions
    "]"
)


def has_joined_signs(text: str) -> bool:
    """GTK deletes such a sign with one key, Qt with one for each of its characters."""
    return _JOINING.search(text) is not None or not unicodedata.is_normalized("NFC", text)
