"""Talks to a store until it is killed. Says on standard output what was safe, and what was handed over.

Run as `python -m tests.storage.crashing FOLDER SEED wav|flac`.
"""

import random
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.storage.wav import WavFiles
from tests.talks import answered, said, talk_of
from voiceapp.audio.recording_files import RecordingFiles
from voiceapp.core.ports import SoundFiles
from voiceapp.core.transcript import MessageState, SoundId, TalkId
from voiceapp.storage.store import Store

TALK = TalkId("talk")
FILES: dict[str, Callable[[], SoundFiles]] = {"wav": WavFiles, "flac": RecordingFiles}


def pcm_of(number: int, pieces: int) -> bytes:
    """The sound of an utterance: each piece tells which it is."""
    return b"".join(bytes([number % 251 + 1, piece % 251 + 1]) * 480 for piece in range(pieces))


def words_of(number: int, count: int) -> str:
    return " ".join(f"word{number}-{place}" for place in range(count))


def main(folder: Path, seed: int, kind: str) -> None:
    store = Store(folder, FILES[kind](), print)
    store.start()
    chance = random.Random(seed)
    store.keep_talk(talk_of())
    number = 0
    while True:
        number += 1
        _say_and_answer(store, number, chance)


def _say_and_answer(store: Store, number: int, chance: random.Random) -> None:
    asked, told = number * 2 - 1, number * 2
    sound = SoundId(f"talk-{asked:04d}")
    question = said("", asked, state=MessageState.GROWING, sound=sound)
    store.keep_item(TALK, question)
    pieces = chance.randrange(1, 80)
    for piece in range(pieces):
        store.keep_sound(sound, pcm_of(asked, piece + 1)[-960:])
        if chance.random() < 0.02:
            _settle(store, f"sound {asked} {piece + 1}")
    store.end_sound(sound, keep=True)
    question = replace(question, text=words_of(asked, 5), sound_ms=pieces * 20)
    store.keep_item(TALK, question)
    _settle(store, f"item {asked} {question.text}")
    reply = answered("", told, state=MessageState.GROWING)
    length = chance.randrange(1, 60)
    for count in range(1, length + 1):
        reply = replace(reply, text=words_of(told, count))
        store.keep_item(TALK, reply)
        if chance.random() < 0.03:
            _settle(store, f"item {told} {reply.text}")
    store.keep_item(TALK, replace(reply, state=MessageState.DONE))
    store.keep_item(TALK, replace(question, state=MessageState.DONE))
    if chance.random() < 0.3:
        _settle(store, f"done {told} {reply.text}")


def _settle(store: Store, line: str) -> None:
    """Only what is on the disk is claimed to be."""
    store.settle()
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
