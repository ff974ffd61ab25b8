"""One program, tried in four ways: what a person dictates stands in it, and nothing else has changed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product

from tests.core.dictation.world import World, view
from tests.desktop.text_output.programs import wait_for
from tests.desktop.text_output.session import session_bus
from tests.foreign.needs import NotToBeHadError, environment, packages, version_in, version_of
from tests.foreign.programs.opened import Around, Candidate, Opened, copied, copy
from tests.foreign.results import Cell, Row, Verdict
from tests.rig.display import Display
from tests.rig.soundcard import RigError
from voiceapp.core.dictation.bar_view import DictationStage
from voiceapp.core.dictation.messages import DeliveryResult, TextTarget
from voiceapp.core.dictation.wishes import DeliveryMethod, DictationWishes
from voiceapp.desktop.text_output.accessibility import Accessibility
from voiceapp.desktop.text_output.x11 import X11Output
from voiceapp.desktop.x11.windows import WindowSettled

FIRST = "Größe 5 € – naïve façade, 日本語 и שלום 🎤 (ok)."
SECOND = "And so on."
AFRESH = "Afresh."
BEFORE = "copied before"
WARNED = {True: "a warning of a field that is known", False: "no warning that its fields are not known"}
PATIENCE = 3.0
"""Seconds for a look at the field: here nothing else is to be measured than whether it tells."""


class MistakeError(AssertionError):
    """What is not as it should be, in words that fit into a table."""


class Person:
    """Dictates: the dictation machine and the way into other programs are real, its words are given."""

    def __init__(self, around: Around, way: DeliveryMethod) -> None:
        environ = {**os.environ, **around.display.environment}
        if around.tells:
            environ["DBUS_SESSION_BUS_ADDRESS"] = around.bus
        self.output = X11Output(environ, Accessibility(environ, PATIENCE))
        self.world = World(DictationWishes(way=way, chimes=False))
        self.warned = False

    def look(self) -> TextTarget:
        target = self.output.focus()
        if target is None or not target.window:
            raise MistakeError("nobody has the keyboard")
        return target

    def dictate(self, words: str) -> DeliveryResult:
        world = self.world
        world.focus = self.look()
        world.dictate()
        world.hear(words)
        self.warned = self.warned or "passwords" in str(view(world).sentence)
        if not world.flying:
            return DeliveryResult.HIDDEN_FIELD if world.focus.secret else DeliveryResult.FAILED
        delivered = self.output.deliver(world.flying.pop(0))
        world.tell(delivered)
        return delivered.arrival

    def stands_at_the_beginning(self) -> bool:
        """As far as the program tells."""
        focused = self.output._windows.focused()
        return focused is not None and self.output._read_context(focused).before in ("", None)

    def said(self) -> str:
        shown = view(self.world)
        return str(shown.sentence) if shown.stage in (DictationStage.WAITING, DictationStage.FAILED) else ""


def tried(candidate: Candidate) -> Row:
    try:
        if candidate.packages:
            packages(candidate.packages)
        python = environment(candidate.requirements[0], candidate.requirements) if candidate.requirements else None
    except NotToBeHadError as why:
        return Row(candidate.name, "", (candidate.toolkit, *(Cell(Verdict.NOT_TRIED, str(why)) for _ in range(4))))
    version = version_in(python, candidate.requirements[0]) if python else version_of(candidate.packages[0])
    cells: list[Cell] = []
    for managed, way in product((True, False), (DeliveryMethod.TYPED, DeliveryMethod.PASTE)):
        try:
            # With a manager as on a whole desktop, which has accessibility; without, as on a bare one.
            with place(managed=managed) as around:
                cells.append(attempt(candidate, Around(around.display, around.bus, managed, python), way))
        except (AssertionError, RigError, OSError) as wrong:
            cells.append(Cell(Verdict.ILL, " ".join(str(wrong).split()) or type(wrong).__name__))
    return Row(candidate.name, version, (candidate.toolkit, *cells))


@contextmanager
def place(*, managed: bool) -> Iterator[Around]:
    display = Display(managed=managed).start()
    try:
        with session_bus(display, for_readers=managed) as bus:
            yield Around(display, bus, managed)
    finally:
        display.stop()


def attempt(candidate: Candidate, around: Around, way: DeliveryMethod) -> Cell:
    """Raises an AssertionError that says what is not well."""
    known = around.tells and not candidate.tells_nothing
    with candidate.opened(around) as opened:
        person = Person(around, way)
        try:
            copy(around.display, BEFORE)
            if candidate.secret and known:
                nothing_goes_in(opened, person)
                return Cell(Verdict.WELL, "nothing goes in")
            words_go_in(opened, person)
            expect(person.warned is (candidate.browser and not known), WARNED[person.warned])
            if not opened.reads_by_clipboard:
                wait_for(lambda: copied(around.display) == BEFORE, "what had been copied before")
        finally:
            person.output.close()
    if not candidate.secret:
        return Cell(Verdict.WELL)
    return Cell(Verdict.NOT_KNOWN, "the words go in, the bar warns once" if candidate.browser else "the words go in")


def words_go_in(opened: Opened, person: Person) -> None:
    put(person, FIRST)
    settled = person.output._windows.settle(int(opened.window))
    expect(settled is not WindowSettled.HANGS, "it does not answer whether it has taken its keys")
    put(person, SECOND)
    wait_for(lambda: copied(opened.display) == BEFORE, "what had been copied before", 10.0)
    opened.shows(f"{FIRST} {SECOND}")
    opened.clear()
    # Who speaks takes a second at least; here the next words are there at once.
    wait_for(person.stands_at_the_beginning, "an empty field")
    put(person, AFRESH)
    opened.shows(AFRESH)


def put(person: Person, words: str) -> None:
    arrival = person.dictate(words)
    expect(arrival is DeliveryResult.INSERTED, f"{arrival.value}: {person.said()}")


def nothing_goes_in(opened: Opened, person: Person) -> None:
    wait_for(lambda: person.look().secret, "that it is a password field", 10.0)
    expect(person.dictate(FIRST) is DeliveryResult.HIDDEN_FIELD, "the words went into a password field")
    opened.display.do("key", "x")
    opened.shows("x")


def expect(so: object, otherwise: str) -> None:
    if not so:
        raise MistakeError(otherwise)
