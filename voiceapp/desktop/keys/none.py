"""Stands in where no key can be had for all programs."""

from collections.abc import Mapping

from voiceapp.settings import installed


class NoKeys:
    def bind(self, wanted: Mapping[str, str]) -> Mapping[str, str]:
        command = installed.to_bind("dictate", "--toggle")
        sentence = f"This desktop gives programs no keys of their own: bind {command} to a key in its settings."
        return {name: sentence for name, key in wanted.items() if key and name != "cancel"}

    def close(self) -> None:
        pass
