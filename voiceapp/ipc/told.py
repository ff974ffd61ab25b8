"""Carries sentences between the running app and its callers as data, so that each caller renders its own language."""

import json
from collections.abc import Mapping
from typing import cast

from voiceapp.core.sentence import Sentence, verbatim
from voiceapp.core.sentence_data import from_data, to_data

NO_ANSWER = Sentence("voiceapp doesn't answer. Close it, and open it again.")
NOT_KNOWN = Sentence("The running voiceapp doesn't know that word.")
TOO_BUSY = Sentence("voiceapp is too busy to tell.")


def data_of(sentence: Sentence) -> dict[str, object]:
    """`text` is for programs that want to show it as it is."""
    return {"text": str(sentence), **to_data(sentence)}


def line_of(word: str, sentence: Sentence) -> str:
    return f"{word} {json.dumps(data_of(sentence), ensure_ascii=False)}"


def refusal(sentence: Sentence) -> str:
    return line_of("error", sentence)


def told_in(data: object) -> Sentence:
    """Read a sentence; another version of the app may have sent plain words."""
    if isinstance(data, Mapping):
        return from_data(cast("Mapping[str, object]", data))
    return verbatim(str(data or ""))


def sentence_in(line: str) -> Sentence:
    """Read the sentence behind the first word of an answer."""
    text = line.partition(" ")[2]
    if not text:
        return NO_ANSWER
    try:
        return told_in(json.loads(text))
    except ValueError:
        return verbatim(text)
