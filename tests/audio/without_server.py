"""Run by a test in a process of its own, where no sound server can be asked: says what the ears listen through."""

import os
import sys
import threading
from pathlib import Path

from tests.rig.patience import EVENT
from voiceapp.audio import devices
from voiceapp.audio.echo import Cleaning, FarEnd
from voiceapp.audio.frontend import FrontEndWishes
from voiceapp.audio.microphone_capture import MicrophoneCapture
from voiceapp.core.messages import Event, MicFrame, MicrophoneChanged
from voiceapp.runtime.clock import SteadyClock
from voiceapp.runtime.session_thread import SessionThread


def main() -> None:
    through: list[str | None] = []
    heard: list[str | None] = []

    def tell(event: Event) -> None:
        if isinstance(event, MicrophoneChanged):
            through.append(event.name)
        elif isinstance(event, MicFrame) and through and heard[-1:] != through[-1:]:
            heard.append(through[-1])
            print(through[-1], flush=True)

    devices.CARDS = Path(sys.argv[2])
    released = threading.Event()
    bound = threading.Timer(4 * EVENT, os._exit, (1,))
    bound.daemon = True
    bound.start()
    room = SessionThread("without-server")
    room.start()
    capture = MicrophoneCapture(room.loop, tell, FarEnd(), FrontEndWishes(Cleaning(echo=False)), SteadyClock().at)
    capture.choose(sys.argv[1])
    capture.listen(on=True)
    while input() == "again":
        capture.listen(on=False)
        while capture._kept._running is not None:
            released.wait(0.02)
        capture.listen(on=True)
    capture.close()
    room.stop()


if __name__ == "__main__":
    main()
