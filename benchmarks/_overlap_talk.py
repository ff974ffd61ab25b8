"""Holds a talk in which everything happens that a talk has, and tells what became of each.

A synthetic person pauses in a question, hums, coughs, says "stop" and interrupts; the session, its sound card
and the recogniser are real. VOICEAPP_ECHO=0.5 lets the microphone hear the loudspeaker. Run alone with `python -m benchmarks._overlap_talk`.
"""

import contextlib
import os
import threading
from collections.abc import Iterator

import numpy as np

from benchmarks._overlap_scenes import DATA, cough, hum, loud, read, trimmed, voice
from tests.rig.echo import echoing
from tests.rig.signals import Samples, silence
from tests.rig.soundcard import RATE, SoundCard
from tests.system.test_overlap import Talking, Voice
from voiceapp.audio.echo import Cleaning
from voiceapp.audio.loudspeaker_playback import LATENCY_VARIABLE
from voiceapp.core.messages import (
    Event,
    FromEngine,
    OverlapHeard,
    OverlapJudged,
    PlaybackEnded,
    PlaybackStopped,
    Played,
    TurnTaken,
    TurnWords,
)
from voiceapp.local.chosen_models import ChosenModels
from voiceapp.local.model_set import LocalMachine
from voiceapp.local.pause_judge import LocalPauseJudge

THOUGHT = 1.0
"""Seconds for which the person thinks in the middle of a question."""
INTO = 2.5
"""Seconds of a reply before something is heard over it."""
AFTER = 2.5
ECHO = float(os.environ.get("VOICEAPP_ECHO", "0"))
"""How loud the speaker comes back beside what it plays. None at first: that echo needs a machine that is never late."""
PATIENCE = 20.0
INTERRUPTION = "No, I meant the largest city."
SHOWN = {
    "Duck": "the reply is quieter",
    "Unduck": "the reply is as loud as before",
    "PausePlaying": "the reply waits",
    "ResumePlaying": "the reply may go on",
    "StopPlaying": "the reply is cut",
    "CommitTurn": "the turn is over",
}


def main() -> None:
    card = SoundCard().start()
    before = dict(os.environ)
    os.environ.update({**card.environment, LATENCY_VARIABLE: "0.1"})
    try:
        with echoing(card, loudness=ECHO) if ECHO else contextlib.nullcontext():
            _talk(card)
    finally:
        os.environ.clear()
        os.environ.update(before)
        card.stop()


def _talk(card: SoundCard) -> None:
    machine = LocalMachine(ChosenModels(english_only=True))
    judge = LocalPauseJudge()
    reply = np.tile(loud(read(DATA / "stt" / "lj_LJ001-0001.flac")), 3)
    talking = Talking(machine.recogniser(), Voice(reply), Cleaning(), judge)
    say = voice()
    said = {text: loud(trimmed(say(text))) for text in ("What's the capital of", "Australia?", "Stop.", INTERRUPTION)}
    question = np.concatenate([said["What's the capital of"], silence(THOUGHT, RATE), said["Australia?"]])
    person = Person(card, talking)
    where = f"over a loudspeaker ({20 * np.log10(ECHO):.0f} dB of it come back)" if ECHO else "with headphones"
    print(f"\na talk {where}; seconds from each sound's beginning")
    try:
        person.says(f"a question with a pause of {THOUGHT:.0f} s in it", question, then=Played)
        person.says('"mhm"', loud(hum(120)), then=OverlapJudged)
        person.says("a cough", cough(5), then=OverlapJudged)
        person.says('"Stop."', said["Stop."], then=PlaybackStopped)
        person.says("the question again", question, then=Played)
        person.says(f'"{INTERRUPTION}"', said[INTERRUPTION], then=Played)
        print(f"    in the transcript: {' | '.join(talking.said())}")
        print(f"    answered: {' | '.join(talking.model.asked)}")
    finally:
        talking.run(machine.close())
        talking.run(judge.close())
        talking.close()


class Person:
    """Speaks, and tells what followed."""

    def __init__(self, card: SoundCard, talking: Talking) -> None:
        self._card = card
        self._talking = talking

    def says(self, what: str, sound: Samples, *, then: type[Event]) -> None:
        """Once the sound is over, the event is waited for, and then the reply sounds for a while."""
        log = self._talking.log
        first = len(log.times)
        began = log.times[-1][0]
        self._card.speak(np.concatenate([sound, silence(AFTER, RATE)]))
        with contextlib.suppress(AssertionError):
            log.wait_for(lambda: any(isinstance(event, then) for _, event, _ in log.times[first:]), PATIENCE)
        threading.Event().wait(INTO)
        print(f"  {what} ({len(sound) / RATE:.1f} s)")
        for at, event, commands in log.times[first:]:
            for line in _lines(event, commands):
                print(f"    {at - began:6.2f}  {line}")


def _lines(event: Event, commands: list[str]) -> Iterator[str]:
    match event:
        case OverlapJudged(decision):
            yield f"taken for {decision.kind.value}: {decision.reason.value}, {decision.voice} ms of voice"
        case OverlapHeard(text=text):
            yield f"this machine hears {text!r}"
        case FromEngine(event=TurnTaken()):
            yield "a turn"
        case FromEngine(event=TurnWords(text=text, final=True)):
            yield f"its words are {text!r}"
        case PlaybackEnded():
            yield "the reply is over"
        case _:
            pass
    yield from (SHOWN[command] for command in commands if command in SHOWN)


if __name__ == "__main__":
    main()
