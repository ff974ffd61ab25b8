"""Turns the settings into the wishes of each part."""

import os
from collections.abc import Collection, Iterable
from dataclasses import replace

from voiceapp.core.dictation.profile_choice import profile_for, tidying, with_profile
from voiceapp.core.dictation.wishes import (
    DeliveryMethod,
    DictationWishes,
    HandsFreeWishes,
    KeyStyle,
    LiveWords,
    Splits,
    TidyStyle,
    Transcriber,
)
from voiceapp.core.dictation.writing.table import WritingRule
from voiceapp.core.folder_wishes import FolderWishes
from voiceapp.core.history import ExportWishes, Retention
from voiceapp.core.notes.remembered import Remembered
from voiceapp.core.overlap_learning import with_learnt
from voiceapp.core.pcm import FRAME_MS
from voiceapp.core.ports import Tool
from voiceapp.core.sampling import Sampling
from voiceapp.core.wishes import (
    BargeIn,
    EndpointingWishes,
    Permission,
    SessionWishes,
    TalkWishes,
    ThinkAhead,
    ToolSpec,
    TurnTaking,
    WakeWishes,
)
from voiceapp.settings.groups.sampling import SamplingSettings
from voiceapp.settings.groups.writing import WritingSettings
from voiceapp.settings.model import Settings
from voiceapp.settings.system_language import system_language
from voiceapp.settings.writing_rules import RULES, rules_of


def turn_taking(settings: Settings) -> TurnTaking:
    match settings.talking.turn_taking:
        case "server_vad":
            return TurnTaking.SERVER
        case "semantic_vad":
            return TurnTaking.SEMANTIC
        case "local_vad":
            return TurnTaking.LOCAL
        case _:
            return TurnTaking.TOGGLE if settings.talking.key_style == "toggle" else TurnTaking.HOLD


MEMORY_TOOLS = ("remember", "forget")


def permissions(settings: Settings, tools: Iterable[Tool]) -> dict[str, Permission]:
    """Returns what each tool may do: as the person set for it or for all others, or as the tool suggests."""
    return {tool.spec.name: _permission(settings, tool) for tool in tools}


def _permission(settings: Settings, tool: Tool) -> Permission:
    said, otherwise = settings.tools.permissions, settings.tools.otherwise
    name = tool.spec.name
    if name in MEMORY_TOOLS and not settings.memory.enabled:
        return Permission.NEVER
    if name in said:
        wanted = Permission(said[name])
    else:
        wanted = tool.suggested if otherwise == "suggested" else Permission(otherwise)
    asks = wanted is Permission.ALWAYS and tool.card is not None and not tool.card.may_always
    return Permission.ASK if asks else wanted


def _single_permissions(settings: Settings, tools: Collection[str]) -> Iterable[tuple[str, Permission]]:
    """Returns what was allowed of a tool for one thing alone, such as "open_program Firefox"."""
    for name, said in settings.tools.permissions.items():
        if " " in name and name.split(" ", maxsplit=1)[0] in tools:
            yield name, Permission(said)


CERTAIN_SHARE, LIKELY_SHARE, TOLD_SHARE, DOUBTFUL_SHARE = 0.5, 1.35, 1.6, 1.85
"""Factors on the silence that ends a turn: if the end is almost certain, if it is likely, if something was told, and if
more is likely to come. 700 ms become 350, 945, 1,120 and 1,295 (docs/decisions/turn-taking.md).
"""


def talk_wishes(settings: Settings, tools: Collection[Tool] = (), facts: tuple[str, ...] = ()) -> TalkWishes:
    """`facts`: what the person asked to remember."""
    talking, sound = settings.talking, settings.sound
    allowed = permissions(settings, tools)
    # The model is not even told about a tool that may never be used.
    told = tuple(tool.spec for tool in tools if allowed[tool.spec.name] is not Permission.NEVER)
    return TalkWishes(
        session=session_wishes(settings, told, facts),
        rest_after=float(settings.live.rest_seconds),
        edges=EndpointingWishes(
            onset=sound.detector_threshold,
            offset=max(0.1, sound.detector_threshold - 0.15),
            hangover=_frames(talking.silence_ms),
            certain_end=_frames(round(talking.silence_ms * CERTAIN_SHARE)),
            likely_end=_frames(round(talking.silence_ms * LIKELY_SHARE)),
            told_end=_frames(round(talking.silence_ms * TOLD_SHARE)),
            doubtful_end=_frames(round(talking.silence_ms * DOUBTFUL_SHARE)),
            unfinished_end=_frames(talking.unfinished_silence_ms),
            shortest=_frames(talking.shortest_ms),
            preroll=_frames(talking.preroll_ms),
            postroll=max(1, _frames(talking.postroll_ms)),
        ),
        barge_in=barge_in(settings),
        wake=wake_wishes(settings),
        permissions=(*allowed.items(), *_single_permissions(settings, allowed)),
        cards=tuple((tool.spec.name, tool.card) for tool in tools if tool.card is not None),
        keep_sound=settings.privacy.keep_talks and settings.privacy.keep_audio,
        titles=settings.privacy.keep_talks,
        off_record_phrases=settings.privacy.off_record_phrases,
    )


def folder_wishes(settings: Settings) -> FolderWishes:
    """Return what is saved in a folder of the person's own: nothing where nothing is to be kept."""
    folder, chosen = settings.folder, settings.appearance.language
    return FolderWishes(
        folder=folder.path if settings.privacy.keep_talks else "",
        names=folder.names,
        markdown=folder.save_markdown,
        json=folder.save_json,
        sound=folder.save_sound,
        recordings=folder.recordings,
        dictations=folder.dictations,
        deletes=folder.deletes,
        export=ExportWishes(language=system_language(os.environ) if chosen == "system" else chosen),
    )


def session_wishes(settings: Settings, tools: tuple[ToolSpec, ...] = (), facts: tuple[str, ...] = ()) -> SessionWishes:
    talking, realtime = settings.talking, settings.realtime
    spoken = codes(talking.languages)
    return SessionWishes(
        model=realtime.model,
        voice=realtime.voice,
        speed=talking.speed,
        instructions=talking.spoken_instructions,
        language=spoken[0] if len(spoken) == 1 else "",
        languages=spoken if len(spoken) > 1 else (),
        transcription_model=realtime.transcription_model,
        vocabulary=tuple(settings.dictation.vocabulary),
        said_as=tuple(talking.said_as.items()),
        noise_reduction="" if realtime.noise_reduction == "off" else realtime.noise_reduction,
        spoken=talking.output == "audio",
        max_reply_tokens=talking.max_reply_tokens or None,
        effort="" if talking.reasoning_effort == "default" else talking.reasoning_effort,
        turn_taking=turn_taking(settings),
        eagerness=talking.eagerness,
        threshold=talking.server_threshold,
        silence_ms=talking.silence_ms,
        think_ahead=talking.think_ahead,
        think_ahead_hearing=ThinkAhead(talking.think_ahead_realtime),
        unfinished_ms=max(0, talking.unfinished_silence_ms - talking.silence_ms),
        prefix_ms=talking.preroll_ms,
        tools=tools if settings.tools.enabled else (),
        remembered=Remembered(facts if settings.memory.enabled else (), here_only=not settings.memory.services),
        sampling=sampling(settings.sampling),
    )


def sampling(chosen: SamplingSettings) -> Sampling:
    return Sampling(
        temperature=chosen.temperature or None,
        top_p=chosen.top_p or None,
        seed=chosen.seed or None,
        stop=chosen.stop,
        presence_penalty=chosen.presence_penalty,
        frequency_penalty=chosen.frequency_penalty,
        logit_bias=tuple((token, float(weight)) for token, weight in chosen.logit_bias.items()),
    )


def codes(languages: Iterable[str]) -> tuple[str, ...]:
    """The languages without their countries, each once."""
    return tuple(dict.fromkeys(language.split("-")[0] for language in languages))


def retention(settings: Settings) -> Retention:
    """Says how long the store keeps what was said."""
    privacy = settings.privacy
    return Retention(privacy.keep_talks, privacy.audio_days or None, privacy.text_days or None, privacy.deleted_days)


SENSITIVITIES = {
    "at_once": BargeIn(hold_after=5, certain_after=5, longest_backchannel=0, far_below=30.0),
    "balanced": BargeIn(),
    "clear": BargeIn(hold_after=10, certain_after=65, longest_backchannel=32, far_below=12.0),
}


def barge_in(settings: Settings) -> BargeIn:
    talking = settings.talking
    chosen = with_learnt(SENSITIVITIES[talking.barge_in_sensitivity], talking.barge_in_learnt)
    on = talking.barge_in and not settings.sound.mute_while_speaking
    return replace(chosen, on=on, onset=settings.sound.detector_threshold)


OWN_WAKE_WORD = "own"
"""Stands for a wake word of one's own whose file was not named: one that nobody can say."""

SERVED_WAKE_WORD = "server"
"""Stands for one that a server hears, where none was named."""


def wake_wishes(settings: Settings) -> WakeWishes:
    talking = settings.talking
    served = f"{talking.wake_word_server} {talking.wake_word_of_server}".strip() if talking.wake_word_server else ""
    named = {"off": "", "own": talking.wake_word_file or OWN_WAKE_WORD, "server": served or SERVED_WAKE_WORD}
    word = named.get(talking.wake_word, talking.wake_word)
    return WakeWishes(word, float(talking.sleep_after))


def _frames(ms: int) -> int:
    return max(1, ms // FRAME_MS)


def dictation_wishes(settings: Settings) -> DictationWishes:
    said, private, profiles = settings.dictation, settings.privacy, settings.profiles
    wishes = DictationWishes(
        style=KeyStyle(said.key_style),
        languages=dictation_languages(settings),
        spoken_commands=said.spoken_commands,
        rules=writing_rules(settings.writing),
        vocabulary=tuple(said.vocabulary),
        replacements=tuple(said.replacements.items()),
        tidy=TidyStyle(said.tidy_up),
        tidy_prompt=said.tidy_prompt,
        chimes=said.chimes,
        way=DeliveryMethod(said.output),
        transcriber=Transcriber(said.transcriber),
        live_words=LiveWords(said.live_words),
        profiles=profiles.list.all,
        chosen=profiles.chosen,
        prompts=tuple(profiles.prompts.items()),
        no_context=profiles.no_context,
        agreed_context=profiles.agreed_context,
        programs=tuple((name.lower(), DeliveryMethod(way)) for name, way in said.programs.items()),
        hands_free=HandsFreeWishes(
            _frames(said.hands_free_pause), float(said.hands_free_silence), tuple(said.stop_phrases)
        ),
        voiced=settings.sound.detector_threshold,
        look_at_rewrites=said.edit_look,
        edits_selections=said.edit_selection,
        keep_talks=private.keep_talks,
        keep_sound=private.keep_talks and private.keep_audio,
    )
    tidy, prompt = tidying(wishes, said.tidy_named)
    return replace(wishes, tidy=tidy, tidy_prompt=prompt)


def writing_rules(chosen: WritingSettings) -> frozenset[WritingRule]:
    return rules_of(name for name in RULES if getattr(chosen, name))


def learns_words(settings: Settings) -> bool:
    """Says whether corrections may be kept, which hold what was said."""
    return settings.vocabulary.learn and settings.privacy.keep_talks


def terminal_wishes(settings: Settings, profile: str = "") -> DictationWishes:
    """Returns the wishes for text that comes at every pause while the person speaks. `profile`: the id of one."""
    splits = Splits(soft=50, late=1_000, hard=2_250, pause=35)
    usual = dictation_wishes(settings)
    wishes = with_profile(usual, profile_for(usual, None, profile))
    return replace(
        wishes, chimes=False, way=DeliveryMethod.TYPED, programs=(), splits=splits, chosen=profile or wishes.chosen
    )


def dictation_languages(settings: Settings) -> tuple[str, ...]:
    return codes(settings.dictation.languages or settings.talking.languages)
