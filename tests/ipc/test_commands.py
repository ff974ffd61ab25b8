"""What other programs may ask of dictation, and with which profile."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import cast

import pytest

from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.dictation.messages import DictationRequest, RequestMade
from voiceapp.core.dictation.ports import TextOutput
from voiceapp.core.sentence import Sentence
from voiceapp.ipc.commands import DictationCommands
from voiceapp.ipc.server import Caller
from voiceapp.ipc.told import sentence_in


class Dictation:
    """Notes what it is asked."""

    def __init__(self) -> None:
        self.told: list[RequestMade] = []
        self.chosen: list[str] = []
        self.listened: list[tuple[bool, str]] = []
        self.view = DictationView(DictationStage.RECORDING)

    def tell(self, event: RequestMade) -> None:
        self.told.append(event)

    def choose_profile(self, profile: str) -> None:
        self.chosen.append(profile)

    def watch(self, show: Callable[[DictationView], None]) -> Callable[[], None]:
        show(self.view)
        return lambda: None

    def listen_to(self, output: TextOutput | None, profile: str = "") -> bool:
        self.listened.append((output is not None, profile))
        return True


def asked(dictation: Dictation, *words: str) -> list[str]:
    lines: list[str] = []

    def send(line: str) -> bool:
        lines.append(line)
        return False

    DictationCommands(dictation).answer(list(words), cast("Caller", SimpleNamespace(send_line=send, is_gone=False)))
    return lines


def test_it_begins_with_a_profile_or_as_usual() -> None:
    dictation = Dictation()
    assert asked(dictation, "start", "mail") == ["ok"]
    assert asked(dictation, "stop") == ["ok"]
    assert dictation.told == [RequestMade(DictationRequest.START, "mail"), RequestMade(DictationRequest.STOP)]


@pytest.mark.parametrize(("said", "chosen"), [("mail", "mail"), ("none", "none"), ("-", "")])
def test_a_profile_is_chosen_for_every_program_or_by_the_program(said: str, chosen: str) -> None:
    dictation = Dictation()
    assert asked(dictation, "profile", said) == ["ok"]
    assert dictation.chosen == [chosen]


def test_a_terminal_is_dictated_to_with_a_profile() -> None:
    dictation = Dictation()
    assert '"recording"' in asked(dictation, "listen", "notes")[0]
    assert dictation.listened == [(True, "notes"), (False, "")]


def test_what_there_is_not_is_said() -> None:
    (answer,) = asked(Dictation(), "sing")
    assert answer.startswith("error ")
    assert sentence_in(answer) == Sentence("There is no {word}.", word="sing")
    assert asked(Dictation(), "stage") == ["ok recording"]
