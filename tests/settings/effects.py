"""What comes of the settings, as far as it can be seen without a device, a server or a screen.

Each function here takes settings and answers with what a consumer makes of them: the frames and bodies that servers get,
the parts that are chosen, what the machines of the core are told, how the window looks. Two choices of a setting for which
all of them answer alike are one choice, and one of the two is a promise that nobody keeps.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

from PySide6.QtCore import Qt

from voiceapp.app.caption_ears import CaptionEarsBySettings, sources_wanted
from voiceapp.app.captions_desk import CaptionsDesk, file_wishes, translated_into
from voiceapp.app.dictation import DictationDesk, DictationNeeds
from voiceapp.app.pictures_by_settings import PicturesBySettings
from voiceapp.app.recording_ears import RecordingEars, usual_options
from voiceapp.app.running_interpreter import wishes_of
from voiceapp.app.second_ears import SecondEarsBySettings
from voiceapp.app.session_builder import RunningTalk
from voiceapp.app.summary_rule import by_rule
from voiceapp.audio.chimes import chimes_of
from voiceapp.audio.detectors import detector
from voiceapp.audio.frontend import front_end_wishes
from voiceapp.core.actions import ACTIONS, KeyPlace
from voiceapp.core.dictation.bar_view import DictationView, SpokenPart
from voiceapp.core.dictation.ports import GlobalKeys
from voiceapp.core.dictation.recogniser_hints import hints_of
from voiceapp.core.dictation.tidying import instructions
from voiceapp.core.dictation.wishes import TidyStyle
from voiceapp.core.dictation.wording import Wording
from voiceapp.core.messages import ShowItem, ShowTalk
from voiceapp.core.pictures.painter import PictureWish
from voiceapp.core.ports import Chat, EngineError, SpeechToText, TextToSpeech, Tool
from voiceapp.core.transcript import Item, ItemId, Message, MessageState, Speaker, Spent, Talk, TalkId, TalkKind, Usage
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.engine_choice.interpreters import Interpreters
from voiceapp.engine_choice.lazy_parts import LazyRecogniser
from voiceapp.engine_choice.likely_engine import engines_in_order
from voiceapp.engine_choice.moderators import LazyModerator, rules_of
from voiceapp.engine_choice.talk_reader import talk_reader
from voiceapp.engines.live.engine import LiveEngine
from voiceapp.engines.realtime.engine import RealtimeEngine
from voiceapp.exports.folder_note import place_of
from voiceapp.gui import language
from voiceapp.gui.captions.look import look_wanted
from voiceapp.gui.captions.place import chosen_screen
from voiceapp.gui.look import appearance
from voiceapp.gui.look.theme import LIGHT
from voiceapp.local.background_model import wanted_by_itself
from voiceapp.local.catalogue.hub import HUB
from voiceapp.local.chosen_models import chosen_models
from voiceapp.local.downloads.sources import mirrored
from voiceapp.one_off.talk_summaries import prompt_named
from voiceapp.openai import realtime_client_events as client
from voiceapp.openai.chat import ServedChat
from voiceapp.openai.completions import DraftCompletions
from voiceapp.openai.http import Server
from voiceapp.openai.images import Pictures
from voiceapp.openai.realtime_client_events import Dialect
from voiceapp.providers import ALL_PRICES
from voiceapp.settings.key_commands import key_commands
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing
from voiceapp.settings.wishes_from_settings import (
    dictation_wishes,
    folder_wishes,
    learns_words,
    retention,
    session_wishes,
    talk_wishes,
)
from voiceapp.storage.spending import Spending
from voiceapp.tools import all_tools
from voiceapp.tools.parts.tool_context import ToolContext

Effect = Callable[[Settings], object]
_MESSAGE = Message(ItemId("1"), Speaker.USER, 0.0, "first second comma third", MessageState.DONE)
SAID: tuple[Item, ...] = (_MESSAGE,)
KEY = "sk-test-key-of-nobody-0123456789"
SPENT = (0.05, 0.3, 0.85, 0.99, 5.0, 500.0)
"""Dollars that may have been spent today already."""


class _EmptyVault:
    def get_password(self, service: str, username: str) -> str | None:
        return None

    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


def _keys(settings: Settings, key: str) -> KeyRing:
    ring = KeyRing({"OPENAI_API_KEY": key}, _EmptyVault)
    ring.learn(_addresses(settings))
    return ring


def _addresses(settings: Settings) -> list[str]:
    given = [
        str(settings.value(f"{group}.base_url"))
        for group in ("engines", "realtime", "live", "stt", "chat", "tts", "pictures", "moderation")
    ]
    return ["https://api.openai.com/v1", *(address for address in given if address)]


@contextmanager
def _engines(settings: Settings, key: str = KEY) -> Iterator[AvailableEngines]:
    spending = Spending(lambda: settings, ALL_PRICES)
    yield AvailableEngines(lambda: settings, _keys(settings, key), spending)
    spending.close()


def which_commands_print_keys(settings: Settings) -> object:
    return key_commands(settings)


# --- who answers, and what they are sent


def who_answers(settings: Settings) -> object:
    with _engines(settings) as engines:
        factory = engines.factory()
        return engines_in_order(settings, factory), [factory.is_local(role) for role in ("stt", "chat", "tts")]


def what_is_checked(settings: Settings) -> object:
    """By the person's choice, and where everything is checked in any case."""
    found: list[object] = []
    for wanted in (settings, settings.with_value("moderation.on", True)):
        with _engines(wanted) as engines:
            engine = engines._talk_engine()
            try:
                chosen = LazyModerator(engines.factory, engines._keys_known)._chosen()
            except EngineError as error:
                found.append((type(engine).__name__, rules_of(wanted), error.failure.sentence))
            else:
                server = chosen._server
                found.append(
                    (type(engine).__name__, rules_of(wanted), server.endpoint, server.plain_allowed, chosen._model)
                )
    return found


def what_realtime_is_sent(settings: Settings) -> object:
    wishes = session_wishes(settings, tuple(tool.spec for tool in _tools().values()), ("I live in Graz.",))
    with _engines(settings) as engines:
        try:
            engine = engines.factory().realtime()
        except EngineError as error:
            return error.failure.sentence
    assert isinstance(engine, RealtimeEngine)
    server = engine._server
    asked = (server.endpoint, server.plain_allowed, server.dialect)
    return asked, wishes.model, [client.session(wishes, dialect) for dialect in Dialect]


def what_live_is_sent(settings: Settings) -> object:
    with _engines(settings) as engines:
        try:
            engine = engines.factory().live()
        except EngineError as error:
            return error.failure.sentence
    assert isinstance(engine, LiveEngine)
    server = engine._server
    return server.endpoint, server.plain_allowed, engine._choices


def what_a_cascade_is_sent(settings: Settings) -> object:
    with _engines(settings) as engines:
        factory = engines.factory()
        parts: list[Callable[[], SpeechToText | Chat | TextToSpeech]] = [
            factory.recogniser_alone,
            factory.chat,
            factory.voice_alone,
        ]
        return [_asked_of(make, settings, factory) for make in parts]


def _asked_of(make: Callable[[], object], settings: Settings, factory: PartsFactory) -> object:
    try:
        part = make()
    except EngineError as error:
        return error.failure.sentence
    wishes = session_wishes(settings)
    server = getattr(part, "_server", None)
    place = (server.endpoint, server.plain_allowed) if isinstance(server, Server) else getattr(server, "endpoint", None)
    body = part._body("model", SAID, wishes, ()) if isinstance(part, ServedChat) else None
    known = getattr(part, "_choice", None)
    said = [getattr(part, name, None) for name in ("_voice", "_style", "_model")]
    return type(part).__name__, place, known and known.known, said, wishes.speed, repr(body)


def who_hears_dictation(settings: Settings) -> object:
    found: list[object] = []
    for key in (KEY, ""):
        with _engines(settings, key) as engines:
            wishes = dictation_wishes(settings)
            recogniser = _dictation(settings, engines).recogniser(wishes.transcriber, wishes.live_words)
            chosen = recogniser._choose() if isinstance(recogniser, LazyRecogniser) else recogniser
            found.append(_names_of(chosen))
    return found


def _names_of(recogniser: object) -> object:
    """Who hears, who is asked where that fails, and who is only looked at."""
    others = [getattr(recogniser, name, None) for name in ("_first", "_second", "_live", "_whole", "_preview")]
    return type(recogniser).__name__, [_names_of(other) for other in others if other is not None]


def which_models_are_here(settings: Settings) -> object:
    return chosen_models(settings)


def how_models_come(settings: Settings) -> object:
    wanted = wanted_by_itself(settings, {})
    return bool(wanted), mirrored(f"{HUB}/a/model", settings.local.mirror)


def how_long_models_stay(settings: Settings) -> object:
    with _engines(settings) as engines:
        return engines.models_linger()


def what_tells_meanings(settings: Settings) -> object:
    """By the person's choice, and by the service in any case."""
    found: list[object] = []
    for wanted in (settings, settings.with_value("history.meaning", "service")):
        with _engines(wanted) as engines:
            try:
                embedder = engines.embedder()
                found.append((type(embedder).__name__, embedder and embedder.name))
            except EngineError as error:
                found.append(error.failure.sentence)
    return found


def who_continues_drafts(settings: Settings) -> object:
    with _engines(settings) as engines:
        drafter = engines.factory().drafter()
    if not isinstance(drafter, DraftCompletions):
        return None
    return drafter._server.endpoint, drafter._choice.known, drafter.body("model", SAID)


def who_makes_pictures(settings: Settings) -> object:
    with _engines(settings) as engines:
        maker = PicturesBySettings(lambda: settings, engines.factory)
        try:
            painter = maker.painter()
        except EngineError as error:
            return maker.terms(), error.failure.sentence
    assert isinstance(painter, Pictures)
    fields = painter._fields("a-model", PictureWish("A fox"))
    return maker.terms(), painter._server.endpoint, painter._server.plain_allowed, painter._choice.known, fields


def who_answers_from_the_history(settings: Settings) -> object:
    with _engines(settings) as engines:
        try:
            reader = talk_reader(engines, lambda: settings)
        except EngineError as error:
            return error.failure.sentence
        return type(reader.chat).__name__, reader.here is None


def when_recordings_are_heard_again(settings: Settings) -> object:
    """On mains, and on battery."""
    with _engines(settings) as engines:
        return [
            SecondEarsBySettings(lambda: settings, engines, there).is_time for there in (lambda: True, lambda: False)
        ]


def how_files_are_written_down(settings: Settings) -> object:
    options = usual_options(settings)
    with _engines(settings) as engines:
        ears = RecordingEars(lambda: settings, engines)
        recogniser = ears.recogniser(options)
        chosen = recogniser._choose() if isinstance(recogniser, LazyRecogniser) else recogniser
        return options, settings.recordings.watched, ears.hints(options), ears.works_here(options), _names_of(chosen)


# --- how a talk and a dictation go


def _tools() -> dict[str, Tool]:
    around = ToolContext(None, None, None, lambda _: True)  # type: ignore[arg-type]
    return dict(all_tools(around))


def what_is_written_about_talks(settings: Settings) -> object:
    prompts = dict(settings.summaries.prompts)
    kinds = (TalkKind.TRANSCRIPTION, TalkKind.CONVERSATION)
    return [by_rule(settings, kind) for kind in kinds], {name: prompt_named(name.upper(), prompts) for name in prompts}


def how_a_talk_goes(settings: Settings) -> object:
    return talk_wishes(settings, tuple(_tools().values()))


def what_the_sound_goes_through(settings: Settings) -> object:
    """The calls that a change of settings makes to the ears and the mouth."""
    calls: list[object] = []

    class Noted:
        def __init__(self, name: str) -> None:
            self._name = name

        def __getattr__(self, name: str) -> Callable[..., None]:
            return lambda *args, **named: calls.append((self._name, name, args, named))

    talking = SimpleNamespace(
        capture=Noted("ears"),
        playback=Noted("mouth"),
        shared=Noted("shared"),
        _tools={},
        tell=lambda _: None,
        _foundations=SimpleNamespace(facts=tuple),
    )
    RunningTalk.change(cast("RunningTalk", talking), settings)
    return calls, type(detector(front_end_wishes(settings).detector)).__name__


def how_dictation_goes(settings: Settings) -> object:
    wishes = dictation_wishes(settings)
    hints = hints_of(wishes)
    asked = "" if wishes.tidy is TidyStyle.AS_SAID else instructions(wishes.tidy, wishes.tidy_prompt)
    return wishes, hints, asked, Wording.of(wishes).write("first comma second new line", "en")


def what_is_learnt(settings: Settings) -> object:
    return learns_words(settings)


def which_keys_are_heard_everywhere(settings: Settings) -> object:
    bound: list[dict[str, str]] = []

    def bind(wanted: dict[str, str]) -> dict[str, str]:
        bound.append(wanted)
        return {}

    desk = _dictation(settings)
    desk._keys = cast("GlobalKeys", SimpleNamespace(bind=bind))
    desk._bind()
    return bound


def _dictation(settings: Settings, engines: AvailableEngines | None = None) -> DictationDesk:
    return DictationDesk(lambda: settings, cast("DictationNeeds", SimpleNamespace(engines=engines)))


def what_is_kept(settings: Settings) -> object:
    return retention(settings)


def what_is_saved_in_the_folder(settings: Settings) -> object:
    wishes = folder_wishes(settings)
    kinds = [wishes.wants(kind) for kind in TalkKind]
    place = place_of(Talk(TalkId("t"), 1e9, title="Tea"), wishes.names, wishes.export)
    return wishes.folder, place, wishes.suffixes, kinds, wishes.deletes


def what_may_be_spent(settings: Settings) -> object:
    found: list[object] = []
    for usd in SPENT:
        spending = Spending(lambda: settings, ALL_PRICES)
        spending.charge(Spent("m", Usage(), usd))
        over, warning = spending.over(), spending.warning()
        found.append((over and over.sentence, warning and warning.sentence))
        spending.close()
    return found


def how_chimes_sound(settings: Settings) -> object:
    return chimes_of(settings)


# --- the window


def how_the_window_looks(settings: Settings) -> object:
    """In a bright and in a dark system, of which one speaks German and wants nothing to move."""
    found: list[object] = []
    for scheme, name, moves in ((Qt.ColorScheme.Light, "en_US", 200), (Qt.ColorScheme.Dark, "de_DE", 0)):
        hints = SimpleNamespace(colorScheme=lambda scheme=scheme: scheme)
        style = SimpleNamespace(styleHint=lambda _, moves=moves: moves)
        locale = SimpleNamespace(system=lambda name=name: SimpleNamespace(name=lambda: name))
        with (
            _instead(appearance, "QGuiApplication", SimpleNamespace(styleHints=lambda hints=hints: hints)),
            _instead(language, "QLocale", locale),
        ):
            found += [
                appearance.palette_wanted(settings.value),
                appearance.still(settings.value, style),  # type: ignore[arg-type]
                language.wanted(settings.appearance.language),
            ]
    return found, appearance.sheet_wanted(settings.value, LIGHT), appearance.marks_doubts(settings.value)


@contextmanager
def _instead(module: object, name: str, value: object) -> Iterator[None]:
    before = getattr(module, name)
    setattr(module, name, value)
    yield
    setattr(module, name, before)


def which_keys_the_window_hears(settings: Settings) -> object:
    """Those for which the window has something to do."""
    declared = [action for action in ACTIONS if action.place is KeyPlace.WINDOW and action.setting]
    return {action.id: settings.value(action.setting) for action in declared}


def how_captions_look(settings: Settings) -> object:
    screens = ("main 1x1", "zero 1x1", "one 1x1", "two 1x1")
    return look_wanted(settings.value), chosen_screen(settings.captions.screen, screens, screens[0])


def what_captions_show(settings: Settings) -> object:
    """Of a talk and of a dictation, in the window and in the file."""
    desk = CaptionsDesk(lambda: settings, None)  # type: ignore[arg-type]
    desk.take_show(ShowTalk(Talk(TalkId("talk"), 0.0)))
    desk.follow()
    desk.take_show(ShowItem(replace(_MESSAGE, text="said")))
    desk.take_view(DictationView(parts=(SpokenPart("part", "dictated"),)))
    wishes = file_wishes(settings)
    return [each.text for each in desk.captions], wishes, translated_into(settings)


def what_captions_hear(settings: Settings) -> object:
    """While a meeting is recorded, and otherwise."""
    with _engines(settings) as engines:
        recogniser = CaptionEarsBySettings(lambda: settings, engines).recogniser()
        chosen = recogniser._choose() if isinstance(recogniser, LazyRecogniser) else recogniser
        return sources_wanted(settings, ("Me", "Others")), sources_wanted(settings, ()), _names_of(chosen)


def who_interprets(settings: Settings) -> object:
    """Between which languages, by whom with a key, and by what the parts are."""
    with _engines(settings) as engines:
        interpreters = Interpreters(engines, settings, _keys(settings, KEY))
        try:
            chosen = interpreters.chosen()
        except EngineError as error:
            return error.failure.sentence
        return (
            wishes_of(settings),
            type(chosen).__name__,
            chosen.leaves_machine,
            type(interpreters._recogniser()).__name__,
        )


EFFECTS: tuple[Effect, ...] = (
    which_commands_print_keys,
    who_answers,
    what_is_checked,
    who_makes_pictures,
    what_realtime_is_sent,
    what_live_is_sent,
    what_a_cascade_is_sent,
    who_hears_dictation,
    which_models_are_here,
    how_models_come,
    how_long_models_stay,
    what_tells_meanings,
    who_answers_from_the_history,
    who_continues_drafts,
    when_recordings_are_heard_again,
    how_files_are_written_down,
    what_is_written_about_talks,
    how_a_talk_goes,
    what_the_sound_goes_through,
    how_dictation_goes,
    what_is_learnt,
    which_keys_are_heard_everywhere,
    what_is_kept,
    what_is_saved_in_the_folder,
    what_may_be_spent,
    how_chimes_sound,
    how_the_window_looks,
    which_keys_the_window_hears,
    how_captions_look,
    what_captions_show,
    what_captions_hear,
    who_interprets,
)
