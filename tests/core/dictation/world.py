"""A world around the dictation machine: a person, a microphone, a recogniser and another program, all of values."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from voiceapp.core.dictation.bar_view import DictationView
from voiceapp.core.dictation.dictation_parts import DictationPart
from voiceapp.core.dictation.joining import fit
from voiceapp.core.dictation.machine import DictationMachine
from voiceapp.core.dictation.messages import (
    BeginWords,
    Deliver,
    Delivered,
    DeliveryResult,
    DictationCommand,
    DictationEvent,
    DictationRequest,
    DropWords,
    EndWords,
    FeedWords,
    FocusSeen,
    KeyWentDown,
    KeyWentUp,
    LookAtFocus,
    PartId,
    RequestMade,
    TextTarget,
    Tidy,
    WordsCame,
    WordsFailed,
    WordsFromKept,
)
from voiceapp.core.dictation.wishes import DictationWishes
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EndSound, ForgetItem, KeepItem, KeepSound, Listen, MicFrame, Tick
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Message, MessageState, SoundId

FRAME = b"\1\0" * 480
EDITOR = TextTarget("1", "editor")
TERMINAL = TextTarget("2", "xterm", terminal=True)
NO_NETWORK = Failure(FailureKind.NO_NETWORK, Sentence("There is no network."))
WRONG_KEY = Failure(FailureKind.WRONG_KEY, Sentence("The key is wrong."))


@dataclass
class World:
    wishes: DictationWishes = field(default_factory=lambda: DictationWishes(warm=0.5))
    now: float = 1000.0
    focus: TextTarget | None = EDITOR
    machine: DictationMachine = field(init=False)
    out: list[DictationCommand] = field(default_factory=list[DictationCommand])
    asked_words: dict[PartId, bool] = field(default_factory=dict[PartId, bool])
    """Parts with a recogniser; true when all their sound was given."""
    flying: list[Deliver] = field(default_factory=list[Deliver])
    tidying: list[Tidy] = field(default_factory=list[Tidy])
    texts: dict[str, str] = field(default_factory=dict[str, str])
    clipboard: str = ""
    items: dict[ItemId, Message] = field(default_factory=dict[ItemId, Message])
    sounds: dict[SoundId, int] = field(default_factory=dict[SoundId, int])
    ended: set[SoundId] = field(default_factory=set[SoundId])
    listening: bool = False
    answers: list[DictationEvent] = field(default_factory=list[DictationEvent])
    answers_focus: bool = True
    watch: Callable[[DictationCommand], None] = lambda _: None

    def __post_init__(self) -> None:
        self.machine = DictationMachine(self.wishes)

    # --- gestures

    def press(self) -> None:
        self.tell(KeyWentDown())

    def release(self) -> None:
        self.tell(KeyWentUp())

    def ask(self, what: DictationRequest) -> None:
        self.tell(RequestMade(what))

    def speak(self, frames: int = 25) -> None:
        self._sound(frames, 0.95, -20.0)

    def be_silent(self, frames: int = 25) -> None:
        self._sound(frames, 0.02, -60.0)

    def dictate(self, frames: int = 50) -> None:
        self.press()
        self.be_silent(5)
        self.speak(frames)
        self.be_silent(10)
        self.release()
        self.be_silent(10)

    def hear(self, text: str, *, part: PartId | None = None, final: bool = True) -> None:
        """The recogniser answers, for the oldest part that it has all of."""
        part = part or next(name for name, whole in self.asked_words.items() if whole)
        if final:
            self.asked_words.pop(part, None)
        self.tell(WordsCame(part, text, final=final))

    def fail(self, failure: Failure = NO_NETWORK, part: PartId | None = None) -> None:
        part = part or next(iter(self.asked_words))
        self.asked_words.pop(part)
        self.tell(WordsFailed(part, failure))

    def land(self, *, can_undo: bool = False) -> str:
        """The other program takes what is under way. Answers what went in."""
        deliver = self.flying.pop(0)
        target = deliver.target or self.focus
        if target is None or (deliver.target is not None and deliver.target != self.focus):
            self.tell(Delivered(deliver.delivery, DeliveryResult.FOCUS_MOVED))
            return ""
        refused = deliver.refused_by(target)
        if refused is not None:
            self.tell(Delivered(deliver.delivery, refused, target=target))
            return ""
        if deliver.way.value == "clipboard":
            self.clipboard = deliver.text
            self.tell(Delivered(deliver.delivery, DeliveryResult.COPIED))
            return ""
        there = self.texts.get(target.window, "")
        there = there[: len(there) - deliver.erase]
        text = deliver.text_for(target)
        text = text if deliver.as_is else fit(text, deliver.before)
        self.texts[target.window] = there + text
        self.tell(Delivered(deliver.delivery, DeliveryResult.INSERTED, text, target, can_undo=can_undo))
        return text

    def wait(self, seconds: float) -> None:
        end = self.now + seconds
        while (deadline := self.machine.deadline) is not None and deadline <= end:
            self.now = max(self.now, deadline)
            before = self.machine.deadline
            self.tell(Tick())
            assert self.machine.deadline != before, "a tick at the deadline moves on"
        self.now = end

    # --- the machine

    def _sound(self, frames: int, speech: float, level: float) -> None:
        for _ in range(frames):
            if self.listening:
                self.tell(MicFrame(FRAME, self.now, speech, level))
            self.now += 0.02

    def tell(self, event: DictationEvent) -> list[DictationCommand]:
        commands = self.machine.handle(event, self.now)
        self.out += commands
        for command in commands:
            self._carry_out(command)
            self.watch(command)
        # What the desktop says comes only when everything was carried out.
        answers, self.answers = self.answers, []
        for answer in answers:
            self.tell(answer)
        return commands

    def _carry_out(self, command: DictationCommand) -> None:
        match command:
            case LookAtFocus(dictation) if self.answers_focus:
                self.answers.append(FocusSeen(dictation, self.focus))
            case BeginWords(part):
                self.asked_words[part] = False
            case EndWords(part):
                self.asked_words[part] = True
            case WordsFromKept(part):
                self.asked_words[part] = True
            case DropWords(part):
                self.asked_words.pop(part, None)
            case FeedWords(part):
                assert part in self.asked_words, "sound goes only to a recogniser that was begun"
            case Deliver():
                self.flying.append(command)
            case Tidy():
                self.tidying.append(command)
            case KeepSound(sound, pcm):
                self.sounds[sound] = self.sounds.get(sound, 0) + len(pcm)
            case EndSound(sound, keep):
                self.ended.add(sound)
                if not keep:
                    self.sounds.pop(sound, None)
            case KeepItem(_, Message() as item):
                self.items[item.id] = item
            case ForgetItem(_, item_id):
                self.items.pop(item_id, None)
            case Listen(on):
                self.listening = on
            case _:
                pass

    # --- what is to be seen

    def is_recording(self) -> bool:
        return self.machine.recording

    def parts_in_memory(self) -> list[DictationPart]:
        return self.machine._delivery.parts  # pyright: ignore[reportPrivateUsage]

    def history(self) -> list[str]:
        return [item.text for item in self.items.values() if item.state is MessageState.DONE]


def secret(target: TextTarget) -> TextTarget:
    return replace(target, secret=True)


def view(world: World) -> DictationView:
    """What the bar shows."""
    return world.machine.view
