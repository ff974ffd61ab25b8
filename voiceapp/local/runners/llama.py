"""Runs a GGUF model with llama.cpp, which turns words into an answer."""

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, cast

from voiceapp.core.sentence import Sentence
from voiceapp.local.busy_cores import BusyCores
from voiceapp.local.process_messages import ChatJob, Done, Load, Request, TextMessage
from voiceapp.local.processor_and_memory import brain_threads
from voiceapp.local.runners.base import Canceller, ModelRefusedError, Say, check_sum

CONTEXT = 4096
"""Tokens of conversation that fit."""
REMEMBERED_MIB = 64
"""The memory for conversations that the model has read and may continue, such as a talk interrupted by asking for a
title. One is always kept, however large. llama.cpp's own limit is 8 GiB, which a day of talks would reach.
"""
LARGE = 600_000_000
"""Bytes of a model's file above which it isn't kept a second time in an order that suits the processor better: a model
of 1.1 GB took 1.91 instead of 1.30 GB for that, and was no faster.
"""


class _Threads(Protocol):
    n_threads: int


class _GgufFile(Protocol):
    path: str


class _Params(Protocol):
    model: _GgufFile
    n_ctx: int
    n_parallel: int
    """Conversations that are kept read: the talk, and the choice of a tool."""
    kv_unified: bool
    cache_ram_mib: int
    no_extra_bufts: bool
    cpuparams: _Threads
    cpuparams_batch: _Threads


class _Server(Protocol):
    def handle_chat_completions(self, request: Mapping[str, object], then: Callable[[object], bool]) -> object: ...


class _LlamaLibrary(Protocol):
    """Types the part of xllamacpp that is used, because the library has no types of its own."""

    def CommonParams(self) -> _Params: ...  # noqa: N802  (the library's own names)
    def Server(self, params: _Params) -> _Server: ...  # noqa: N802


class Llama:
    def __init__(self) -> None:
        self._server: _Server

    def load(self, load: Load) -> str:
        busy = BusyCores()
        file = Path(load.path)
        check_sum(file, load.sha256)
        if not _begins_as_gguf(file):
            raise ModelRefusedError(Sentence("{name} is no GGUF file. Choose another one in Settings.", name=file.name))
        library = cast("_LlamaLibrary", importlib.import_module("xllamacpp"))
        params = library.CommonParams()
        params.model.path = str(file)
        params.n_ctx = CONTEXT
        params.n_parallel = 2
        params.kv_unified = True
        params.cache_ram_mib = REMEMBERED_MIB
        params.no_extra_bufts = file.stat().st_size > LARGE
        threads = load.threads or brain_threads(busy.count())
        params.cpuparams.n_threads = threads
        params.cpuparams_batch.n_threads = threads
        try:
            self._server = library.Server(params)
        except RuntimeError as error:
            raise ModelRefusedError(
                Sentence("{file} can't be loaded: {why}", file=file.name, why=str(error))
            ) from error
        self._think(ChatJob(0, [{"role": "user", "content": "Hello"}], 1), lambda _: None, lambda: False)
        return file.stem

    def work(self, request: Request, say: Say, cancelled: Canceller) -> Done:
        if not isinstance(request, ChatJob):
            raise TypeError("a language model was asked for something else")
        return self._think(request, say, cancelled)

    def _think(self, request: ChatJob, say: Say, cancelled: Canceller) -> Done:
        told = Done(request.job)
        failed = ""

        def take(chunk: object) -> bool:
            nonlocal told, failed
            said, told, failed = _chunk(chunk, told, failed)
            if said:
                say(TextMessage(request.job, said))
            return cancelled()

        asked: dict[str, object] = {
            "messages": request.messages,
            "max_tokens": request.longest,
            "temperature": request.temperature,
            "stream": True,
            "stream_options": {"include_usage": True},
            "cache_prompt": True,
            # Whoever listens can't wait for thoughts.
            "chat_template_kwargs": {"enable_thinking": False},
        }
        asked |= request.sampling
        if request.grammar:
            asked["grammar"] = request.grammar
        self._server.handle_chat_completions(asked, take)
        if failed:
            raise RuntimeError(failed)
        return told


def _chunk(chunk: object, told: Done, failed: str) -> tuple[str, Done, str]:
    """Extracts text, usage and errors from one piece in OpenAI's format."""
    if not isinstance(chunk, dict):
        return "", told, failed
    fields = cast("dict[str, object]", chunk)
    if "error" in fields:
        return "", told, str(fields["error"])
    text = ""
    choices = fields.get("choices")
    for choice in cast("list[object]", choices) if isinstance(choices, list) else []:
        if not isinstance(choice, dict):
            continue
        parts = cast("dict[str, object]", choice)
        delta = parts.get("delta")
        content = cast("dict[str, object]", delta).get("content") if isinstance(delta, dict) else None
        text += content if isinstance(content, str) else ""
        if parts.get("finish_reason") == "length":
            told = Done(told.job, told.tokens_in, told.tokens_out, shortened=True)
    usage = fields.get("usage")
    if isinstance(usage, dict):
        counts = cast("dict[str, object]", usage)
        came, went = counts.get("prompt_tokens"), counts.get("completion_tokens")
        told = Done(
            told.job,
            came if isinstance(came, int) else 0,
            went if isinstance(went, int) else 0,
            shortened=told.shortened,
        )
    return text, told, failed


def _begins_as_gguf(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(4) == b"GGUF"
