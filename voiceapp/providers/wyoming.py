"""Describes Wyoming servers, as Home Assistant runs them: a bare socket, no key, and each does some of the work."""

from collections.abc import Sequence

import msgspec

from voiceapp.core.models import Listed, Role
from voiceapp.core.ports import SpeechToText, TextToSpeech
from voiceapp.core.provider_traits import PathRules, QueryFields
from voiceapp.openai.http import Server
from voiceapp.providers.provider import Get, PartContext, Provider

OFFERS = "offers"
"""The name of its only list."""
SPEAKER_MARK = "#"
"""Stands between a voice and one of its speakers, as in `en_US-libritts-high#p225`."""
MOST_SPEAKERS = 50
"""Some voices have a thousand, of whom any can be typed."""


class _NoPaths(PathRules):
    def base(self, path: str, query: QueryFields) -> str:
        del path, query
        return ""


class _Offered(msgspec.Struct, frozen=True):
    name: str
    speakers: Sequence[str] = ()


class _Offers(msgspec.Struct, frozen=True):
    recognisers: Sequence[_Offered] = ()
    voices: Sequence[_Offered] = ()


async def _get(server: Server, call: str) -> object:
    """What it offers, as plain data."""
    del call
    from voiceapp.wyoming.offers import offers_of  # noqa: PLC0415  (few have such a server)

    return msgspec.to_builtins(await offers_of(server))


async def _list_models(get: Get) -> tuple[Listed, ...]:
    """In the server's own order, as it begins with the one that it uses itself."""
    names = [each.name for each in msgspec.convert(await get(OFFERS), _Offers).recognisers]
    return tuple(
        Listed(name, created=float(len(names) - place), roles=(Role.TRANSCRIPTION,)) for place, name in enumerate(names)
    )


async def _list_voices(get: Get) -> tuple[str, ...]:
    found: list[str] = []
    for voice in msgspec.convert(await get(OFFERS), _Offers).voices:
        found += [voice.name, *(f"{voice.name}{SPEAKER_MARK}{speaker}" for speaker in voice.speakers[:MOST_SPEAKERS])]
    return tuple(found)


def _speech_to_text(context: PartContext, *, timed: bool) -> SpeechToText:
    del timed  # the protocol says nothing of when a word was said
    from voiceapp.wyoming.transcription import WyomingTranscription  # noqa: PLC0415  (few have such a server)

    return WyomingTranscription(context.server("stt"), context.settings.stt.model)


def _text_to_speech(context: PartContext) -> TextToSpeech:
    from voiceapp.wyoming.speech import WyomingVoice  # noqa: PLC0415  (few have such a server)

    return WyomingVoice(context.server("tts"), context.settings.tts.voice, SPEAKER_MARK)


WYOMING = Provider(
    name="Wyoming",
    schemes=("tcp", "unix"),
    paths=_NoPaths(),
    takes_key=False,
    key_call=OFFERS,
    recognises_one_way=True,
    speaks_by_voice_alone=True,
    speech_to_text=_speech_to_text,
    text_to_speech=_text_to_speech,
    list_models=_list_models,
    list_voices=_list_voices,
    get=_get,
)
