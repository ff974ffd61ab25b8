"""Lists the microphones and loudspeakers by the names that people know.

On a desktop with PulseAudio or PipeWire, PortAudio shows only the server itself. There the server is asked for the real
devices, and one is chosen by naming it before the stream is opened.
"""

import json
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from voiceapp.audio import portaudio
from voiceapp.core.sound_access import DeviceChoice

PATIENCE = 3.0
CARDS = Path("/proc/asound/pcm")
"""Where Linux lists the devices of its sound cards. Reading this takes microseconds, whereas PortAudio must be shut
down to look again.
"""


@dataclass(frozen=True, slots=True)
class OpenTarget:
    """Describes how to open a device."""

    name: str
    index: int | None
    server_name: str = ""
    """Its name at the sound server. Empty if it is opened as PortAudio knows it."""
    default: str = ""
    """The server's default at that time. When the default changes, the server moves all streams to it, even those
    opened on another device, so a target with another default must be opened again.
    """
    label: str = field(default="", compare=False)
    """The name that a person knows."""


class Devices:
    """Finds the devices of one direction. Calls may take some milliseconds, so keep them off the window's thread."""

    def __init__(self, *, output: bool) -> None:
        self._output = output

    def choices(self) -> list[DeviceChoice]:
        """Returns the devices that can be chosen, the system's default first."""
        listed = self._of_server()
        if listed is None:
            self.look_again()
            listed = self._of_portaudio()
        return sorted(listed, key=lambda choice: not choice.is_default)

    def target(self, wanted: str) -> OpenTarget:
        """Finds the wanted device, or else the system's default. Raises SoundError if there is no device at all."""
        listed = self._of_server()
        if listed is not None:
            name = wanted if any(choice.name == wanted for choice in listed) else self._default_name(listed)
            through = self._through_server()
            if through is not None:
                if not name:
                    # An unlisted device cannot be opened, and merely trying may crash the library.
                    raise portaudio.no_device(output=self._output)
                label = next((choice.label for choice in listed if choice.name == name), name)
                return OpenTarget(name, through.index, name, self._default_name(listed), label)
        found = [device for device in portaudio.devices() if (device.outputs if self._output else device.inputs)]
        chosen = next((device for device in found if device.name == wanted), None)
        chosen = chosen or portaudio.default_device(output=self._output)
        if chosen is None:
            raise portaudio.no_device(output=self._output)
        return OpenTarget(chosen.name, chosen.index, label=chosen.name)

    def look_again(self) -> None:
        """Look for devices plugged in after the app started. Where a sound server is usual, it reports them itself; a
        rescan while it is down would find none, and still none once it is back.
        """
        if shutil.which("pactl") is None:
            portaudio.refresh()

    def signs(self) -> str:
        """A fingerprint that changes when sound cards come and go, if no sound server reports that. Empty if nothing
        here shows it.
        """
        if shutil.which("pactl") is not None:
            return ""
        try:
            return CARDS.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""

    def may_look(self) -> bool:
        """The caller holds the only stream. Once that is closed, PortAudio can rescan."""
        return portaudio.open_streams() == 1

    # --- the sound server

    def _of_server(self) -> list[DeviceChoice] | None:
        """Returns None if there is no server to ask."""
        kind = "sinks" if self._output else "sources"
        ask = ("-f", "json", "list", kind)
        # A server busy with its devices may refuse once, and giving up on it would mean using another device.
        shown = _pactl(*ask) or _pactl(*ask)
        if shown is None:
            return None
        default = (_pactl("get-default-sink" if self._output else "get-default-source") or "").strip()
        try:
            rows = cast("list[dict[str, object]]", json.loads(shown))
        except json.JSONDecodeError:
            return None
        choices: list[DeviceChoice] = []
        for row in rows:
            name = str(row.get("name", ""))
            properties = cast("dict[str, object]", row.get("properties") or {})
            monitor = str(row.get("monitor_source", "")) if not self._output else ""
            if properties.get("device.class") == "monitor" or name.endswith(".monitor"):
                continue
            del monitor
            label = str(row.get("description") or name)
            bluetooth = properties.get("device.bus") == "bluetooth" or name.startswith("bluez")
            choices.append(DeviceChoice(name, label, name == default, bluetooth))
        return choices

    def _default_name(self, listed: list[DeviceChoice]) -> str:
        default = next((choice.name for choice in listed if choice.is_default), "")
        return default or (listed[0].name if listed else "")

    def _through_server(self) -> portaudio.Device | None:
        """Finds the device through which PortAudio reaches the sound server."""
        usable = {d.name: d for d in portaudio.devices() if (d.outputs if self._output else d.inputs)}
        return usable.get("pulse") or usable.get("default") or usable.get("pipewire")

    # --- without one

    def _of_portaudio(self) -> list[DeviceChoice]:
        default = portaudio.default_device(output=self._output)
        return [
            DeviceChoice(device.name, device.name, default is not None and device.index == default.index)
            for device in portaudio.devices()
            if (device.outputs if self._output else device.inputs)
        ]


def select(target: OpenTarget, *, output: bool) -> None:
    """Tell the sound server which device the next stream is for."""
    variable = "PULSE_SINK" if output else "PULSE_SOURCE"
    if target.server_name:
        os.environ[variable] = target.server_name
    else:
        os.environ.pop(variable, None)


def _pactl(*arguments: str) -> str | None:
    program = shutil.which("pactl")
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, *arguments],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


class DeviceWatch:
    """Reports when devices come or go, or the default changes. Silent without a sound server."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._process: subprocess.Popen[str] | None = None
        self._started = -PATIENCE
        self._told_by: subprocess.Popen[str] | None = None

    def start(self) -> None:
        program = shutil.which("pactl")
        if program is None or self.watching or time.monotonic() - self._started < PATIENCE:
            return
        self._started = time.monotonic()
        try:
            self._process = subprocess.Popen(
                [program, "subscribe"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                env={**os.environ, "LC_ALL": "C"},
            )
        except OSError:
            return
        threading.Thread(target=self._read, args=(self._process,), name="device-watch", daemon=True).start()

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            try:
                process.wait(2)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(2)

    @property
    def watching(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def sure(self) -> bool:
        """True once every change is reported. Changes while it starts are missed."""
        return self.watching and self._told_by is self._process

    def _read(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        for line in process.stdout:
            if self._told_by is not process:
                # The first event proves that it listens, if only by reporting our own query. Earlier changes were
                # missed.
                self._told_by = process
                self._changed()
            if ("'new'" in line or "'remove'" in line or "'change'" in line) and (
                " source #" in line or " sink #" in line or "server" in line
            ):
                self._changed()
        process.stdout.close()
