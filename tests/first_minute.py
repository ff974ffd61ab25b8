"""The first minute of a new user, lived on a virtual screen and sound card, and filmed.

An empty home, the first start, a question, an interruption, a message that is deleted and brought back, the palette,
and words that are dictated into another program. The hands are slow enough to be followed.
"""

import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.desktop.text_output.programs import running_program
from tests.rig.display import Display
from tests.rig.film import Film, can_film, filming, moving_picture
from tests.rig.signals import Samples, silence
from tests.rig.signposts import ADDRESS, place_of
from tests.rig.soundcard import RATE, SoundCard
from tests.rig.speech import spoken
from tests.server.api import ApiServer
from tests.system.app import RunningApp

HELLO = "Hello, can you hear me?"
QUESTION = "Good morning. What do I need for pancakes for four?"
ANSWER = "Good morning! Flour, milk, three eggs, a pinch of salt, and butter for the pan."
FOLLOWING = "And how long does the batter have to rest?"
LONG_ANSWER = (
    "About twenty minutes, so that the flour swells and the pancakes become soft. Some people let it stand over "
    "night, in a cold place, with a plate on the bowl, and stir it once more before they heat the pan."
)
STOP = "Okay, thank you, that's enough."
AFTER = "Enjoy your pancakes!"
TITLE = "Pancakes for four"
DICTATED = "Buy flour, milk and three eggs."
DICTATION_KEY = ("ctrl", "alt", "space")
GLIDE = 0.35
"""Seconds that a hand takes from one place to another."""
STEPS = 8


@dataclass
class NewUser:
    """Somebody in front of the screen, with a mouse, a keyboard and a voice."""

    app: RunningApp
    card: SoundCard
    display: Display
    server: ApiServer
    folder: Path
    out: Path
    at: tuple[int, int] = (640, 760)
    """Where the mouse is."""

    def look(self, seconds: float) -> None:
        """Read what stands there."""
        time.sleep(seconds)

    def picture(self, name: str) -> None:
        self.display.screenshot(self.out / f"first-minute-{name}.png")

    def click(self, words: str) -> None:
        """On what says these words."""
        there = place_of(self.app.environment[ADDRESS], words)
        for step in range(1, STEPS + 1):
            x, y = (round(old + (new - old) * step / STEPS) for old, new in zip(self.at, there, strict=True))
            self.display.do("mousemove", str(x), str(y))
            time.sleep(GLIDE / STEPS)
        self.at = there
        self.look(0.3)
        self.display.do("click", "1")

    def type(self, text: str) -> None:
        self.display.do("type", "--delay", "90", text)

    def say(self, words: str, *, after: float = 0.6, picture: str = "") -> None:
        """`picture`: the name of one that is taken meanwhile."""
        feed = self.card.feed(np.concatenate([spoken(words, voice="en-us"), silence(after, RATE)]))
        if picture:
            self.look(1.2)
            self.picture(picture)
        feed.wait()

    def hold(self, *keys: str) -> None:
        for key in keys:
            self.display.do("keydown", key)

    def let_go(self, *keys: str) -> None:
        for key in reversed(keys):
            self.display.do("keyup", key)


def live_and_film(card: SoundCard, display: Display, server: ApiServer, folder: Path, out: Path) -> Film | None:
    """Leaves a film and a moving picture where they can be made, and pictures in any case."""
    script(server)
    with ExitStack() as stack:
        speaker = stack.enter_context(card.recording())
        voice = stack.enter_context(card.recording("mic"))
        app = stack.enter_context(new_app(card, display, server, folder))
        film = stack.enter_context(filming(display, out / "first-minute.mp4")) if can_film() else None
        live(NewUser(app, card, display, server, folder, out))
    if film is not None:
        sounds = (speaker.began, speaker.samples), (voice.began, voice.samples)
        film.write(together(*sounds), min(began for began, _ in sounds))
        moving_picture(film.path, out / "first-minute.webp")
    return film


def together(*sounds: tuple[float, Samples]) -> Samples:
    """What was said and what was answered, each from its own beginning (a clock) on."""
    first = min(began for began, _ in sounds)
    late = [round((began - first) * RATE) for began, _ in sounds]
    whole = np.zeros(max(by + len(sound) for by, (_, sound) in zip(late, sounds, strict=True)), np.int32)
    for by, (_, sound) in zip(late, sounds, strict=True):
        whole[by : by + len(sound)] += sound
    return whole.clip(-32768, 32767).astype(np.int16)


def script(server: ApiServer) -> None:
    server.script.asides.append(TITLE)
    server.script.hear(QUESTION, FOLLOWING, STOP, DICTATED)
    for answer in (ANSWER, LONG_ANSWER, AFTER):
        server.script.reply(answer, sound=spoken(answer, voice="en-gb"), pace=3.0, after_ms=250)


@contextmanager
def new_app(card: SoundCard, display: Display, server: ApiServer, folder: Path) -> Generator[RunningApp]:
    """Nobody has used it yet."""
    devices = {"sound.input_device": "", "sound.output_device": ""}
    signposts = {ADDRESS: str(folder / "signposts")}
    home, module = folder / "home", "tests.rig.signposts"
    app = RunningApp(card, server, home, display, devices, latency="", environment=signposts, module=module)
    try:
        yield app
    finally:
        app.close_window() if app.process.poll() is None else app.kill()


def live(user: NewUser) -> None:
    user.display.focus(user.app.window())
    for passage in (first_start, talk, bring_back, find_something, dictate):
        passage(user)


def first_start(user: NewUser) -> None:
    user.look(2.5)
    user.picture("1-who-answers")
    user.click("Next: microphone")
    user.look(0.8)
    user.say(HELLO, picture="2-microphone")
    user.click("Next: voice")
    user.look(0.6)
    user.click("Listen")
    user.look(3.0)
    user.picture("3-voice")
    user.click("Start talking")


def talk(user: NewUser) -> None:
    user.server.log.wait_for_received("session.update")
    user.look(1.5)
    with user.card.recording() as heard:
        user.say(QUESTION)
        heard.wait_for_sound()
        user.look(1.5)
        user.picture("4-answer")
        heard.wait_for_silence(1.0)
    with user.card.recording() as heard:
        user.say(FOLLOWING)
        heard.wait_for_sound()
        user.look(3.0)
        user.say(STOP, after=1.0, picture="5-interrupted")
        heard.wait_for_silence(1.5)


def bring_back(user: NewUser) -> None:
    user.click(FOLLOWING)
    user.look(0.7)
    user.display.key("Delete")
    user.look(2.0)
    user.picture("6-deleted")
    user.display.key("ctrl+z")
    user.look(2.0)


def find_something(user: NewUser) -> None:
    user.display.key("ctrl+k")
    user.look(1.5)
    user.type("dark")
    user.look(1.0)
    user.picture("7-palette")
    user.display.key("Return")
    user.look(1.5)


def dictate(user: NewUser) -> None:
    with shopping_list(user):
        user.look(1.5)
        user.hold(*DICTATION_KEY)
        user.look(0.5)
        user.say(DICTATED, picture="8-dictating")
        user.let_go(*DICTATION_KEY)
        user.look(1.5)
        user.picture("9-inserted")
        user.look(1.5)


@contextmanager
def shopping_list(user: NewUser) -> Generator[None]:
    """Another program, in front."""
    title = "shopping list"
    command = [
        "xterm", "-u8", "-xrm", "XTerm*allowTitleOps: false", "-T", title, "-fa", "Monospace", "-fs", "13",
        "-geometry", "64x14+560+90", "-e", "sh", "-c", f"cat > {user.folder}/list.txt",
    ]  # fmt: skip
    with running_program(user.display, command, title, user.folder) as (window, _):
        user.display.focus(window)
        yield
