"""Manages all models of this device together, loading them when they are needed and unloading them when they are not."""

import asyncio
import contextlib
import os
from collections.abc import AsyncGenerator, Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.loaded_models import LoadedModel
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.local.brain_profiles import SMALL, BrainProfile, profile_for
from voiceapp.local.chat import LocalChat
from voiceapp.local.chosen_models import (
    CARRIED,
    ChosenModels,
    bundled_load,
    english_only,
    find,
    is_there,
    load_of,
    size_of,
)
from voiceapp.local.chosen_voices import lacking_voice, load_of_named, load_of_voice
from voiceapp.local.embedder import LocalEmbedder
from voiceapp.local.meaning_model import PART as MEANING
from voiceapp.local.meaning_model import SUBJECT as MEANING_SUBJECT
from voiceapp.local.meaning_model import load_of_meaning, meaning_model
from voiceapp.local.model_process import Linger, Loading, ModelProcess, usual_linger
from voiceapp.local.process_messages import Load
from voiceapp.local.processor_and_memory import (
    JUDGE,
    fits,
    free_bytes,
    needed_beside,
    needed_bytes,
    too_large,
    too_large_for_now,
)
from voiceapp.local.recogniser import LocalRecogniser
from voiceapp.local.recogniser_speed import SpeedNotes
from voiceapp.local.speaker_model import PART as SPEAKERS
from voiceapp.local.speaker_model import SUBJECT as SPEAKERS_SUBJECT
from voiceapp.local.speaker_model import load_of_speakers, speaker_model
from voiceapp.local.voice import LocalVoice, ReadyVoice
from voiceapp.local.voice_reader import LocalVoiceReader

Told = Callable[[str, float | None], None]
"""The part that is being loaded, and roughly how much of it is. The name is empty when loading is over."""
OTHERS = ("ears", "voice")
"""What is loaded together with a language model."""


VoiceLacking = Callable[[str, str], None]
"""A language that no voice here speaks, and the model that would."""


def ignore_loading(part: str, done: float | None) -> None:
    del part, done


def ignore_lacking(language: str, model: str) -> None:
    del language, model


class LocalMachine:
    """Manages the models. Belongs to one event loop; `close` it before that ends."""

    def __init__(
        self,
        chosen: ChosenModels,
        told: Told = ignore_loading,
        voice_lacking: VoiceLacking = ignore_lacking,
        linger: Linger = usual_linger,
    ) -> None:
        """`linger` says for how long a model stays loaded after its last use."""
        self.chosen = chosen
        self._linger = linger
        self._told = told
        self._voice_lacking = voice_lacking
        self._loads: dict[tuple[str, bool, bool], Load] = {}
        """What was found for a language, whether it is for a talk, and whether it has to be quick."""
        self._loading: dict[str, Loading] = {}
        self._processes = {
            part: ModelProcess(
                part, partial(self._load_of, part), carried.what.subject, partial(self._load_goes_on, part)
            )
            for part, carried in CARRIED.items()
        }
        # Nobody waits for it, so nobody is told when it's loaded.
        self._processes[MEANING] = ModelProcess(MEANING, lambda: load_of_meaning(chosen.store), MEANING_SUBJECT)
        self._processes[SPEAKERS] = ModelProcess(SPEAKERS, lambda: load_of_speakers(chosen.store), SPEAKERS_SUBJECT)
        self.brain_left_out: Sentence | None = None
        """Why a smaller language model than the chosen one is loaded."""
        self._users = dict.fromkeys(self._processes, 0)
        self._leaving: dict[str, asyncio.TimerHandle] = {}
        self._stopping: set[asyncio.Task[None]] = set()
        self._closed = False
        self._speed: SpeedNotes | None = None

    def recogniser(self, *, timed: bool = False) -> LocalRecogniser:
        return LocalRecogniser(self._processes["ears"], partial(self.using, "ears"), timed=timed, took=self._note_speed)

    @property
    def may_preview(self) -> bool:
        """Says whether the recogniser here may run beside a service, only to show words early: it knows the person's
        languages, is quick enough on this computer, and fits into its memory.
        """
        try:
            ears = find("ears", self.chosen)
            needed = needed_beside("ears", size_of(Path(ears.path)))
        except (EngineError, OSError):
            return False
        quick = (os.cpu_count() or 1) > 1 and ears.id not in self.chosen.computer.too_slow
        fit = self._processes["ears"].loaded is not None or fits(needed, free_bytes())
        return quick and fit and not english_only(self.chosen)

    def chat(self) -> LocalChat:
        return LocalChat(self._processes["brain"], partial(self.using, "brain"), self.brain_profile)

    def brain_profile(self) -> BrainProfile:
        """Returns how the language model that is loaded, or will be, is asked."""
        loaded = self._processes["brain"].loaded
        if loaded is not None:
            return profile_for(Path(loaded.path).name, size_of(Path(loaded.path)))
        try:
            model = find("brain", self.chosen)
        except EngineError:
            own = self.chosen.language_model
            return profile_for(Path(own).name) if own else SMALL
        return profile_for(Path(model.path).name, model.bytes)

    def _load_of(self, part: str) -> Load:
        """Says which model is loaded: never one with which all of them together take more than half of the free memory.

        Raises EngineError.
        """
        load = self._voice_load("") if part == "voice" else load_of(part, self.chosen)
        loaded = self._processes[part].loaded
        if part != "brain" or (loaded is not None and loaded.path == load.path):
            return load
        self.brain_left_out = None
        needed = needed_bytes(load.path)
        beside, now_free = self._beside(), free_bytes()
        free = None if now_free is None else now_free + sum(self._held_beside().values())
        if fits(needed + beside, free):
            return load
        smaller = bundled_load(part, self.chosen)
        name = Path(load.path).name
        if smaller is None or not fits(needed_bytes(smaller.path) + beside, free):
            raise EngineError(Failure(FailureKind.MODEL_BROKEN, too_large(name, needed + beside, free)))
        self.brain_left_out = too_large_for_now(name, needed + beside, free)
        return smaller

    def voice(self, *, live: bool = True) -> LocalVoice:
        """Returns what speaks. `live`: in a talk, where it is waited for."""
        return LocalVoice(lambda language, quick: self._voice_for(language, live=live, quick=quick))

    def voice_named(self, name: str) -> LocalVoice:
        """Returns one voice, whatever language it is to speak."""
        return LocalVoice(lambda _language, _quick: self._ready_voice(load_of_named(self.chosen, name)))

    def _voice_for(self, language: str, *, live: bool, quick: bool) -> ReadyVoice:
        lacking = lacking_voice(self.chosen, language)
        if lacking is not None:
            self._voice_lacking(language, lacking.id)
        return self._ready_voice(self._voice_load(language, live=live, quick=quick))

    def _ready_voice(self, load: Load) -> ReadyVoice:
        usual = self._voice_load("")
        # How many threads are free changes all the time.
        is_usual = (load.path, load.style) == (usual.path, usual.style)
        part = "voice" if is_usual else f"voice {load.path} {load.style}"
        if part not in self._processes:
            subject, told = CARRIED["voice"].what.subject, partial(self._load_goes_on, "voice")
            self._processes[part] = ModelProcess("voice", lambda: load, subject, told)
            self._users[part] = 0
        return ReadyVoice(self._processes[part], partial(self.using, part), is_quick=not load.style)

    def _voice_load(self, language: str, *, live: bool = True, quick: bool = False) -> Load:
        known = self._loads.get((language, live, quick))
        if known is None:
            chosen = self.chosen
            if quick:
                chosen = replace(chosen, computer=replace(chosen.computer, voice_factor=None))
            known = self._loads[language, live, quick] = load_of_voice(chosen, language, live=live)
        return known

    def _held_beside(self) -> dict[str, int]:
        """Return what every loaded model but the language model holds."""
        return {
            part: process.memory or 0
            for part, process in self._processes.items()
            if part != "brain" and process.loaded is not None
        }

    def _beside(self) -> int:
        """Return what the other models of a talk take, or will take."""
        held = self._held_beside()
        taken = JUDGE + sum(held.values())
        for part in OTHERS:
            if not held.get(part):
                with contextlib.suppress(EngineError, OSError):
                    load = self._voice_load("") if part == "voice" else load_of(part, self.chosen)
                    taken += needed_beside(part, size_of(Path(load.path)))
        return taken

    def in_memory(self) -> tuple[LoadedModel, ...]:
        """Return which models are loaded now."""
        return tuple(
            LoadedModel(part.partition(" ")[0], process.model, process.memory, process.works)
            for part, process in self._processes.items()
            if process.loaded is not None
        )

    async def let_go(self) -> None:
        """Let every model go that does nothing right now. Whoever needs one loads it again."""
        await asyncio.gather(*(process.let_go() for process in self._processes.values()))

    def embedder(self) -> LocalEmbedder:
        return LocalEmbedder(self._processes[MEANING], partial(self.using, MEANING), self.chosen.store)

    def voice_reader(self) -> LocalVoiceReader:
        """Returns what tells voices in recordings apart."""
        return LocalVoiceReader(self._processes[SPEAKERS], partial(self.using, SPEAKERS))

    def has(self, part: str) -> bool:
        """Returns whether a model of this part is installed."""
        if part == MEANING:
            return meaning_model(self.chosen.store) is not None
        if part == SPEAKERS:
            return speaker_model(self.chosen.store) is not None
        if part != "voice":
            return is_there(part, self.chosen)
        try:
            return bool(self._voice_load(""))
        except EngineError:
            return False

    def name(self, part: str) -> str:
        """Returns its model's name. Empty before it was loaded."""
        return self._processes[part].model

    def process(self, part: str) -> ModelProcess:
        return self._processes[part]

    @contextlib.asynccontextmanager
    async def using(self, *parts: str) -> AsyncGenerator[None]:
        """Loads these parts at once, all together, and keeps them while this lasts.

        Raises EngineError if one is missing or does not load, or once this is closed.
        """
        if self._closed:
            raise EngineError(Failure(FailureKind.LINK_DROPPED, Sentence("The models on this device were unloaded.")))
        for part in parts:
            self._users[part] += 1
            leaving = self._leaving.pop(part, None)
            if leaving is not None:
                leaving.cancel()
        try:
            done = await asyncio.gather(*(self._processes[part].start() for part in parts), return_exceptions=True)
            for outcome in done:
                if isinstance(outcome, BaseException):
                    raise outcome
            yield
        finally:
            for part in parts:
                self._users[part] -= 1
                seconds = self._linger()
                if self._users[part] == 0 and seconds is not None:
                    loop = asyncio.get_running_loop()
                    self._leaving[part] = loop.call_later(seconds, self._leave, part)

    def _note_speed(self, speech: Milliseconds, seconds: float) -> None:
        if self._speed is None and self.chosen.state:
            self._speed = SpeedNotes(Path(self.chosen.state), find("ears", self.chosen).id)
        if self._speed is not None:
            self._speed.add(speech, seconds)

    def _load_goes_on(self, part: str, loading: Loading | None) -> None:
        """Reports the largest of the parts being loaded, since that one takes longest."""
        if loading is None:
            self._loading.pop(part, None)
        else:
            self._loading[part] = loading
        longest = max(self._loading, key=lambda each: self._loading[each].bytes, default="")
        self._told(longest, self._loading[longest].done if longest else None)

    def _leave(self, part: str) -> None:
        self._leaving.pop(part, None)
        task = asyncio.create_task(self._processes[part].stop())
        self._stopping.add(task)
        task.add_done_callback(self._stopping.discard)

    async def reconsider(self) -> None:
        """Let each loaded model that would now be another one be loaded anew, once it has finished what it does."""
        self._loads.clear()
        await asyncio.gather(*(process.reconsider() for process in self._processes.values()), return_exceptions=True)

    async def close(self) -> None:
        self._closed = True
        for handle in self._leaving.values():
            handle.cancel()
        self._leaving.clear()
        await asyncio.gather(*(process.stop() for process in self._processes.values()), return_exceptions=True)
