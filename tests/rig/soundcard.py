"""A sound card in user space: a microphone that is fed and a loudspeaker that is recorded.

A PulseAudio daemon of its own, in a folder of its own, seen by PortAudio as ordinary devices. It
needs no root, no D-Bus and no session, and knows nothing of a sound server that may be there already.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.rig.patience import EVENT
from tests.rig.streams import RATE, Feed, Recording, RigError, Samples

__all__ = ["RATE", "RigError", "Samples", "SoundCard"]

_PULSE = """\
.nofail
load-module module-native-protocol-unix socket={socket} auth-anonymous=1
load-module module-null-sink sink_name=speaker rate={rate} channels=1 channel_map=mono format=s16le norewinds=1 \
sink_properties=device.description=Speaker
load-module module-null-sink sink_name=mic_feed rate={rate} channels=1 channel_map=mono format=s16le norewinds=1 \
sink_properties=device.description=Feed
load-module module-remap-source source_name=mic master=mic_feed.monitor channels=1 channel_map=mono \
master_channel_map=mono remix=no source_properties=device.description=Microphone
set-default-sink speaker
set-default-source mic
"""

_ALSA = """\
pcm.pulse { type pulse }
ctl.pulse { type pulse }
pcm.mic {
  type asym
  capture.pcm { type pulse device mic }
  hint { show on description "Virtual microphone" }
}
pcm.speaker {
  type asym
  playback.pcm { type pulse device speaker }
  hint { show on description "Virtual speaker" }
}
pcm.headset {
  type asym
  capture.pcm { type pulse device mic }
  playback.pcm { type pulse device speaker }
  hint { show on description "Virtual headset" }
}
pcm.!default {
  type pulse
  hint { show on description "Default" }
}
ctl.!default { type pulse }
"""


class SoundCard:
    """Start it, put `environment` into the process (before sounddevice is imported), stop it."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="voiceapp-card-"))
        self._daemon: subprocess.Popen[bytes] | None = None
        self._modules: dict[str, str] = {}

    # --- life

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PULSE_SERVER": f"unix:{self.folder}/socket",
            "PULSE_RUNTIME_PATH": str(self.folder / "run"),
            "PULSE_STATE_PATH": str(self.folder / "state"),
            "PULSE_COOKIE": str(self.folder / "cookie"),
            "ALSA_CONFIG_PATH": str(self.folder / "asound.conf"),
        }

    @property
    def pid(self) -> int:
        return self._daemon.pid if self._daemon else 0

    def start(self) -> "SoundCard":
        if not shutil.which("pulseaudio"):
            raise RigError("pulseaudio is not installed: `make test` installs it.")
        for name in ("run", "state"):
            (self.folder / name).mkdir(mode=0o700, exist_ok=True)
        (self.folder / "asound.conf").write_text(_ALSA, encoding="utf-8")
        script = self.folder / "card.pa"
        script.write_text(_PULSE.format(socket=self.folder / "socket", rate=RATE), encoding="utf-8")
        with (self.folder / "log").open("ab") as log:
            self._daemon = subprocess.Popen(
                ["pulseaudio", "-n", "-F", str(script), "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **self.environment},
                start_new_session=True,
            )
        self._wait_until_it_answers()
        return self

    def _wait_until_it_answers(self) -> None:
        end = time.monotonic() + EVENT
        while time.monotonic() < end:
            if self._daemon is None or self._daemon.poll() is not None:
                break
            shown = self._pactl("list", "short", "sources", check=False)
            if "\nmic\t" in shown or "\tmic\t" in shown:
                return
            threading.Event().wait(0.02)
        log = (self.folder / "log").read_text(encoding="utf-8", errors="replace")
        self.stop()
        raise RigError(f"The virtual sound card did not start:\n{log[-2000:]}")

    def kill(self) -> None:
        """The sound server dies, as one does."""
        if self._daemon is not None:
            self._daemon.send_signal(signal.SIGKILL)
            self._daemon.wait(EVENT)
            (self.folder / "socket").unlink(missing_ok=True)

    def stop(self) -> None:
        if self._daemon is not None:
            if self._daemon.poll() is None:
                self._daemon.terminate()
                try:
                    self._daemon.wait(EVENT)
                except subprocess.TimeoutExpired:
                    self._daemon.kill()
                    self._daemon.wait(EVENT)
            self._daemon = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def _pactl(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(
            ["pactl", *arguments],
            capture_output=True,
            text=True,
            timeout=EVENT,
            check=False,
            env={**os.environ, **self.environment, "LC_ALL": "C"},
        )
        if check and done.returncode:
            raise RigError(f"pactl {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout

    # --- speaking into the microphone

    def feed(self, samples: Samples, *, rate: int = RATE) -> "Feed":
        """Begin to speak these samples into the microphone; wait for the end with `.wait()`."""
        return Feed(samples, rate, {**os.environ, **self.environment})

    def speak(self, samples: Samples, *, rate: int = RATE) -> None:
        """Speak them and return when they have been heard."""
        self.feed(samples, rate=rate).wait()

    @property
    def listeners(self) -> int:
        """How many have the microphone open."""
        mic = next(number for number, name, *_ in self._listed("sources") if name == "mic")
        return sum(source == mic for _, source, *_ in self._listed("source-outputs"))

    def _listed(self, what: str) -> list[list[str]]:
        return [line.split("\t") for line in self._pactl("list", "short", what).splitlines()]

    # --- what came out of the speaker

    @contextmanager
    def recording(self, device: str = "speaker.monitor") -> "Iterator[Recording]":
        """Record the speaker. On leaving, everything that sounded until then is in `.samples`."""
        recording = Recording(device, {**os.environ, **self.environment})
        try:
            yield recording
        finally:
            recording.stop()

    # --- what goes wrong with sound cards

    def unplug_microphone(self) -> None:
        self._unload("module-remap-source")

    def plug_microphone(self) -> None:
        self._pactl(
            "load-module",
            "module-remap-source",
            "source_name=mic",
            "master=mic_feed.monitor",
            "channels=1",
            "channel_map=mono",
            "master_channel_map=mono",
            "remix=no",
            "source_properties=device.description=Microphone",
        )
        self._pactl("set-default-source", "mic")

    def add_microphone(self, name: str) -> None:
        """Another microphone, silent unless it is fed through its sink of the same name."""
        self._pactl(
            "load-module",
            "module-null-sink",
            f"sink_name={name}_feed",
            f"rate={RATE}",
            "channels=1",
            "channel_map=mono",
            "format=s16le",
            "norewinds=1",
        )
        self._pactl(
            "load-module",
            "module-remap-source",
            f"source_name={name}",
            f"master={name}_feed.monitor",
            "channels=1",
            "channel_map=mono",
            "master_channel_map=mono",
            "remix=no",
            f"source_properties=device.description={name}",
        )

    def add_speaker(self, name: str) -> None:
        self._pactl(
            "load-module",
            "module-null-sink",
            f"sink_name={name}",
            f"rate={RATE}",
            "channels=1",
            "channel_map=mono",
            "format=s16le",
            "norewinds=1",
            f"sink_properties=device.description={name}",
        )

    def remove(self, name: str) -> None:
        """Unplug what `add_…` plugged in."""
        for line in self._pactl("list", "short", "modules").splitlines():
            number, *rest = line.split("\t")
            words = " ".join(rest).split()
            if {f"source_name={name}", f"sink_name={name}", f"sink_name={name}_feed"} & set(words):
                self._pactl("unload-module", number, check=False)

    def set_default(self, *, source: str = "", sink: str = "") -> None:
        if source:
            self._pactl("set-default-source", source)
        if sink:
            self._pactl("set-default-sink", sink)

    def freeze(self, *, frozen: bool, source: str = "mic") -> None:
        """A device that stops giving sound and says nothing about it."""
        self._pactl("suspend-source", source, "1" if frozen else "0")

    def freeze_speaker(self, *, frozen: bool) -> None:
        self._pactl("suspend-sink", "speaker", "1" if frozen else "0")

    @contextmanager
    def echo(self, latency_ms: int = 20) -> Iterator[None]:
        """What the speaker plays comes back into the microphone."""
        number = self._pactl(
            "load-module", "module-loopback", "source=speaker.monitor", "sink=mic_feed", f"latency_msec={latency_ms}"
        ).strip()
        try:
            yield
        finally:
            self._pactl("unload-module", number, check=False)

    def _unload(self, module: str) -> None:
        for line in self._pactl("list", "short", "modules").splitlines():
            number, name, *_ = line.split("\t")
            if name == module:
                self._pactl("unload-module", number)
