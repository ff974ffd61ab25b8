"""Where no key can be had for all programs."""

from collections.abc import Mapping

SENTENCE = (
    "This desktop gives programs no keys of their own: bind `voiceapp dictate --toggle` to a key in its settings."
)


class NoKeys:
    def __init__(self, sentence: str = SENTENCE) -> None:
        self._sentence = sentence

    def bind(self, wanted: Mapping[str, str]) -> Mapping[str, str]:
        return {name: self._sentence for name, key in wanted.items() if key and name != "cancel"}

    def close(self) -> None:
        pass
