"""Wraps sounddevice, which no other module calls, and turns its errors into failures that a person understands.

Never call this from the window's thread: opening takes milliseconds, and closing a device that hangs may take for ever.
"""

import atexit
import logging
import os
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Protocol, cast

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence

log = logging.getLogger(__name__)

_given_up = _end_is_ours = False
_streams = 0
"""The number of open streams."""
_LIST = threading.Lock()
_door = threading.Condition()
_inside = 0
"""Calls into PortAudio that have not come back. Some never do."""
PATIENCE = 3.0
"""Seconds for which a call waits for another that is stuck."""


class SoundError(Exception):
    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.sentence)
        self.failure = failure


class CallbackTime(Protocol):
    inputBufferAdcTime: float  # noqa: N815
    outputBufferDacTime: float  # noqa: N815
    currentTime: float  # noqa: N815


class Stream(Protocol):
    latency: float
    active: bool
    samplerate: float

    def start(self) -> None: ...
    def abort(self) -> None: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Device:
    index: int
    name: str
    inputs: int
    outputs: int
    rate: int


def _sounddevice() -> ModuleType:
    config = os.environ.get("ALSA_CONFIG_PATH")
    if config is not None and not _has_content(config):
        # ALSA would end the whole process over this, silently.
        raise SoundError(
            _broken(
                Sentence("The sound configuration {config} is missing or empty. Unset ALSA_CONFIG_PATH.", config=config)
            )
        )
    try:
        import sounddevice  # noqa: PLC0415
    except OSError as error:
        if sys.platform.startswith("linux"):
            sentence = Sentence("The sound library PortAudio is missing. Install libportaudio2, then start again.")
        else:
            sentence = Sentence("The sound library PortAudio is missing. Install voiceapp again, then start again.")
        raise SoundError(_broken(sentence)) from error
    except Exception as error:
        # The library's own error class cannot be named here, because the library failed to load.
        if type(error).__name__ != "PortAudioError":
            raise
        if sys.platform.startswith("linux"):
            sentence = Sentence(
                "The sound system can't be started. Look for a mistake in {file}, or restart this computer.",
                file="~/.asoundrc",
            )
        else:
            sentence = Sentence(
                "The sound system can't be started. Look for a mistake in the sound settings, or restart this computer."
            )
        raise SoundError(_broken(sentence, str(error))) from error
    _take_care_of_its_end(cast("ModuleType", sounddevice))
    return cast("ModuleType", sounddevice)


def _take_care_of_its_end(sd: ModuleType) -> None:
    global _end_is_ours  # noqa: PLW0603  (the library is one, too)
    with _door:
        if not _end_is_ours:
            _end_is_ours = True
            atexit.unregister(sd._exit_handler)  # noqa: SLF001
            atexit.register(_take_down, sd)


def _take_down(sd: ModuleType) -> None:
    """Shut PortAudio down at the end of the process, unless a call is still inside it: that would wait for ever, and
    the app would never end.
    """
    with _door:
        free = not _given_up and _door.wait_for(lambda: _inside == 0, PATIENCE)
    if free:
        sd._exit_handler()  # noqa: SLF001


@contextmanager
def _in_there() -> Generator[None]:
    global _inside  # noqa: PLW0603
    with _door:
        _inside += 1
    try:
        yield
    finally:
        with _door:
            _inside -= 1
            _door.notify_all()


def _has_content(path: str) -> bool:
    try:
        lines = Path(path).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    return any(line.strip() and not line.lstrip().startswith("#") for line in lines)


def _broken(sentence: Sentence, detail: str = "") -> Failure:
    return Failure(FailureKind.NO_SOUND, sentence, detail)


def devices() -> list[Device]:
    """Lists the devices that PortAudio sees."""
    sd = _sounddevice()
    try:
        rows = cast("list[dict[str, object]]", list(sd.query_devices()))
    except sd.PortAudioError as error:
        raise SoundError(
            _broken(Sentence("The sound system doesn't answer. Is its service running?"), str(error))
        ) from error
    return [
        Device(
            number,
            str(row["name"]),
            int(cast("int", row["max_input_channels"])),
            int(cast("int", row["max_output_channels"])),
            int(cast("float", row["default_samplerate"])),
        )
        for number, row in enumerate(rows)
    ]


def open_streams() -> int:
    return _streams


def refresh() -> None:
    """Look for devices again, unless something is open: PortAudio sees only those that were there when it started."""
    sd = _sounddevice()
    with _one_at_a_time():
        if _streams or _given_up:
            return
        try:
            sd._terminate()  # noqa: SLF001  (the only way to look again)
            sd._initialize()  # noqa: SLF001
        except sd.PortAudioError as error:
            raise SoundError(
                _broken(Sentence("The sound system doesn't answer. Is its service running?"), str(error))
            ) from error


def default_device(*, output: bool) -> Device | None:
    sd = _sounddevice()
    found = {device.index: device for device in devices()}
    pair = cast("tuple[int, int]", tuple(sd.default.device))
    chosen = found.get(pair[1 if output else 0])
    if chosen is not None:
        return chosen
    named = next((d for d in found.values() if d.name == "default" and (d.outputs if output else d.inputs)), None)
    return named or next((d for d in found.values() if (d.outputs if output else d.inputs)), None)


InputCallback = Callable[[bytes, CallbackTime, bool], None]
OutputCallback = Callable[[memoryview, int, CallbackTime, bool], None]


def open_input(
    device: int | None,
    *,
    rate: int,
    channels: int,
    sample: str,
    block: int,
    latency: float,
    callback: InputCallback,
    finished: Callable[[], None],
) -> Stream:
    """A running stream. The callback gets a copy of each block and must only hand it over."""
    sd = _sounddevice()

    def take(indata: memoryview, frames: int, time: CallbackTime, status: object) -> None:
        del frames
        callback(bytes(indata), time, bool(status))

    return _opened(
        lambda: sd.RawInputStream(
            samplerate=rate,
            blocksize=block,
            device=device,
            channels=channels,
            dtype=sample,
            latency=latency,
            callback=take,
            finished_callback=finished,
        ),
        _input_failure,
    )


def open_output(
    device: int | None,
    *,
    rate: int,
    block: int,
    latency: float | str,
    callback: OutputCallback,
    finished: Callable[[], None],
) -> Stream:
    """A running mono 16-bit stream. The callback fills the block it is given."""
    sd = _sounddevice()

    def fill(outdata: memoryview, frames: int, time: CallbackTime, status: object) -> None:
        callback(outdata, frames, time, bool(status))

    return _opened(
        lambda: sd.RawOutputStream(
            samplerate=rate,
            blocksize=block,
            device=device,
            channels=1,
            dtype="int16",
            latency=latency,
            callback=fill,
            finished_callback=finished,
        ),
        _output_failure,
    )


def _opened(make: Callable[[], object], failure: Callable[[str], Failure]) -> Stream:
    """The stream that `make` makes, running. `failure` says what it means that there is none."""
    try:
        with _in_there(), _one_at_a_time():
            stream = cast("Stream", make())
            _count(1)
        _start(stream)
    except (_sounddevice().PortAudioError, ValueError) as error:
        raise SoundError(failure(str(error))) from error
    return stream


def _count(more: int) -> None:
    global _streams  # noqa: PLW0603  (the library's own list is global)
    _streams += more


@contextmanager
def _one_at_a_time() -> Generator[None]:
    """Guards PortAudio's list of streams, which several of our threads change."""
    free = _LIST.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if free:
            _LIST.release()


def _start(stream: Stream) -> None:
    """Start it or close it, because a forgotten open stream would keep hold of the device."""
    with _in_there(), ExitStack() as undo:
        undo.callback(close_stream, stream)
        stream.start()
        undo.pop_all()


def close_stream(stream: Stream) -> None:
    """End it at once and release its device. May take for ever, and never raises."""
    try:
        with _in_there():
            stream.abort()
            with _one_at_a_time():
                stream.close()
                _count(-1)
    except Exception as error:  # the edge: a dead device may say anything  # noqa: BLE001
        log.info("closing a sound device: %s", error)


def give_up() -> None:
    """Note that a call will never return. PortAudio must not be shut down any more, as that would end the process too."""
    global _given_up  # noqa: PLW0603  (the library's own state is global)
    _given_up = True


def no_device(*, output: bool) -> SoundError:
    """Makes the error for having no device at all."""
    return SoundError(_output_failure("device -1") if output else _input_failure("device -1"))


def no_answer(*, output: bool) -> SoundError:
    if output:
        sentence = Sentence(
            "The speaker doesn't answer. Plug it in again, or choose another one in the sound settings."
        )
    else:
        sentence = Sentence(
            "The microphone doesn't answer. Plug it in again, or choose another one in the sound settings."
        )
    return SoundError(_broken(sentence))


def _input_failure(said: str) -> Failure:
    if "-9985" in said or "unavailable" in said.lower():
        sentence = Sentence("Another program holds the microphone. Close it there, or choose another microphone.")
    elif "-9997" in said or "sample rate" in said.lower():
        sentence = Sentence(
            "The microphone supports none of the usual sample rates. Choose another one in the sound settings."
        )
    elif "device -1" in said or "-9996" in said or "no input" in said.lower():
        sentence = Sentence("No microphone found. Plug one in. Until then you can type.")
    elif sys.platform == "darwin":
        sentence = Sentence("The microphone can't be opened. Allow it in System Settings, Privacy, Microphone.")
    else:
        sentence = Sentence(
            "The microphone can't be opened. Plug it in again, or choose another one in the sound settings."
        )
    return _broken(sentence, said)


def _output_failure(said: str) -> Failure:
    if "-9985" in said or "unavailable" in said.lower():
        sentence = Sentence("Another program holds the speaker. Close it there, or choose another one.")
    elif "device -1" in said or "-9996" in said:
        sentence = Sentence("No speaker or headset found. Plug one in. Until then you can read the answers.")
    else:
        sentence = Sentence("The speaker can't be opened. Choose another one in the sound settings.")
    return _broken(sentence, said)
