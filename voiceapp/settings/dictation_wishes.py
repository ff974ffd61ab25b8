"""Turns the settings into what dictation is told."""

from dataclasses import replace

from voiceapp.core.dictation.messages import DeliveryMethod, DictationWishes, KeyStyle, Splits, TidyStyle
from voiceapp.settings.model import Settings
from voiceapp.settings.wishes_from_settings import codes


def dictation_wishes(settings: Settings) -> DictationWishes:
    said, private = settings.dictation, settings.privacy
    return DictationWishes(
        style=KeyStyle(said.key_style),
        languages=dictation_languages(settings),
        spoken_commands=said.spoken_commands,
        vocabulary=tuple(said.vocabulary),
        replacements=tuple(said.replacements.items()),
        tidy=TidyStyle(said.tidy_up),
        tidy_prompt=said.tidy_prompt,
        chimes=said.chimes,
        way=DeliveryMethod(said.output),
        programs=tuple((name.lower(), DeliveryMethod(way)) for name, way in said.programs.items()),
        voiced=settings.sound.detector_threshold,
        keep_talks=private.keep_talks,
        keep_sound=private.keep_talks and private.keep_audio,
    )


def terminal_wishes(settings: Settings) -> DictationWishes:
    """Text comes at every pause, as one speaks."""
    splits = Splits(soft=50, late=1_000, hard=2_250, pause=35)
    return replace(dictation_wishes(settings), chimes=False, way=DeliveryMethod.TYPED, programs=(), splits=splits)


def dictation_languages(settings: Settings) -> tuple[str, ...]:
    return codes(settings.dictation.languages or settings.talking.languages)
