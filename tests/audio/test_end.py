"""The process ends, whatever a sound device does."""

import subprocess
import sys

import pytest

from tests.rig.patience import PROGRAM
from tests.rig.soundcard import SoundCard

PROGRAM_THAT_ENDS = """
import threading
from voiceapp.audio import portaudio

portaudio.devices()
sounddevice = portaudio._sounddevice()
really = sounddevice._terminate
sounddevice._terminate = lambda: (print("taken down"), really())
called = threading.Event()

class Device:
    def abort(self):
        called.set()
        {abort}

    def close(self):
        pass

threading.Thread(target=portaudio.close_stream, args=(Device(),), daemon=True).start()
called.wait()
"""


@pytest.mark.parametrize(("abort", "said"), [("pass", "taken down\n"), ("threading.Event().wait()", "")])
def test_the_sound_library_is_taken_down_unless_a_device_hangs_in_it(
    sound_card: SoundCard, abort: str, said: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM_THAT_ENDS.format(abort=abort)],
        capture_output=True,
        text=True,
        timeout=PROGRAM,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == said
