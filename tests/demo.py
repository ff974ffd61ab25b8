"""`make demo`: the whole app holds a spoken conversation on a virtual display and sound card.

No key, no network, no microphone: a server on this machine speaks the API and answers from a script.
What came out of the speaker, the transcript and a picture are left in demo-out/, and so is a film of the first minute
of somebody who has never used it. docs/pictures/window.png and docs/pictures/first-minute.webp are made here.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import soundfile

from tests.first_minute import live_and_film
from tests.rig.display import Display
from tests.rig.film import Film
from tests.rig.signals import Samples, silence
from tests.rig.soundcard import RATE, RigError, SoundCard
from tests.rig.speech import spoken
from tests.server.api import ApiServer, serving
from tests.system.app import RunningApp
from voiceapp.core.transcript import Message, MessageState, Speaker, Talk
from voiceapp.storage.database import Database

OUT = Path("demo-out")
LONG_ANSWER = (
    "They lived above the sea for months on end, trimmed the lamp every four hours, and wrote down each ship that "
    "passed, whatever the weather was, because somebody might ask."
)
TALK = (
    ("Hello there. Can you hear me?", "Loud and clear. What would you like to talk about?"),
    (
        "Tell me about the lighthouse keepers.",
        LONG_ANSWER,
    ),
    ("Wait, stop. Where was that?", "On rocks off almost every coast. I will keep it short from now on."),
)
TITLE = "Lighthouse keepers"
INTERRUPTED = 1
"""The second answer is spoken over."""


def main() -> int:
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    card = SoundCard()
    display = Display()
    try:
        card.start()
        display.start()
        with tempfile.TemporaryDirectory() as home, serving() as server:
            talk = hold(card, display, server, Path(home) / "home")
        with tempfile.TemporaryDirectory() as folder, serving() as server:
            print("Now the first minute of a new user…", flush=True)
            film = live_and_film(card, display, server, Path(folder), OUT)
    except RigError as error:
        print(f"The demo cannot run here: {error}", file=sys.stderr)
        return 1
    finally:
        display.stop()
        card.stop()
    show(talk)
    tell_of(film)
    return 0


def hold(card: SoundCard, display: Display, server: ApiServer, home: Path) -> Talk:
    server.script.asides.append(TITLE)
    for question, answer in TALK:
        server.script.hear(question).reply(answer, sound=spoken(answer, voice="en-gb"), pace=3.0, after_ms=250)
    began = time.monotonic()
    app = RunningApp(card, server, home, display, latency="")
    try:
        window = app.window()
        print(f"The window stood after {time.monotonic() - began:.1f} s. Talking for about half a minute…", flush=True)
        display.do("windowactivate", "--sync", window)
        display.key("space")
        server.log.wait_for_received("session.update")
        with card.recording() as recording:
            for number, (question, _) in enumerate(TALK):
                card.speak(padded(spoken(question, voice="en-us")))
                server.log.wait_for_sent("response.created", number + 1)
                if number == INTERRUPTED:
                    recording.wait_for(lambda samples: ends_loud(samples, 3.5), timeout=60)
                    display.screenshot(OUT / "speaking.png")
                else:
                    with card.recording() as last:
                        last.wait_for_silence(1.2, timeout=60)
            heard = recording.samples
        display.screenshot(OUT / "window.png")
    finally:
        app.close_window() if app.process.poll() is None else app.kill()
    soundfile.write(OUT / "speaker.wav", heard, RATE)
    soundfile.write(OUT / "microphone.wav", server.heard(), RATE)
    return newest_talk(home)


def padded(said: Samples) -> Samples:
    return np.concatenate([silence(0.4, RATE), said, silence(1.0, RATE)])


def ends_loud(samples: Samples, seconds: float) -> bool:
    """Something has sounded for so long, up to now."""
    recent = samples[-int(seconds * RATE) :]
    quarters = np.array_split(np.abs(recent.astype(np.int32)), 8)
    return len(recent) >= seconds * RATE and all(bool((quarter > 300).any()) for quarter in quarters)


def newest_talk(home: Path) -> Talk:
    book = Database(home / "data" / "voiceapp.db", read_only=True)
    try:
        newest = book.newest()
        talk = None if newest is None else book.load(newest)
    finally:
        book.close()
    assert talk is not None, "the app kept nothing"
    return talk


def show(talk: Talk) -> None:
    lines: list[str] = []
    rows: list[str] = []
    for item in talk.items:
        if not isinstance(item, Message):
            continue
        who = "You" if item.speaker is Speaker.USER else "Assistant"
        cut = f" [not heard: {item.unheard_text.strip()}]" if item.state is MessageState.CUT else ""
        lines.append(f"{who}: {item.heard_text}{cut}")
        stages = {stage.name: stage.at for stage in item.stages}
        if "speech_ended" in stages and "sound_out" in stages:
            first = stages.get("first_sound", stages["sound_out"])
            rows.append(
                f"{len(rows) + 1:>4} {ms(stages['speech_ended'], stages.get('committed', first)):>18}"
                f"{ms(stages.get('committed', first), first):>18}{ms(first, stages['sound_out']):>18}"
                f"{ms(stages['speech_ended'], stages['sound_out']):>12}"
            )
    (OUT / "transcript.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    print(f"\n{'turn':>4}{'silence, commit':>19}{'server thinks':>18}{'to the speaker':>18}{'in all':>12}   (ms)")
    print("\n".join(rows))
    print(f"\nLeft in {OUT}/: speaker.wav (what it said), microphone.wav (what the server heard), transcript.txt,")
    print("window.png and speaking.png (the window).")


def tell_of(film: Film | None) -> None:
    if film is None:
        print("The first minute is left there as pictures: there is no PyAV here to film it (`make demo LOCAL=1`).")
    else:
        print("first-minute.mp4 (the first minute of a new user, with sound) and first-minute.webp (the same, small).")


def ms(start: float, end: float) -> str:
    return f"{(end - start) * 1000:.0f}"


if __name__ == "__main__":
    sys.exit(main())
