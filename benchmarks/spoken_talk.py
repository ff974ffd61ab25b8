"""Talks with the app for ten turns, by sound alone and without a network, in English and in German, and writes down both sides.

A voice asks into the virtual microphone, the app (`voiceapp talk`) answers out of the virtual speaker, and a recogniser
hears what came out. The models are those of the person's own home (`voiceapp models`), or named: VOICEAPP_MODELS a language
model's file. German needs a recogniser for many languages; where no German voice is here, espeak-ng asks, and the app
answers in whatever voice it has. VOICEAPP_LANGUAGES="en de" chooses, VOICEAPP_RECORDINGS=FOLDER keeps the sound (left the
person, right the app).
"""

import asyncio
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import soundfile

from benchmarks._rig import Timed
from benchmarks.recognisers import pcm_of
from tests.rig.signals import Samples
from tests.rig.soundcard import RATE, SoundCard
from voiceapp.core.ports import EngineError, RecognitionHints
from voiceapp.core.wishes import SessionWishes
from voiceapp.local.chosen_models import ChosenModels, chosen_models
from voiceapp.local.chosen_voices import lacking_voice
from voiceapp.local.model_set import LocalMachine
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths

QUESTIONS = {
    "en": (
        "Who wrote Pride and Prejudice?",
        "What day comes after Friday?",
        "Set a timer for ten minutes.",
        "What is the capital of France?",
        "How many legs does a spider have?",
        "What is twelve times nine?",
        "What is the opposite of narrow?",
        "What time is it in Tokyo?",
        "Which planet is closest to the sun?",
        "How long should I boil an egg?",
    ),
    "de": (
        "Was ist die Hauptstadt von Frankreich?",
        "Welcher Tag kommt nach Freitag?",
        "Stell einen Timer auf zehn Minuten.",
        "Wie viele Beine hat eine Spinne?",
        "Was ist zwölf mal neun?",
        "Was ist das Gegenteil von kalt?",
        "Wie spät ist es in Tokio?",
        "Wer hat den Faust geschrieben?",
        "Wie lange muss ein Ei kochen?",
        "Welcher Planet ist der Sonne am nächsten?",
    ),
}
READY = 240.0
"""Seconds for which the app may load its models."""
ANSWER = 120.0
AFTER_SPEECH = 1.0
"""Seconds of silence after which the app has said all."""
LOUD = 300


@dataclass
class Turn:
    asked: str
    understood: str = ""
    answered: str = ""
    did: str = ""
    """What a tool did."""
    sound: Samples = field(default_factory=lambda: np.zeros(0, np.int16))
    heard: str = ""
    first_sound: float | None = None
    """Seconds after the last sound of the question."""


class TalkingApp:
    """Runs `voiceapp talk`, and reads what it prints."""

    def __init__(self, card: SoundCard, home: Path, language: str) -> None:
        chosen = {
            "sound.input_device": "mic",
            "sound.output_device": "speaker",
            "engines.leaves_machine": "nothing",
            "talking.languages": language,
            "local.language_model": os.environ.get("VOICEAPP_MODELS", ""),
            "local.fetch_models": "asked",
        }
        settings = [f"--set={name}={value}" for name, value in chosen.items() if value]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "voiceapp", "talk", *settings],
            env={**os.environ, **card.environment, "VOICEAPP_HOME": str(home), "OPENAI_API_KEY": ""},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._news = threading.Condition()
        self.lines: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._news:
                self.lines.append(line.rstrip())
                self._news.notify_all()

    def wait_for(self, there: Callable[[Sequence[str]], bool], since: int, patience: float) -> bool:
        """Wait until what was printed since fits."""
        with self._news:
            return self._news.wait_for(lambda: there(self.lines[since:]), patience)

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(30)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


# --- the person's side


def _by_espeak(text: str, language: str) -> Samples:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "said.wav"
        subprocess.run(["espeak-ng", "-v", language, "-s", "140", "-w", str(path), text], check=True)
        return np.frombuffer(pcm_of(path), "<i2").astype(np.int16)


async def _spoken(machine: LocalMachine, text: str, language: str) -> Samples:
    """Return a question as sound."""
    async with aclosing(machine.voice().speak(text, SessionWishes(language=language))) as pieces:
        pcm = b"".join([piece.pcm async for piece in pieces])
    return np.frombuffer(pcm, "<i2").astype(np.int16)


async def _understood(machine: LocalMachine, sound: Samples, language: str) -> str:
    """Return what a recogniser hears in a recording."""

    async def pcm() -> AsyncGenerator[bytes]:
        yield sound.astype("<i2").tobytes()

    text = ""
    async with aclosing(machine.recogniser().transcribe(pcm(), RecognitionHints(language))) as answers:
        async for heard in answers:
            text = heard.text
    return text


# --- one talk


def _talk(language: str, said: Sequence[Samples]) -> list[Turn]:
    card = SoundCard().start()
    folder = Path(tempfile.mkdtemp(prefix="voiceapp-spoken-"))
    models = Paths.find().data / "models"
    (folder / "data").mkdir(mode=0o700)
    if models.is_dir():
        (folder / "data" / "models").symlink_to(models)
    app = TalkingApp(card, folder, language)
    microphone, speaker = Timed(card, "mic"), Timed(card, "speaker.monitor")
    try:
        if not app.wait_for(lambda lines: "· listening" in lines, 0, READY):
            raise SystemExit("The app did not listen: " + " / ".join(app.lines))
        turns = [
            _turn(card, app, microphone, speaker, question, sound)
            for question, sound in zip(QUESTIONS[language], said, strict=True)
        ]
        _keep(language, microphone, speaker)
        return turns
    finally:
        app.close()
        microphone.close()
        speaker.close()
        card.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _turn(card: SoundCard, app: TalkingApp, microphone: Timed, speaker: Timed, asked: str, sound: Samples) -> Turn:
    printed, before = len(app.lines), time.monotonic()
    card.speak(sound)
    spoken = time.monotonic()
    app.wait_for(lambda lines: any(line.startswith("Assistant: ") for line in lines), printed, ANSWER)
    _wait_until_silent(speaker, spoken)
    lines = app.lines[printed:]
    question, answer = _since(microphone, before), _since(speaker, before)
    turn = Turn(
        asked,
        understood=" / ".join(line.removeprefix("You: ") for line in lines if line.startswith("You: ")),
        answered=" / ".join(line.removeprefix("Assistant: ") for line in lines if line.startswith("Assistant: ")),
        did=" ".join(line.strip() for line in lines if line.startswith("  [")),
        sound=answer.samples,
    )
    ends, begins = question.loud_at(), answer.loud_at()
    if len(ends) and len(begins):
        turn.first_sound = float(begins[0] - ends[-1])
    return turn


def _wait_until_silent(speaker: Timed, since: float) -> None:
    """Wait until the app has spoken and been silent for a while, as long as an answer may take to be heard."""
    end = time.monotonic() + ANSWER / 2
    while time.monotonic() < end:
        loud = _since(speaker, since).loud_at()
        if len(loud) and time.monotonic() - loud[-1] > AFTER_SPEECH:
            return
        threading.Event().wait(0.2)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a recording."""

    began: float
    samples: Samples

    def loud_at(self) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        """Return when it was loud."""
        return self.began + np.flatnonzero(np.abs(self.samples.astype(np.int32)) > LOUD) / RATE


def _since(recording: Timed, moment: float) -> Piece:
    began, samples = recording.recent(time.monotonic() - moment)
    return Piece(began, samples)


def _keep(language: str, microphone: Timed, speaker: Timed) -> None:
    folder = os.environ.get("VOICEAPP_RECORDINGS", "")
    if folder:
        sides = [each.recent(3600.0)[1] for each in (microphone, speaker)]
        length = min(map(len, sides))
        path = Path(folder) / f"spoken_talk_{language}.flac"
        soundfile.write(path, np.stack([side[:length] for side in sides], axis=1), RATE)


# --- the table


async def _prepared(chosen: ChosenModels, language: str) -> tuple[list[Samples], str]:
    """Return the questions as sound, and who speaks them."""
    if lacking_voice(chosen, language) is not None:
        if shutil.which("espeak-ng") is None:
            return [], "nobody: there is no voice for it here"
        return [_by_espeak(text, language) for text in QUESTIONS[language]], "espeak-ng"
    machine = LocalMachine(chosen)
    try:
        return [await _spoken(machine, text, language) for text in QUESTIONS[language]], machine.name("voice")
    finally:
        await machine.close()


async def _hear(chosen: ChosenModels, turns: Sequence[Turn], language: str) -> None:
    machine = LocalMachine(chosen)
    try:
        for turn in turns:
            turn.heard = await _understood(machine, turn.sound, language)
    finally:
        await machine.close()


def _print(turns: Sequence[Turn]) -> None:
    print(
        "| asked | understood | answered | heard out of the speaker | first sound after |\n| --- | --- | --- | --- | --- |"
    )
    for turn in turns:
        answered = f"{turn.answered} {turn.did}".strip()
        after = "never" if turn.first_sound is None else f"{turn.first_sound:.2f} s"
        print(f"| {turn.asked} | {turn.understood} | {answered} | {turn.heard} | {after} |")
    came = [turn.first_sound for turn in turns if turn.first_sound is not None]
    if came:
        print(
            f"\nfirst sound after the last of the question: median {statistics.median(came):.2f} s, most {max(came):.2f} s"
        )


def main() -> None:
    for language in os.environ.get("VOICEAPP_LANGUAGES", "en de").split():
        settings = Settings().with_value("talking.languages", [language])
        chosen = chosen_models(settings)
        print(f"--- {language}, at a load of {os.getloadavg()[0]:.1f}\n", flush=True)
        try:
            said, voice = asyncio.run(_prepared(chosen, language))
        except EngineError as error:
            print(f"left out: {error.failure.sentence}")
            continue
        if not said:
            print(f"left out: spoken by {voice}")
            continue
        turns = _talk(language, said)
        asyncio.run(_hear(chosen, turns, language))
        _print(turns)
        print(f"asked by {voice}; load {os.getloadavg()[0]:.1f} at the end\n", flush=True)


if __name__ == "__main__":
    main()
