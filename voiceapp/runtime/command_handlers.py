"""Carries out those commands of machines that concern one part only, the loudspeaker or what is kept."""

from collections.abc import Mapping
from typing import assert_never

from voiceapp.core.messages import (
    Chime,
    DeleteItem,
    Duck,
    EndSound,
    FinishPlaying,
    ForgetItem,
    KeepItem,
    KeepSound,
    KeepTalk,
    PausePlaying,
    Play,
    PlayChime,
    ReadySpeaker,
    ResumePlaying,
    StopPlaying,
    Unduck,
)
from voiceapp.core.ports import Loudspeaker, TalkKeeper

SpeakerCommand = (
    Play | Duck | Unduck | PausePlaying | ResumePlaying | ReadySpeaker | StopPlaying | FinishPlaying | PlayChime
)
KeeperCommand = KeepSound | KeepTalk | KeepItem | ForgetItem | DeleteItem | EndSound


def handle_loudspeaker(command: SpeakerCommand, loudspeaker: Loudspeaker, chimes: Mapping[Chime, bytes]) -> None:
    """Next stop of a reply's sound: `audio.loudspeaker_playback`, on its way to the device."""
    match command:
        case Play(reply, pcm, paced):
            loudspeaker.play(reply, pcm, paced=paced)
        case Duck():
            loudspeaker.duck()
        case Unduck():
            loudspeaker.unduck()
        case PausePlaying():
            loudspeaker.pause()
        case ResumePlaying():
            loudspeaker.resume()
        case ReadySpeaker():
            loudspeaker.get_ready()
        case StopPlaying():
            loudspeaker.stop()
        case FinishPlaying(reply):
            loudspeaker.finish(reply)
        case PlayChime(chime):
            loudspeaker.chime(chimes.get(chime, b""))
        case _:
            assert_never(command)


def handle_keeper(command: KeeperCommand, keeper: TalkKeeper) -> None:
    """Next stop: `storage.store`, which writes on a thread of its own."""
    match command:
        case KeepSound(sound, pcm):
            keeper.keep_sound(sound, pcm)
        case KeepTalk(talk):
            keeper.keep_talk(talk)
        case KeepItem(talk_id, item):
            keeper.keep_item(talk_id, item)
        case ForgetItem(talk_id, item_id):
            keeper.forget_item(talk_id, item_id)
        case DeleteItem(talk_id, item):
            keeper.set_item_aside(talk_id, item)
        case EndSound(sound, keep):
            keeper.end_sound(sound, keep=keep)
        case _:
            assert_never(command)
