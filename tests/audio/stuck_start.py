"""Run by a test in a process of its own: a microphone that goes between being opened and being started.

PortAudio never comes back from that, and what it left behind must not end the process either.
"""

import threading

from tests.rig.patience import EVENT
from voiceapp.audio import portaudio
from voiceapp.audio.echo import Cleaning, FarEnd
from voiceapp.audio.frontend import FrontEndWishes
from voiceapp.audio.microphone_capture import MicrophoneCapture
from voiceapp.audio.portaudio import Stream
from voiceapp.core.messages import Event, MicFrame
from voiceapp.runtime.clock import SteadyClock
from voiceapp.runtime.session_thread import SessionThread


def main() -> None:
    heard, opened, gone = threading.Event(), threading.Event(), threading.Event()
    really_start = portaudio._start

    def start(stream: Stream) -> None:
        if not gone.is_set():
            opened.set()
            gone.wait(EVENT)
        really_start(stream)

    portaudio._start = start

    def tell(event: Event) -> None:
        if isinstance(event, MicFrame):
            heard.set()

    room = SessionThread("stuck-room")
    room.start()
    capture = MicrophoneCapture(room.loop, tell, FarEnd(), FrontEndWishes(Cleaning(echo=False)), SteadyClock().at)
    capture.choose("desk")
    capture.listen(on=True)
    assert opened.wait(EVENT)
    print("opened", flush=True)
    input()
    gone.set()
    assert heard.wait(EVENT), "it never came back"
    stuck = [thread.name for thread in threading.enumerate() if thread.name == "sound-opener"]
    print("heard", *stuck, flush=True)
    capture.close()
    room.stop()


if __name__ == "__main__":
    main()
