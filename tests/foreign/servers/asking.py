"""Asks a server of other hands as a person does: by `voiceapp ask`, by `voiceapp talk`, and with a microphone."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.foreign.results import Cell, Verdict
from tests.rig.patience import PROGRAM
from tests.rig.signals import silence
from tests.rig.soundcard import RATE, SoundCard
from tests.rig.speech import recorded

LOCAL_ENGINE = "small model on this device answers"
"""What a talk says when the server did not answer it."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What one command printed, and how it ended."""

    out: str
    err: str
    code: int

    @property
    def honest(self) -> bool:
        """An answer, or one sentence and an end that says so: never nothing that passes for success."""
        return bool(self.out.strip()) if self.code == 0 else bool(self.err.strip())

    @property
    def said(self) -> str:
        """The assistant's words in what a talk printed; empty where another engine had to answer."""
        if LOCAL_ENGINE in self.out:
            return ""
        return "\n".join(
            line.removeprefix("Assistant: ") for line in self.out.splitlines() if line.startswith("Assistant: ")
        )


@dataclass(frozen=True, slots=True)
class Asker:
    """A person with a home of their own, whose settings name one server."""

    home: Path
    base_url: str
    key: str = "none"

    def ask(self, question: str) -> Answered:
        done = self._run(["ask", question])
        return Answered(done.stdout, done.stderr, done.returncode)

    def talk(self, question: str, *settings: str) -> Answered:
        done = self._run(["talk", "--mute", *(f"--set={each}" for each in settings)], f"{question}\n")
        return Answered(done.stdout, done.stderr, done.returncode)

    def speak(self, card: SoundCard, name: str) -> Answered:
        """A recorded sentence into the microphone; ends when its answer was printed."""
        chosen = ("sound.input_device=mic", "sound.output_device=speaker")
        with subprocess.Popen(
            [sys.executable, "-m", "voiceapp", "talk", *(f"--set={each}" for each in chosen)],
            env={**self._environment, **card.environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            out = ""
            spoken = False
            for line in process.stdout:
                out += line
                if "listening" in line and not spoken:
                    spoken = True
                    card.speak(np.concatenate([silence(0.6, RATE), recorded(name), silence(1.5, RATE)]))
                if line.startswith("Assistant: "):
                    break
            _, err = process.communicate("/quit\n", timeout=PROGRAM)
        return Answered(out, err, process.returncode)

    def _run(self, arguments: list[str], given: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "voiceapp", *arguments],
            env=self._environment,
            input=given,
            capture_output=True,
            text=True,
            timeout=PROGRAM,
            check=False,
        )

    @property
    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "VOICEAPP_HOME": str(self.home),
            "OPENAI_BASE_URL": self.base_url,
            "OPENAI_API_KEY": self.key,
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        }


def judged(well: bool, why: str) -> Cell:
    return Cell(Verdict.WELL) if well else Cell(Verdict.ILL, " ".join(why.split()) or "nothing came")
