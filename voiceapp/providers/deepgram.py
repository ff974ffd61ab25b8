"""Describes Deepgram, and speaks its streaming protocol: sound goes up a websocket unchanged, and words come down.

The messages are those of https://developers.deepgram.com/reference/speech-to-text/listen-streaming, and a test compares
them with the types of Deepgram's own package.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from itertools import accumulate

import msgspec

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.models import KnownModels, Listed, Role
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError, RecognisedText, RecognitionHints, SpeechToText
from voiceapp.core.prices import Price, PriceTable
from voiceapp.core.provider_traits import PathRules
from voiceapp.core.sentence import Sentence, verbatim
from voiceapp.core.transcript import Spent, Usage, Word
from voiceapp.openai.errors import failure_of_response
from voiceapp.openai.http import Server
from voiceapp.openai.models import keeps_no_list
from voiceapp.providers.provider import Get, PartContext, Provider
from voiceapp.settings.endpoints import AddressError
from voiceapp.settings.proxies import proxy_for
from voiceapp.websocket.live_words import Ending, live_words
from voiceapp.websocket.opening import ClientConnection, Response, open_websocket
from voiceapp.websocket.shell import Frame, SocketShell

PIECE = WIRE.bytes(100)
"""Bytes of sound in a frame: Deepgram asks for 20 to 250 ms."""
LOOK_EVERY = 4.0
"""Seconds without sound after which a keep-alive is sent, because the service closes the line after ten."""
ENDPOINTING_MS = 300
UTTERANCE_END_MS = 1000
MOST_TERMS = 900
"""Characters of all terms together. Beyond 500 tokens, 100 words at the most, the service silently stops answering."""
KEEP_ALIVE = '{"type":"KeepAlive"}'
CLOSE_STREAM = '{"type":"CloseStream"}'
PASTED = "/listen"
"""The end of Deepgram's own host names."""
NO_LISTENER = Sentence("There's no Deepgram service at this address.")


# --- what the service says


class HeardWord(msgspec.Struct, frozen=True):
    word: str
    start: float
    end: float
    punctuated_word: str | None = None


class Alternative(msgspec.Struct, frozen=True):
    transcript: str
    words: list[HeardWord] = []
    languages: list[str] | None = None


class Channel(msgspec.Struct, frozen=True):
    alternatives: list[Alternative] = []


class Results(msgspec.Struct, frozen=True, tag="Results", tag_field="type"):
    """Holds the words of one stretch of sound, interim or final."""

    start: float
    duration: float
    channel: Channel
    is_final: bool | None = None


class UtteranceEnd(msgspec.Struct, frozen=True, tag="UtteranceEnd", tag_field="type"):
    """Nobody has spoken since."""

    last_word_end: float


class StreamMetadata(msgspec.Struct, frozen=True, tag="Metadata", tag_field="type"):
    """Ends the exchange, and says how much sound is billed."""

    duration: float


class StreamError(msgspec.Struct, frozen=True, tag="Error", tag_field="type"):
    description: str = ""


Message = Results | UtteranceEnd | StreamMetadata | StreamError
_decoder: msgspec.json.Decoder[Message] = msgspec.json.Decoder(Message)


# --- the protocol


class ListenProtocol:
    """Implements `websocket.shell.SocketProtocol`. After `finish` the last Heard is final."""

    def __init__(self, now: float) -> None:
        self.failure: Failure | None = None
        self.duration = 0.0
        """Seconds of sound that are billed."""
        self._frames: list[Frame] = []
        self._look_at = now + LOOK_EVERY
        self._quiet = False
        """True if no sound went out since the last check."""
        self._finals: dict[float, Results] = {}
        """Final words by where they begin."""
        self._interim: Results | None = None
        self._finished = False
        self._ended_well = False
        self._told = ""

    # --- what is said to it

    def append(self, pcm: bytes) -> None:
        for start in range(0, len(pcm), PIECE):
            self._frames.append(pcm[start : start + PIECE])
        self.duration += len(pcm) / WIRE.bytes(1000)
        self._quiet = False

    def finish(self) -> Sequence[RecognisedText]:
        """End the sound. The service recognises what is left, and says when that is all."""
        self._frames.append(CLOSE_STREAM)
        self._finished = True
        return ()

    # --- as the shell asks it

    @property
    def deadline(self) -> float | None:
        return None if self._finished else self._look_at

    def tick(self, now: float) -> Sequence[RecognisedText]:
        if self._quiet:
            self._frames.append(KEEP_ALIVE)
        self._quiet = True
        self._look_at = now + LOOK_EVERY
        return ()

    def take_frames(self) -> Sequence[Frame]:
        frames, self._frames = self._frames, []
        return frames

    def receive(self, frame: Frame, now: float) -> Sequence[RecognisedText]:
        del now
        match _decoded(frame):
            case Results() as results:
                before = self._text
                self._take(results)
                return [RecognisedText(self._text, final=False)] if self._text not in ("", before) else []
            case UtteranceEnd(last_word_end):
                # Words that noise keeps from becoming final were said all the same.
                if self._interim is not None and self._interim.start < last_word_end:
                    self._finals[self._interim.start] = self._interim
                    self._interim = None
            case StreamMetadata(duration):
                self.duration = duration
                if self._finished:
                    return [self.whole()]
            case StreamError(description):
                self._told = description
            case _:
                pass
        return []

    def closed(self, code: int, reason: str) -> Failure:
        self._ended_well = self._finished and code == 1000
        detail = " ".join(part for part in (str(code), reason[:100], self._told[:100]) if part)
        if "DATA-0000" in reason:
            return Failure(FailureKind.REJECTED, Sentence("The service refused the request."), detail)
        if code == 1008:
            return Failure(
                FailureKind.NOT_ALLOWED, Sentence("The service ended the connection. Check key and model."), detail
            )
        return Failure(FailureKind.LINK_DROPPED, Sentence("Connection lost. Reconnecting."), detail)

    # --- the words

    def last_words(self) -> RecognisedText | None:
        """All words, if the service closed as asked without saying that this was all."""
        return self.whole() if self._ended_well else None

    def whole(self) -> RecognisedText:
        found = [results.channel.alternatives[0] for results in self._parts() if results.channel.alternatives]
        language = next((name for each in found for name in each.languages or ()), None)
        words = tuple(
            Word(word.punctuated_word or word.word, round(word.start * 1000), round(word.end * 1000))
            for each in found
            for word in each.words
        )
        return RecognisedText(self._text, final=True, language=language, words=words)

    @property
    def _text(self) -> str:
        return " ".join(said for results in self._parts() if (said := _said(results)))

    def _parts(self) -> list[Results]:
        return [*self._finals.values(), *([self._interim] if self._interim is not None else [])]

    def _take(self, results: Results) -> None:
        kept = self._finals.get(results.start)
        if not results.is_final:
            if kept is None or not kept.is_final:
                self._finals.pop(results.start, None)
                self._interim = results
            return
        self._finals[results.start] = results
        if self._interim is not None and self._interim.start < results.start + results.duration:
            self._interim = None


def _said(results: Results) -> str:
    alternatives = results.channel.alternatives
    return alternatives[0].transcript.strip() if alternatives else ""


def _decoded(frame: Frame) -> Message | None:
    """None for a message that is not needed here."""
    try:
        return _decoder.decode(frame)
    except (msgspec.DecodeError, RecursionError):
        return None


# --- the recogniser


class DeepgramTranscription:
    """Meets `core.ports.SpeechToText`."""

    def __init__(self, server: Server, model: str = "") -> None:
        self._server = server
        self._model = model or server.provider.models.first(Role.TRANSCRIPTION)

    @property
    def traits(self) -> EngineTraits:
        whom = self._server.whom
        leaves = Sentence("Your voice goes to {whom}.", whom=whom) if whom else None
        return EngineTraits(verbatim(self._model), leaves_machine=leaves, live_words=True)

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        """Turn sound into words as it comes; the last answer is final. Raises EngineError."""
        socket = await self._open(hints)
        protocol = ListenProtocol(asyncio.get_running_loop().time())
        news: asyncio.Queue[RecognisedText | Ending] = asyncio.Queue()
        shell = SocketShell(
            socket, protocol, news.put_nowait, lambda failure: news.put_nowait(protocol.last_words() or failure)
        )
        shell.start()
        billed: tuple[Spent, ...] = ()
        try:
            async with aclosing(live_words(sound, protocol, shell, news)) as answers:
                async for heard in answers:
                    if heard.final:
                        billed = self._bill(protocol, hints)
                    yield replace(heard, spent=billed)
        finally:
            if not billed:
                # It is billed even if nobody waits for the rest, or the end does not come.
                self._bill(protocol, hints)

    async def _open(self, hints: RecognitionHints) -> ClientConnection:
        server, endpoint = self._server, self._server.endpoint
        server.check_budget()
        await server.key_is_known()
        path = endpoint.provider.paths.call(endpoint.path, "listen", self._model)
        url = replace(endpoint, query=()).socket_url(path, self._fields(hints))
        try:
            proxy = proxy_for(endpoint.origin)
        except AddressError as error:
            raise EngineError(Failure(FailureKind.WRONG_ADDRESS, error.sentence)) from error
        return await open_websocket(url, server.headers_for(url), proxy, refused=_refusal, wrong=NO_LISTENER)

    def _fields(self, hints: RecognitionHints) -> list[tuple[str, str]]:
        """The language in the person's own address takes precedence over the settings."""
        needed = {"model": self._model} | _LIVE
        own = [each for each in self._server.endpoint.query if each[0] not in needed]
        return [*own, *needed.items(), *_hinted(self._model, hints, settled="language" in dict(own))]

    def _bill(self, protocol: ListenProtocol, hints: RecognitionHints) -> tuple[Spent, ...]:
        if not protocol.duration:
            return ()
        model = f"{self._model}-multilingual" if ("language", "multi") in self._fields(hints) else self._model
        return (self._server.spent(model, Usage(seconds=protocol.duration)),)


_LIVE = {
    "encoding": "linear16",
    "sample_rate": str(WIRE.rate),
    "channels": "1",
    "interim_results": "true",
    "smart_format": "true",
    "endpointing": str(ENDPOINTING_MS),
    "utterance_end_ms": str(UTTERANCE_END_MS),
}


def _hinted(model: str, hints: RecognitionHints, *, settled: bool) -> list[tuple[str, str]]:
    """The language, unless it is already set, or the mode for several languages, and the person's own words."""
    newest = model.startswith("nova-3")
    languages = (hints.language,) if hints.language else hints.languages
    if len(languages) != 1 and newest:
        spoken = [("language", "multi"), *(("language_hint", language) for language in languages)]
    else:
        spoken = [("language", languages[0] if languages else "en")]
    name, sizes = "keyterm" if newest else "keywords", accumulate(map(len, hints.vocabulary))
    terms = [(name, term) for term, size in zip(hints.vocabulary, sizes, strict=True) if size <= MOST_TERMS]
    return terms if settled else spoken + terms


class _RefusalBody(msgspec.Struct, frozen=True):
    err_code: str = ""
    err_msg: str = ""
    category: str = ""
    message: str = ""


def _refusal(response: Response) -> Failure:
    try:
        told = msgspec.json.decode(response.body, type=_RefusalBody)
    except (msgspec.DecodeError, RecursionError):
        told = _RefusalBody()
    body = msgspec.json.encode({"message": told.err_msg or told.message, "code": told.err_code or told.category})
    return failure_of_response(response.status_code, dict(response.headers.raw_items()), body)


# --- the provider


class _Paths(PathRules):
    """Recognises a server of the person's own by the call in its address, which therefore stays there."""

    def call(self, base: str, call: str, model: str) -> str:
        return super().call(base.removesuffix(PASTED), call, model)


class _ListedModel(msgspec.Struct, frozen=True):
    canonical_name: str = ""
    streaming: bool | None = None


class _ModelList(msgspec.Struct, frozen=True):
    stt: list[_ListedModel] = []


async def _list_models(get: Get) -> tuple[Listed, ...]:
    try:
        listed = msgspec.convert(await get("models"), _ModelList).stt
    except msgspec.ValidationError:
        return ()
    except EngineError as error:
        if keeps_no_list(error.failure):
            return ()
        raise
    # Flux ends turns by itself and has a different protocol.
    names = [each.canonical_name for each in listed if each.streaming and not each.canonical_name.startswith("flux")]
    named = dict.fromkeys(name for each in names for name in (each.removesuffix("-general"), each) if name)
    return tuple(Listed(name, roles=(Role.TRANSCRIPTION,)) for name in named)


def _speech_to_text(context: PartContext, *, timed: bool) -> SpeechToText:
    del timed  # it always times each word
    return DeepgramTranscription(context.server("stt"), context.settings.stt.model)


_NOVA_3, _NOVA_3_MULTILINGUAL = Price(minute=0.0048), Price(minute=0.0058)

DEEPGRAM = Provider(
    name="Deepgram",
    hosts=("api.deepgram.com", "api.eu.deepgram.com", "api.au.deepgram.com", "api.in.deepgram.com"),
    pasted_path=PASTED,
    key_variable="DEEPGRAM_API_KEY",
    paths=_Paths(),
    key_prefix="Token ",
    needs_key=True,
    key_call="projects",
    surely_offers=True,
    recognises_one_way=True,
    models=KnownModels({Role.TRANSCRIPTION: ("nova-3", "nova-2")}, served=True),
    # Pay-as-you-go streaming: https://deepgram.com/pricing. The prices of older models and of terms are not certain.
    prices=PriceTable(
        "2026-08-01",
        (
            ("nova-3", _NOVA_3),
            ("nova-3-general", _NOVA_3),
            ("nova-3-multilingual", _NOVA_3_MULTILINGUAL),
            ("nova-3-general-multilingual", _NOVA_3_MULTILINGUAL),
        ),
    ),
    speech_to_text=_speech_to_text,
    list_models=_list_models,
)
