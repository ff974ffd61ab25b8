"""Lets other programs turn captions on and off, and follow them."""

from collections.abc import Callable
from typing import Protocol

from voiceapp.core.captions.flow import Caption
from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence
from voiceapp.ipc.line_stream import LineStream
from voiceapp.ipc.server import Caller
from voiceapp.ipc.told import refusal

ON = "captions.on"


class ChangesSettings(Protocol):
    """The part of the settings that is asked here, from any thread."""

    def value(self, name: str) -> object: ...
    def change(self, name: str, value: object) -> Failure | None: ...


WatchCaptions = Callable[[Callable[[tuple[Caption, ...]], None]], Callable[[], None]]


class CaptionCommands:
    def __init__(self, settings: ChangesSettings, watch: WatchCaptions) -> None:
        self._settings = settings
        self._watch = watch

    def answer(self, words: list[str], caller: Caller) -> None:
        """Answer `captions WORD`."""
        match words:
            case ["follow"]:
                self._follow(caller)
            case ["state"]:
                caller.send_line(f"ok {self._state()}")
            case ["on" | "off" | "toggle" as wanted]:
                on = not self._settings.value(ON) if wanted == "toggle" else wanted == "on"
                failure = self._settings.change(ON, on)
                caller.send_line(f"ok {self._state()}" if failure is None else refusal(failure.sentence))
            case _:
                caller.send_line(refusal(Sentence("There is no {word}.", word=" ".join(words))))

    def _state(self) -> str:
        return "on" if self._settings.value(ON) else "off"

    def _follow(self, caller: Caller) -> None:
        stream = LineStream()
        told: dict[str, Caption] = {}

        def show(captions: tuple[Caption, ...]) -> None:
            for each in captions:
                if told.get(each.id) != each:
                    stream.put(_described(each))
            told.clear()
            told.update({each.id: each for each in captions})

        stop = self._watch(show)
        try:
            stream.send_to(caller, whole=True)
        finally:
            stop()


def _described(caption: Caption) -> dict[str, object]:
    return {
        "id": caption.id,
        "number": caption.number,
        "name": "" if caption.name is None else str(caption.name),
        "text": caption.text,
        "final": caption.final,
        "language": caption.language,
        "translated": caption.translated,
        "is_translated": caption.is_translated,
    }
