"""Defines what goes through the pipe between the app and a model's process: frames of msgpack, each preceded by its
length.
"""

import struct
from typing import BinaryIO

import msgspec

from voiceapp.core.sentence_data import SentenceData

_LENGTH = struct.Struct("<I")
LONGEST = 512 * 1024 * 1024


class Load(msgspec.Struct, tag="load", frozen=True):
    """Opens the exchange: names the model, and how many threads it may use."""

    path: str
    threads: int
    """0: as many as are free when it is loaded."""
    sha256: str = ""
    """The checksum of the model's file. Empty for a file of the person's own, which is not checked."""
    rest: str = ""
    """The second half of the model's file, if it comes in two."""
    style: str = ""
    """The file of a voice of Kokoro's. Empty for a model of any other kind."""


class RecogniseJob(msgspec.Struct, tag="hear", frozen=True):
    job: int
    pcm: bytes
    """16-bit mono at the wire rate."""
    language: str = ""
    prompt: str = ""
    languages: tuple[str, ...] = ()
    """The possible languages, if none is named."""
    timed: bool = False
    """Also time each word, which takes longer."""
    terms: str = ""
    """Names and terms that may be said, with their spelling."""
    usual: tuple[str, ...] = ("en",)
    """The languages to choose from where any may be spoken and it's too short to tell."""
    careful: bool = False
    """Look for better words for a third longer: for those that stay, not for captions."""
    passing: bool = False
    """Its words are only shown for a moment: better none than late ones."""
    over_reply: bool = False
    """It was said while a reply sounded."""
    said: str = ""
    """The words of at most half a minute of sound. Only their times are wanted."""


class ChatJob(msgspec.Struct, tag="think", frozen=True):
    job: int
    messages: list[dict[str, str]]
    longest: int
    """Tokens. 0: the messages are only read, so that an answer to them begins sooner."""
    grammar: str = ""
    """What the answer must fit. Empty: anything."""
    temperature: float = 0.0
    sampling: dict[str, float | int | list[str] | dict[str, float]] = {}
    """What the person set of how words are chosen, by the names that chats have for it."""


class SpeakJob(msgspec.Struct, tag="speak", frozen=True):
    job: int
    text: str
    speed: float = 1.0
    begins_soon: bool = False
    """Somebody waits for it, so that its first clause should sound before the rest is made."""


class JudgeJob(msgspec.Struct, tag="judge", frozen=True):
    job: int
    pcm: bytes
    """The end of the speech, with the pause: 16-bit mono at the wire rate."""


class EmbedJob(msgspec.Struct, tag="embed", frozen=True):
    job: int
    texts: list[str]
    query: bool
    """They're what somebody looks for, not what is looked through."""


class VoicePrintJob(msgspec.Struct, tag="print", frozen=True):
    job: int
    pcm: bytes
    """16-bit mono at the wire rate."""


class Cancel(msgspec.Struct, tag="cancel", frozen=True):
    job: int


Request = RecogniseJob | ChatJob | SpeakJob | JudgeJob | EmbedJob | VoicePrintJob
ToWorker = Load | Request | Cancel


class Ready(msgspec.Struct, tag="ready", frozen=True):
    model: str
    seconds: float


class Refused(msgspec.Struct, tag="refused", frozen=True):
    """The model cannot be used."""

    why: SentenceData


class TimedWord(msgspec.Struct, frozen=True, array_like=True):
    text: str
    start: int
    end: int
    sure: float | None = None


class WordsMessage(msgspec.Struct, tag="words", frozen=True):
    job: int
    text: str
    language: str = ""
    words: list[TimedWord] = []
    unsure: bool = False


class TextMessage(msgspec.Struct, tag="text", frozen=True):
    job: int
    text: str


class SoundMessage(msgspec.Struct, tag="sound", frozen=True):
    job: int
    pcm: bytes
    """16-bit mono at the wire rate."""


class LikelihoodMessage(msgspec.Struct, tag="likelihood", frozen=True):
    job: int
    finished: float
    """From 0 to 1, where 1 means that the person has finished."""


class VectorsMessage(msgspec.Struct, tag="vectors", frozen=True):
    job: int
    rows: bytes
    """A row of 32-bit floats a text, in their order, each of length 1."""
    width: int


class VoicePrintsMessage(msgspec.Struct, tag="prints", frozen=True):
    job: int
    rows: bytes
    """A row of 32-bit floats for each stretch of speech, in their order, each of length 1."""
    width: int
    spans: list[tuple[int, int]]
    """Where each stretch begins and ends in the sound, in milliseconds."""


class Done(msgspec.Struct, tag="done", frozen=True):
    job: int
    tokens_in: int = 0
    tokens_out: int = 0
    shortened: bool = False


class Failed(msgspec.Struct, tag="failed", frozen=True):
    """This job failed, but the worker lives on."""

    job: int
    reason: str


Piece = WordsMessage | TextMessage | SoundMessage | LikelihoodMessage | VectorsMessage | VoicePrintsMessage
Answer = Piece | Done | Failed
FromWorker = Ready | Refused | Answer

_encoder = msgspec.msgpack.Encoder()
_to_worker: msgspec.msgpack.Decoder[ToWorker] = msgspec.msgpack.Decoder(
    Load | RecogniseJob | ChatJob | SpeakJob | JudgeJob | EmbedJob | VoicePrintJob | Cancel
)
_from_worker: msgspec.msgpack.Decoder[FromWorker] = msgspec.msgpack.Decoder(
    Ready
    | Refused
    | WordsMessage
    | TextMessage
    | SoundMessage
    | LikelihoodMessage
    | VectorsMessage
    | VoicePrintsMessage
    | Done
    | Failed
)


def framed(message: ToWorker | FromWorker) -> bytes:
    body = _encoder.encode(message)
    return _LENGTH.pack(len(body)) + body


def body_length(head: bytes) -> int:
    """Raises ValueError if no frame of ours can be that long."""
    length = int(_LENGTH.unpack(head)[0])
    if length > LONGEST:
        raise ValueError("the frame is too long to be one")
    return length


HEAD = _LENGTH.size


def request_in(body: bytes) -> ToWorker:
    return _to_worker.decode(body)


def answer_in(body: bytes) -> FromWorker:
    return _from_worker.decode(body)


def read_request(pipe: BinaryIO) -> ToWorker | None:
    """Reads the next request. None if the app is gone or its messages are damaged."""
    head = pipe.read(HEAD)
    if len(head) < HEAD:
        return None
    try:
        length = body_length(head)
        body = pipe.read(length)
        return request_in(body) if len(body) == length else None
    except (ValueError, msgspec.MsgspecError):
        return None
