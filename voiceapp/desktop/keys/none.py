"""Stands in where global keys are unavailable."""

from collections.abc import Mapping

from voiceapp.core.sentence import Sentence
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.ports import KeyHeard
from voiceapp.settings import installation


class NoKeys:
    def bind(self, wanted: Mapping[str, str]) -> Mapping[str, Sentence]:
        command = installation.to_bind("dictate", "--toggle")
        sentence = Sentence(
            "This desktop doesn't offer global shortcuts. Bind {command} to a key in its settings.",
            command=command,
        )
        return {name: sentence for name, key in wanted.items() if key}

    def close(self) -> None:
        pass


def open_keys(_heard: KeyHeard, _here: DesktopEnvironment) -> NoKeys:
    return NoKeys()
