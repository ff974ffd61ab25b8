"""The main states of the window, for pictures and for tests that look at all of them."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.desk import PaperDesk
from voiceapp.core.costs.access import CostOutlook
from voiceapp.core.costs.cheaper import Cheaper
from voiceapp.core.costs.forecast import Forecast
from voiceapp.core.desk import DayCost, LoggedEvent
from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    Limit,
    Phase,
    ShowAlarms,
    ShowFailure,
    ShowLevels,
    ShowLimits,
    ShowState,
    ShowTalk,
    TalkState,
)
from voiceapp.core.ringing import WaitingAlarm
from voiceapp.core.sentence import Sentence, SettingPlace
from voiceapp.core.transcript import (
    Item,
    ItemId,
    Message,
    MessageState,
    Note,
    SoundId,
    Speaker,
    Spent,
    Stage,
    Talk,
    TalkId,
    TalkKind,
    ToolCall,
    ToolState,
    Usage,
)
from voiceapp.core.wishes import TurnTaking
from voiceapp.gui import language
from voiceapp.gui.history.export import TalkToExport
from voiceapp.gui.history.model import FoundLine
from voiceapp.gui.system.close_question import CloseQuestion
from voiceapp.gui.window import Window

NOON = time.mktime((2026, 11, 20, 12, 0, 0, 0, 0, -1))
STATE = TalkState(
    phase=Phase.LISTENING,
    hears=True,
    engine=Sentence("OpenAI Realtime"),
    model="gpt-realtime-2.1-mini",
    leaves_machine=Sentence("Your voice and words go to api.openai.com."),
    microphone="Built-in microphone",
    speaker="Headphones",
    spent_usd=0.0132,
)


def said(text: str, number: int, **more: object) -> Message:
    message = Message(
        ItemId(f"t-{number:05d}"),
        Speaker.USER if number % 2 else Speaker.ASSISTANT,
        NOON + number * 7,
        text,
        MessageState.DONE,
        sound=SoundId(f"s-{number}"),
        engine=None if number % 2 else "OpenAI Realtime",
        model=None if number % 2 else "gpt-realtime-2.1-mini",
        spent=() if number % 2 else (Spent("gpt-realtime-2.1-mini", Usage(audio_out=90), 0.0042),),
        stages=()
        if not number % 2
        else (
            Stage("speech_ended", NOON + number * 7 - 1.1),
            Stage("committed", NOON + number * 7 - 0.8),
            Stage("first_text", NOON + number * 7 - 0.42),
            Stage("first_sound", NOON + number * 7 - 0.36),
            Stage("sound_out", NOON + number * 7 - 0.3),
        ),
    )
    return replace(message, **more)  # type: ignore[arg-type]


RECIPE = said(
    "A quarter litre of milk to 125 grams of flour. Let it rest for twenty minutes, so that the flour swells "
    "and the pancakes become soft.",
    4,
)
SLOW = (
    Stage("speech_ended", NOON),
    Stage("committed", NOON + 0.7),
    Stage("first_text", NOON + 1.5),
    Stage("first_sound", NOON + 1.62),
    Stage("sound_out", NOON + 1.7),
)
TIMER = ToolCall(
    ItemId("t-00005c"),
    NOON + 36,
    "set_timer",
    '{"minutes": 20, "label": "Batter"}',
    "",
    ToolState.ASKED,
    told=Sentence("Set a timer for {length}, called “{label}”?", length="20 min", label="Batter"),
    says_all=True,
)
TALK: tuple[Item, ...] = (
    said("Good morning. What do I need for pancakes for four?", 1),
    said("Good morning! Flour, milk, three eggs, a pinch of salt, and butter for the pan. Shall I give amounts?", 2),
    said("Yes, and how long does the batter have to rest?", 3),
    RECIPE,
    said("Set a timer for that.", 5),
    TIMER,
)


@dataclass(frozen=True, slots=True)
class Scene:
    act: Callable[[Window, PaperDesk], QWidget | None]
    """Bring the window there; what is to be seen where it is not the window itself."""
    size: tuple[int, int] = (1000, 760)
    prepare: Callable[[PaperDesk], object] = lambda desk: None
    history: bool = False


def show_talk(desk: PaperDesk, state: TalkState = STATE, items: tuple[Item, ...] = TALK) -> None:
    desk.show(ShowTalk(Talk(TalkId("t"), NOON, items=items)), ShowState(state))


def idle(window: Window, desk: PaperDesk) -> None:
    desk.show(ShowState(TalkState()))


def listening(window: Window, desk: PaperDesk) -> None:
    show_talk(desk, items=TALK[:4])


def loading(window: Window, desk: PaperDesk) -> None:
    show_talk(desk, TalkState(phase=Phase.CONNECTING, loading="brain", loaded=0.43, microphone=STATE.microphone), ())


def hearing(window: Window, desk: PaperDesk) -> None:
    growing = said("Yes, and how long does the", 3, state=MessageState.GROWING)
    show_talk(desk, replace(STATE, phase=Phase.HEARING), (*TALK[:2], growing))
    desk.show(ShowLevels(microphone=-18.0))


def thinking(window: Window, desk: PaperDesk) -> None:
    show_talk(desk, replace(STATE, phase=Phase.THINKING), TALK[:3])


def speaking(window: Window, desk: PaperDesk) -> None:
    reply = replace(RECIPE, state=MessageState.GROWING, spoken=62)
    show_talk(desk, replace(STATE, phase=Phase.SPEAKING), (*TALK[:3], reply))
    desk.show(ShowLevels(speaker=-14.0))


def dictating(window: Window, desk: PaperDesk) -> None:
    """Into another program, while the talk goes on."""
    show_talk(desk, items=TALK[:4])
    for show in desk.dictation_watchers:
        show(DictationView(DictationStage.RECORDING, level=-20.0))


def spoken_to_typist(window: Window, desk: PaperDesk) -> None:
    """The answer to a typed question, while the microphone is closed."""
    reply = replace(RECIPE, state=MessageState.GROWING, spoken=62)
    show_talk(desk, replace(STATE, phase=Phase.SPEAKING, hears=False), (*TALK[:3], reply))


def tool(window: Window, desk: PaperDesk) -> None:
    show_talk(desk, replace(STATE, phase=Phase.ASKING))


LINK = ToolCall(
    ItemId("t-00007c"),
    NOON + 50,
    "open_link",
    '{"url": "https://example.org/recipes/pancakes?for=4"}',
    "",
    ToolState.ASKED,
    told=Sentence("Open {url}?", url="https://example.org/recipes/pancakes?for=4"),
    says_all=True,
)


def tools(window: Window, desk: PaperDesk) -> None:
    """One that asks, one that nobody has words for, and finished ones."""
    done = replace(
        TIMER, state=ToolState.DONE, told=Sentence("Timer · {length} · {label}", length="20 min", label="Batter")
    )
    looked = replace(
        TIMER,
        id=ItemId("t-00005d"),
        name="search_talks",
        arguments='{"words": "pancakes"}',
        state=ToolState.DONE,
        told=Sentence("Looked up “{words}” in your conversations", words="pancakes"),
    )
    refused = replace(LINK, id=ItemId("t-00005e"), state=ToolState.REFUSED, told=None)
    failed = replace(
        LINK,
        id=ItemId("t-00005f"),
        state=ToolState.FAILED,
        told=None,
        failure=Sentence("No browser found to open it."),
    )
    unknown = replace(
        LINK,
        id=ItemId("t-00008c"),
        name="light_lamp",
        arguments='{"room": "kitchen", "brightness": 80}',
        told=Sentence("Use {tool}?", tool="Light lamp"),
        says_all=False,
    )
    show_talk(desk, replace(STATE, phase=Phase.ASKING), (*TALK[3:5], done, looked, refused, failed, LINK, unknown))


def alarm(window: Window, desk: PaperDesk) -> None:
    rings = Note(ItemId("t-00009n"), NOON + 1_250, Sentence("Timer: {what}", what="Batter"), alarm=1)
    show_talk(desk, items=(*TALK[3:5], rings))
    desk.show(ShowAlarms(ringing=(1,)))


def timers(window: Window, desk: PaperDesk) -> None:
    """One that runs, and one that was cancelled."""
    now = time.time()
    rice, tea = (
        replace(
            TIMER,
            id=ItemId(f"t-0000{number}c"),
            at=now,
            state=ToolState.DONE,
            told=Sentence("Timer · {length} · {label}", length=length, label=label),
            output=f'{{"number": {number}}}',
            ended_at=now,
        )
        for number, length, label in ((7, "20 min", "Batter"), (8, "4 min", "Tea"))
    )
    show_talk(desk, items=(*TALK[3:5], rice, tea))
    running, cancelled = WaitingAlarm(7, now + 1_194.9, now), WaitingAlarm(8, now + 240, now)
    desk.show(ShowAlarms(waiting=(running,), cancelled=(cancelled,)))


def german_tools(window: Window, desk: PaperDesk) -> QWidget | None:
    language.install("de")
    made = Window(desk)
    made.resize(820, 900)
    made.show()
    tools(made, desk)
    return made


def interrupted(window: Window, desk: PaperDesk) -> None:
    cut = replace(RECIPE, state=MessageState.CUT, heard=55)
    wrong = Note(ItemId("t-00006n"), NOON + 40, Sentence("The connection was lost for a moment. Nothing is missing."))
    waiting = said("And if I have no milk?", 7, state=MessageState.WAITING, failure=Sentence("Waits for the network."))
    show_talk(desk, replace(STATE, waiting=1), (*TALK[:3], cut, wrong, waiting))


def muted(window: Window, desk: PaperDesk) -> None:
    show_talk(desk, replace(STATE, phase=Phase.MUTED, muted=True), TALK[:2])


def asleep(window: Window, desk: PaperDesk) -> None:
    sleeps = replace(STATE, phase=Phase.ASLEEP, hears=False, wake_phrase="Okay Nabu", engine=None, leaves_machine=None)
    show_talk(desk, sleeps, TALK[:2])


def german_asleep(window: Window, desk: PaperDesk) -> QWidget | None:
    language.install("de")
    made = Window(desk)
    made.resize(820, 900)
    made.show()
    asleep(made, desk)
    return made


def without_a_wake_word(window: Window, desk: PaperDesk) -> None:
    asleep(window, desk)
    missing = Sentence(
        "What hears the wake word isn't installed. Run {command}, or press the talk button instead.",
        command="make run WAKE=1",
    )
    desk.show(
        ShowState(replace(STATE, phase=Phase.ASLEEP, hears=False, engine=None, leaves_machine=None)),
        ShowFailure(Failure(FailureKind.NO_WAKE_WORD, missing), stays=True),
    )


def offline(window: Window, desk: PaperDesk) -> None:
    show_talk(desk, replace(STATE, phase=Phase.OFFLINE, waiting=2), TALK[:3])
    desk.show(
        ShowFailure(
            Failure(FailureKind.NO_NETWORK, Sentence("There is no network: what you say is kept and sent later.")),
            stays=True,
        ),
        ShowFailure(
            Failure(FailureKind.DISK_FULL, Sentence("The disk is full: make room, until then all lives in memory.")),
            stays=True,
        ),
    )


def notices(window: Window, desk: PaperDesk) -> None:
    show_talk(desk, items=TALK[:2])
    no_network = Failure(FailureKind.NO_NETWORK, Sentence("There is no network: what you say is kept and sent later."))
    desk.show(
        ShowFailure(Failure(FailureKind.NO_KEY, Sentence("There is no key for api.openai.com."))),
        ShowFailure(no_network, stays=True),
    )
    window.bridge._hand_over()
    window.notices.notice("Deleted: Pancakes for four", "Undo", lambda: None)


def deaf(window: Window, desk: PaperDesk) -> None:
    show_talk(desk, replace(STATE, phase=Phase.DEAF, microphone=None), TALK[:2])


def narrow(window: Window, desk: PaperDesk) -> None:
    long = replace(STATE, phase=Phase.READY, turn_taking=TurnTaking.HOLD, model="gpt-realtime-2.1-2026-10-01-preview")
    show_talk(desk, long, TALK[:4])


def low(window: Window, desk: PaperDesk) -> None:
    show_talk(desk)


def low_large(window: Window, desk: PaperDesk) -> None:
    desk.settings.change("appearance.text_size", 150)
    show_talk(desk)


def sound(window: Window, desk: PaperDesk) -> QWidget | None:
    listening(window, desk)
    window.bridge._hand_over()
    window.panel.sound.click()
    return window.panel.popover


def chooser(window: Window, desk: PaperDesk) -> QWidget | None:
    listening(window, desk)
    window.bridge._hand_over()
    window.panel.mode.showPopup()
    return window.panel.mode.view().window()


def typing(window: Window, desk: PaperDesk) -> None:
    show_talk(desk, items=TALK[:2])
    window.composer.setPlainText("What is on this picture,\nand where might it have been taken?")
    window.composer.add_picture(sunset())
    window.composer.setFocus()


def hovering(window: Window, desk: PaperDesk) -> None:
    listening(window, desk)
    window.bridge._hand_over()
    row = window.transcript.visualRect(window.model.index(3, 0))
    window.transcript._hover_at(QPoint(row.center().x(), row.center().y()))


def languages(window: Window, desk: PaperDesk) -> None:
    show_talk(
        desk,
        items=(
            said("كيف حالك اليوم؟ أريد أن أتعلم كلمات جديدة.", 1),
            said("أنا بخير، شكرا! لنبدأ بكلمة جديدة: «مطبخ».\nIt means kitchen.", 2),
            said("Привет! Как дела?", 3),
            said("Grüße aus Köln 🎉 <b>kein Markup</b>", 4),
            said("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 3, 5),
        ),
    )


def right_to_left(window: Window, desk: PaperDesk) -> None:
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window.use_theme()
    show_talk(desk)


def fill_history(desk: PaperDesk) -> None:
    now = time.time()
    for number, (title, back, pinned) in enumerate(
        (
            ("Pancakes for four", 0.01, False),
            ("What to see in Lisbon in three days, with children and little money", 0.3, True),
            ("Vocabulary: the kitchen", 1.0, False),
            ("Why the sky is blue", 1.2, False),
            ("Letter to the landlord", 3.1, False),
            ("Practising for the interview", 5.0, False),
            ("Chess openings", 12.0, False),
            ("A poem about November", 40.0, False),
        )
    ):
        at = now - back * 86_400
        items = tuple(replace(each, at=at + place * 6) for place, each in enumerate(TALK[: 2 + number % 4]))
        kind = TalkKind.DICTATION if number == 4 else TalkKind.CONVERSATION
        desk.talks[TalkId(f"talk-{number}")] = Talk(TalkId(f"talk-{number}"), at, kind, title, pinned, items=items)


def with_history(window: Window, desk: PaperDesk) -> None:
    desk.show(ShowTalk(desk.talks[TalkId("talk-0")]), ShowState(STATE))
    window.history.show()


def searching(window: Window, desk: PaperDesk) -> None:
    with_history(window, desk)
    window.begin_search()
    window.history.search.setText("batter")
    window.history._look()
    window.bridge._call(lambda: None)


def reading(window: Window, desk: PaperDesk) -> None:
    with_history(window, desk)
    window.history.search.setText("flour")
    window.history._look()

    window.bridge._hand_over()
    QApplication.processEvents()
    rows = [window.history.model.entry(row) for row in range(window.history.model.rowCount())]
    window.main_area.read([each for each in rows if isinstance(each, FoundLine)][-1])


def exporting(window: Window, desk: PaperDesk) -> QWidget | None:
    return window.exports.ask(TalkToExport(TalkId("talk-0"), "Pancakes for four", NOON), window._palette)


def happened(window: Window, desk: PaperDesk) -> None:
    show_talk(desk, items=tuple(each for each in (*TALK, said("And how hot must the pan be?", 9, stages=SLOW))))
    desk.show(ShowLimits((Limit("requests", 500, 488, 3.0), Limit("tokens", 40_000, 9_500, 12.0))))
    window.bridge._hand_over()
    window.top.activity.setChecked(True)


def happened_events(window: Window, desk: PaperDesk) -> None:
    desk.events = tuple(
        LoggedEvent(NOON + number * 0.4, name, detail, commands)
        for number, (name, detail, commands) in enumerate(
            (
                ("TalkStarted", "", ("Listen", "Connect", "ShowState")),
                ("engine: LinkOpened", "info: (name: OpenAI Realtime, model: gpt-realtime-2.1-mini)", ("ShowState",)),
                ("engine: TurnWords", "turn: t1, text: Xxxx xxxxxxx., final: True", ("KeepItem", "ShowItem")),
                ("engine: ReplyBegan", "reply: r1, turn: t1", ()),
            )
            * 6
        )
    )
    happened(window, desk)
    window.activity.tabs.setCurrentIndex(1)


def happened_costs(window: Window, desk: PaperDesk) -> None:
    desk.cost = tuple(
        DayCost(f"2026-10-{day:02d}", (day * 7 % 11) / 40 if day % 6 else 0.0, day == 17) for day in range(1, 31)
    )
    dear, cheap = "gpt-realtime-2.1", "gpt-realtime-2.1-mini"
    desk.costs.told = CostOutlook(Forecast(0.0127), (), (Cheaper(dear, 3.1, cheap, 0.85),))
    happened(window, desk)
    window.activity.tabs.setCurrentIndex(2)


def small_bar(window: Window, desk: PaperDesk) -> QWidget | None:
    speaking(window, desk)
    window.presence.show_bar()
    return window.presence.bar


def closing(window: Window, desk: PaperDesk) -> QWidget | None:
    listening(window, desk)
    window.presence._ask()
    return window.findChild(CloseQuestion)


def german_closing(window: Window, desk: PaperDesk) -> QWidget | None:
    language.install("de")
    return closing(window, desk)


def welcome(step: int) -> Callable[[Window, PaperDesk], QWidget | None]:
    def act(window: Window, desk: PaperDesk) -> QWidget | None:
        window.main_area.welcome_if_new()
        assert window.main_area.welcome is not None
        page = window.main_area.welcome
        page._begun = True
        page._go(step)
        for heard in desk.heard:
            heard(-24.0)
        return None

    return act


def welcome_other(window: Window, desk: PaperDesk) -> QWidget | None:
    welcome(0)(window, desk)
    assert window.main_area.welcome is not None
    window.main_area.welcome._who.other.setChecked(True)
    return None


def german_welcome(window: Window, desk: PaperDesk) -> QWidget | None:
    language.install("de")
    made = Window(desk)
    made.resize(1120, 780)
    made.show()
    welcome(0)(made, desk)
    return made


def settings(window: Window, desk: PaperDesk) -> QWidget | None:
    window.open_settings(SettingPlace("sound"))
    return window.overlays.settings


def settings_engines(window: Window, desk: PaperDesk) -> QWidget | None:
    window.open_settings(SettingPlace("engines"))
    return window.overlays.settings


def settings_two_services(window: Window, desk: PaperDesk) -> QWidget | None:
    desk.settings.change("stt.base_url", "https://api.deepgram.com")
    window.open_settings(SettingPlace("engines"))
    return window.overlays.settings


def settings_search(window: Window, desk: PaperDesk) -> QWidget | None:
    window.open_settings(SettingPlace("sound"))
    assert window.overlays.settings is not None
    window.overlays.settings._search.setText("voice")
    return window.overlays.settings


def sunset() -> QImage:
    picture = QImage(640, 400, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    for y in range(400):
        painter.fillRect(0, y, 640, 1, QColor(250 - y // 3, 120 + y // 8, 60 + y // 2))
    painter.setBrush(QColor("#ffe9a8"))
    painter.drawEllipse(QPoint(320, 240), 70, 70)
    painter.fillRect(0, 280, 640, 120, QColor("#24344d"))
    painter.end()
    return picture


def german(window: Window, desk: PaperDesk) -> QWidget | None:
    language.install("de")
    made = Window(desk)
    made.resize(1120, 780)
    made.show()
    show_talk(desk)
    return made


def german_low_large(window: Window, desk: PaperDesk) -> QWidget | None:
    """The least room and the most words: a tool asks in it."""
    language.install("de")
    desk.settings.change("appearance.text_size", 150)
    made = Window(desk)
    made.resize(720, 500)
    made.show()
    show_talk(desk, replace(STATE, phase=Phase.ASKING))
    return made


def german_settings(window: Window, desk: PaperDesk) -> QWidget | None:
    language.install("de")
    window.open_settings(SettingPlace("talking"))
    return window.overlays.settings


def large(window: Window, desk: PaperDesk) -> None:
    desk.settings.change("appearance.text_size", 150)
    show_talk(desk, items=TALK[:4])


SCENES: dict[str, Scene] = {
    "idle": Scene(idle),
    "loading": Scene(loading),
    "listening": Scene(listening),
    "hearing": Scene(hearing),
    "thinking": Scene(thinking),
    "speaking": Scene(speaking),
    "spoken-to-typist": Scene(spoken_to_typist),
    "dictating": Scene(dictating),
    "tool": Scene(tool),
    "tools": Scene(tools, (1000, 1000)),
    "german-tools": Scene(german_tools),
    "timers": Scene(timers, size=(820, 700)),
    "alarm": Scene(alarm),
    "interrupted": Scene(interrupted),
    "muted": Scene(muted),
    "asleep": Scene(asleep),
    "asleep-german": Scene(german_asleep),
    "asleep-for-good": Scene(without_a_wake_word),
    "offline": Scene(offline),
    "notices": Scene(notices),
    "no-microphone": Scene(deaf),
    "narrow": Scene(narrow, (720, 640)),
    "low": Scene(low, (720, 500)),
    "low-large-text": Scene(low_large, (720, 500)),
    "sound": Scene(sound),
    "chooser": Scene(chooser),
    "history": Scene(with_history, (1120, 780), fill_history),
    "history-search": Scene(searching, (1120, 780), fill_history),
    "history-reading": Scene(reading, (1120, 780), fill_history),
    "export": Scene(exporting, (1120, 780), fill_history),
    "happened": Scene(happened, (1120, 780)),
    "happened-events": Scene(happened_events, (1120, 780)),
    "happened-costs": Scene(happened_costs, (1120, 780)),
    "small-bar": Scene(small_bar),
    "closing": Scene(closing),
    "german-closing": Scene(german_closing),
    "first-start-engine": Scene(welcome(0)),
    "first-start-microphone": Scene(welcome(1)),
    "first-start-voice": Scene(welcome(2)),
    "first-start-other": Scene(welcome_other),
    "german-first-start": Scene(german_welcome, (1120, 780)),
    "german": Scene(german, (1120, 780)),
    "german-low-large-text": Scene(german_low_large, (720, 500)),
    "german-settings": Scene(german_settings),
    "large-text": Scene(large, (1120, 780)),
    "wide": Scene(with_history, (1480, 940), fill_history),
    "typing": Scene(typing),
    "hover": Scene(hovering),
    "languages": Scene(languages),
    "right-to-left": Scene(right_to_left),
    "settings": Scene(settings),
    "settings-engines": Scene(settings_engines),
    "settings-two-services": Scene(settings_two_services),
    "settings-search": Scene(settings_search),
}
