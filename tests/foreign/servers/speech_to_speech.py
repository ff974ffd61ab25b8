"""Hugging Face's speech-to-speech as a Realtime server; it recognises, thinks and speaks by our test server.

What it fetches from the internet when it starts is put in its place: the weights of its voice detector come from the
package that carries them, and sentences are cut by a line of our own instead of by NLTK's model.
"""

from collections.abc import Iterator
from pathlib import Path

from tests.foreign.needs import environment, without_its_needs
from tests.foreign.results import Cell, Verdict
from tests.foreign.servers.asking import Asker, judged
from tests.foreign.servers.running import free_port, running
from tests.rig.soundcard import SoundCard
from tests.server.api import KEY, ApiServer, serving

VERSION = "1.1.0"
NEEDS = (
    "torch==2.13.0",
    "transformers>=5.18,<6",
    "fastapi",
    "httpx",
    "jsonschema",
    "lingua-language-detector",
    "nltk==3.10.3",
    "numpy",
    "onnxruntime",
    "openai==2.28.0",
    "pillow",
    "PyYAML",
    "requests",
    "rich",
    "scipy",
    "sounddevice",
    "soundfile",
    "soxr",
    "uvicorn[standard]",
    "websockets",
)
ALONE = (f"speech-to-speech=={VERSION}", "silero-vad")
"""Without what they need for models that are not used here."""
SENTENCES = """
import re
try:
    import nltk
    nltk.sent_tokenize = lambda text, language="english": re.findall(r"[^.!?]+(?:[.!?]+|$)\\s*", text)
except ImportError:
    pass
"""
DETECTOR = """
dependencies = ["torch"]
def silero_vad(onnx=False, **_):
    from silero_vad import load_silero_vad
    return load_silero_vad(onnx=onnx), ()
"""
REQUESTS = 20
"""More than it makes: it warms up, and asks before it is sure."""
HEARD, ANSWER = "When is a lobster not a lobster?", "When it is a crayfish."


def tried(folder: Path) -> Iterator[Cell]:
    yield Cell(Verdict.NOT_TRIED, "it has the Realtime socket alone")
    python = environment("speech-to-speech", NEEDS)
    without_its_needs(python, ALONE)
    _put_in_place(folder)
    port = free_port()
    with serving() as behind:
        behind.script.hear(*[HEARD] * REQUESTS)
        command = [str(python.parent / "speech-to-speech"), *_arguments(port, behind)]
        with running(command, port, _environment(folder)):
            for _ in range(REQUESTS):
                behind.script.reply(ANSWER)
            asker = Asker(folder / "home", f"http://127.0.0.1:{port}/v1")
            asker.talk("Are you there?")  # its first answer takes long: only now it loads what it needs
            talked = asker.talk("What time is it?")
            yield judged("crayfish" in talked.said, talked.out[-300:])
            yield _spoken(asker)
    yield Cell(Verdict.NOT_TRIED)


def _spoken(asker: Asker) -> Cell:
    card = SoundCard().start()
    try:
        said = asker.speak(card, "lobster")
    finally:
        card.stop()
    return judged("crayfish" in said.said and HEARD in said.out, said.out[-300:])


def _arguments(port: int, behind: ApiServer) -> list[str]:
    options = {
        "port": str(port),
        "stt": "openai",
        "openai_stt_model": "gpt-4o-transcribe",
        "llm_backend": "chat-completions",
        "model_name": "gpt-4",
        "responses_api_base_url": behind.base_url,
        "responses_api_api_key": KEY,
        "responses_api_reasoning_effort": "none",
        "tts": "openai",
        "openai_tts_model": "gpt-4o-mini-tts",
        "openai_tts_voice": "alloy",
    }
    for part in ("stt", "tts"):
        options |= {f"openai_{part}_base_url": behind.base_url, f"openai_{part}_api_key": KEY}
    pairs = [word for name, value in options.items() for word in (f"--{name}", value)]
    return ["serve", "--no_smart_turn", *pairs]


def _put_in_place(folder: Path) -> None:
    hub = folder / "torch" / "hub" / "snakers4_silero-vad_master"
    places = {folder / "site" / "sitecustomize.py": SENTENCES, hub / "hubconf.py": DETECTOR}
    for path, content in places.items():
        path.parent.mkdir(parents=True)
        path.write_text(content, encoding="utf-8")
    for data in ("tokenizers/punkt_tab", "taggers/averaged_perceptron_tagger_eng"):
        (folder / "nltk" / data).mkdir(parents=True)


def _environment(folder: Path) -> dict[str, str]:
    return {
        "TORCH_HOME": str(folder / "torch"),
        "NLTK_DATA": str(folder / "nltk"),
        "PYTHONPATH": str(folder / "site"),
        "HF_HUB_OFFLINE": "1",
    }
