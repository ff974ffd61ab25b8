"""Encodes the client events of a Live session as JSON frames, and cuts context into pieces that it takes."""

import base64
import re
from collections.abc import Iterator, Sequence
from enum import Enum

from voiceapp.core.wishes import SessionWishes
from voiceapp.openai.realtime_client_events import Body, Json, function_tools

MOST_MESSAGES = 128
"""The messages of the talk so far that a session takes when it begins."""
MOST_TOKENS = 450
"""The tokens of context that are sent in one piece; the service takes 500 of its own."""
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")


class Context(Enum):
    """Says what the model does with what is appended to its context."""

    INSTRUCTIONS = "session.instructions.append"
    """It obeys from here on."""
    THINKING = "session.thinking.append"
    """It knows it, and says nothing about it."""
    COMMENTARY = "session.commentary.append"
    """It says it, in words of its own."""


class Delegate(Enum):
    """Says who does the work that the voice hands over."""

    CLIENT = "client"
    RESPONSES = "responses"


def append_audio(pcm: bytes) -> str:
    """Builds the frame by hand, because it is sent all the time."""
    return '{"type":"session.input_audio.append","audio":"' + base64.b64encode(pcm).decode("ascii") + '"}'


def session(wishes: SessionWishes, history: Sequence[Body], backend: Body | None) -> Body:
    """Returns the whole session, most of which can never be changed. `backend`: the model that works behind the voice;
    None: we do that.
    """
    pcm: Body = {"type": "audio/pcm", "rate": 24000}
    audio: Body = {"format": pcm}
    if wishes.voice:
        audio["output"] = {"voice": wishes.voice}
    body: Body = {"model": wishes.model, "audio": audio, "delegation": _delegation(backend), "store": False}
    if wishes.told_services:
        body["instructions"] = wishes.told_services
    if history:
        body["input"] = list(history)
    return body


def update(backend: Body) -> Body:
    """Returns what of a session can be changed: the model behind the voice, and its tools."""
    return {"delegation": _delegation(backend)}


def backend(wishes: SessionWishes, model: str) -> Body:
    """Returns the model that works behind the voice. It is told the same as the voice, and has the tools."""
    body: Body = {"model": model, "tools": function_tools(wishes)}
    if wishes.told_services:
        body["instructions"] = wishes.told_services
    if wishes.effort:
        body["reasoning"] = {"effort": wishes.effort}
    return body


def _delegation(backend: Body | None) -> Body:
    if backend is None:
        return {"type": Delegate.CLIENT.value}
    return {"type": Delegate.RESPONSES.value, "responses": backend}


# --- the talk so far


def person_said(text: str) -> Body:
    return {"type": "message", "role": "user", "content": [{"type": "input_text", "text": text}]}


def model_said(text: str) -> Body:
    return {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": text}]}


def note(text: str) -> Body:
    return {"type": "message", "role": "developer", "content": [{"type": "input_text", "text": text}]}


def person_showed(text: str, pictures: Sequence[str]) -> Body:
    """Returns what the person wrote with pictures, as data URLs, for the model behind the voice; the voice sees none."""
    shown: list[Json] = [{"type": "input_image", "image_url": url, "detail": "auto"} for url in pictures]
    return {"type": "message", "role": "user", "content": [*shown, {"type": "input_text", "text": text}]}


# --- context in pieces


def tokens_of(text: str) -> float:
    """Estimate the tokens of a text, rather too many: letters of an alphabet come several to a token, others alone."""
    plain = sum(char.isascii() for char in text)
    return plain / 3 + (len(text) - plain)


def pieces_of(text: str, most: float = MOST_TOKENS) -> Iterator[str]:
    """Cut a text into pieces that each fit into one append, between sentences or words where that is possible."""
    piece = ""
    for part in _parts_of(text.strip(), most):
        joined = f"{piece} {part}" if piece else part
        if piece and tokens_of(joined) > most:
            yield piece
            joined = part
        piece = joined
    if piece:
        yield piece


def _parts_of(text: str, most: float) -> Iterator[str]:
    """Yields sentences, or words of a sentence that is too long, or parts of a word that is."""
    for sentence in _SENTENCE_END.split(text):
        if tokens_of(sentence) <= most:
            yield sentence
            continue
        for word in sentence.split():
            size = len(word) if tokens_of(word) <= most else int(most)
            yield from (word[start : start + size] for start in range(0, len(word), size))
