"""Answers requests from further starts of the app: dictation, the window, a report.

dictate start|stop|toggle|hands-free|cancel|insert|… ->  ok
dictate start|toggle|hands-free PROFILE              ->  ok; with the profile of that id
dictate profile PROFILE                              ->  ok; that one holds from now on; none: no profile, -: the program's
dictate stage                                        ->  ok <what it does now>
dictate listen [PROFILE]                             ->  a line of JSON for each piece of text, until it hangs up
tool <name> <arguments>                              ->  ok <what it answers>, each in percent encoding
talk start|stop|toggle|mute|unmute|toggle-mute        ->  ok
talk interrupt|new|write <text>                      ->  ok
talk stage                                           ->  ok <its phase>
last said|reply|dictation                            ->  ok <its text, in percent encoding>
watch                                                ->  a line of JSON for each thing that happens, until it hangs up
captions on|off|toggle|state                         ->  ok <on or off>
captions follow                                      ->  a line of JSON for each change of a caption, until it hangs up
models look|let-go                                   ->  ok <a sentence on the models in memory>

Whatever cannot be done is answered with `error <a sentence>`. A sentence is JSON: its `template` and the `values` for it,
so that the caller's language can be that of its person, and the whole of it in English as `text`.
"""

import asyncio
import json
import logging
import queue
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, unquote

from voiceapp.core.answers import Answer
from voiceapp.core.dictation.bar_view import DictationView
from voiceapp.core.dictation.messages import DictationRequest, RequestMade
from voiceapp.core.dictation.ports import TextOutput
from voiceapp.core.failures import Failure
from voiceapp.core.loaded_models import ModelsInMemory
from voiceapp.core.ports import Tool, ToolError
from voiceapp.core.sentence import Sentence, told_by
from voiceapp.desktop.text_output.line_output import LinesOutput
from voiceapp.ipc.caption_commands import CaptionCommands
from voiceapp.ipc.line_stream import LineStream
from voiceapp.ipc.server import PATIENCE, Caller, CommandServer
from voiceapp.ipc.talk_commands import TalkCommands
from voiceapp.ipc.told import NOT_KNOWN, TOO_BUSY, data_of, line_of, refusal

BY_PROGRAM = "-"
"""Instead of a profile: the program decides."""


class ControlsDictation(Protocol):
    """The part of dictation that other programs may use, from any thread."""

    @property
    def view(self) -> DictationView: ...
    def tell(self, event: RequestMade) -> None: ...
    def watch(self, show: Callable[[DictationView], None]) -> Callable[[], None]: ...
    def choose_profile(self, profile: str) -> None: ...
    def listen_to(self, output: TextOutput | None, profile: str = "") -> bool:
        """Dictate there until this is called with None. False: somebody else already does."""
        ...


class DictationCommands:
    def __init__(self, dictation: ControlsDictation) -> None:
        self._dictation = dictation

    def answer(self, words: list[str], caller: Caller) -> None:
        wanted = words[0] if words else ""
        profile = words[1] if len(words) > 1 else ""
        if wanted == "listen":
            self._listen(caller, profile)
            return
        if wanted == "profile":
            self._dictation.choose_profile("" if profile == BY_PROGRAM else profile)
            caller.send_line("ok")
            return
        if wanted == "stage":
            caller.send_line(f"ok {self._dictation.view.stage.value}")
            return
        try:
            asked = RequestMade(DictationRequest(wanted), profile)
        except ValueError:
            caller.send_line(refusal(Sentence("There is no {word}.", word=wanted)))
            return
        self._dictation.tell(asked)
        caller.send_line("ok")

    def _listen(self, caller: Caller, profile: str) -> None:
        """Dictate to the caller until it hangs up."""
        stream = LineStream()

        def show(view: DictationView) -> None:
            told = None if view.sentence is None else data_of(view.sentence)
            stream.put({"stage": view.stage.value, "words": view.words, "told": told})

        if not self._dictation.listen_to(LinesOutput(lambda text: stream.put({"text": text})), profile):
            refused = Sentence("Another terminal dictates already: end it there first.")
            caller.send_line(json.dumps({"error": True, "told": data_of(refused)}))
            return
        stop = self._dictation.watch(show)
        try:
            stream.send_to(caller)
        finally:
            stop()
            self._dictation.listen_to(None)


log = logging.getLogger(__name__)


class ToolCommands:
    """Uses the tools that a command in a terminal can't use by itself, such as timers."""

    def __init__(self, tools: Mapping[str, Tool]) -> None:
        self._tools = tools

    def answer(self, words: list[str], caller: Caller) -> None:
        name, arguments = (*words, "", "")[:2]
        tool = self._tools.get(name)
        if tool is None:
            caller.send_line(refusal(Sentence("There is no tool named {name}.", name=name)))
            return
        try:
            caller.send_line(f"ok {quote(asyncio.run(tool.run(unquote(arguments))))}")
        except ToolError as error:
            caller.send_line(refusal(told_by(error)))


class KnowsModelsInMemory(Protocol):
    """The part of the models that other programs may ask about, from any thread."""

    def in_memory(self, then: Answer[ModelsInMemory]) -> None: ...
    def let_go(self, then: Answer[ModelsInMemory]) -> None: ...


class ModelCommands:
    def __init__(self, models: KnowsModelsInMemory | None) -> None:
        self._models = models

    def answer(self, words: list[str], caller: Caller) -> None:
        if self._models is None or words not in (["look"], ["let-go"]):
            caller.send_line(refusal(NOT_KNOWN))
            return
        answers: queue.SimpleQueue[ModelsInMemory | Failure] = queue.SimpleQueue()
        ask = self._models.in_memory if words == ["look"] else self._models.let_go
        ask(answers.put)
        try:
            told = answers.get(timeout=PATIENCE)
        except queue.Empty:
            caller.send_line(refusal(TOO_BUSY))
        else:
            caller.send_line(line_of("error" if isinstance(told, Failure) else "ok", told.sentence))


class RunningAppCommands:
    def __init__(
        self,
        dictation: ControlsDictation,
        save_report: Callable[[], Path],
        tools: Mapping[str, Tool] | None = None,
        models: KnowsModelsInMemory | None = None,
        talk: TalkCommands | None = None,
        captions: CaptionCommands | None = None,
    ) -> None:
        """`tools`: those that a command hands over."""
        self._captions = captions
        self._talk = talk
        self._models = ModelCommands(models)
        self._dictation = DictationCommands(dictation)
        self._tools = ToolCommands(tools or {})
        self._save_report = save_report
        self._server: CommandServer | None = None
        self.show_window: Callable[[], None] | None = None
        """Brings the window to the front; called from any thread. None: there is no window."""

    def open(self, folder: Path, say_address: Callable[[str], None], *, dictating: bool = True) -> None:
        """Listen from now on at a socket in that folder or near it, and return its address."""
        dictate = self._dictation.answer if dictating else self._cannot_dictate
        try:
            answers = {"dictate": dictate, "show": self._show, "report": self._report}
            answers |= {"tool": self._tools.answer, "models": self._models.answer}
            if self._talk is not None:
                answers |= {"talk": self._talk.control, "last": self._talk.last, "watch": self._talk.watch}
            if self._captions is not None:
                answers["captions"] = self._captions.answer
            self._server = CommandServer(folder, answers)
            say_address(self._server.address)
        except OSError as error:
            log.warning("other programs cannot call this one: %s", type(error).__name__)

    def close(self) -> None:
        if self._server is not None:
            self._server.close()

    @staticmethod
    def _cannot_dictate(words: list[str], caller: Caller) -> None:
        del words
        caller.send_line(
            refusal(Sentence("voiceapp runs in a terminal: end it there, and open its window to dictate."))
        )

    def _show(self, words: list[str], caller: Caller) -> None:
        del words
        if self.show_window is None:
            caller.send_line(refusal(Sentence("voiceapp runs without a window.")))
        else:
            self.show_window()
            caller.send_line("shown")

    def _report(self, words: list[str], caller: Caller) -> None:
        del words
        try:
            caller.send_line(f"saved {self._save_report()}")
        except OSError as error:
            why = error.strerror or str(error)
            caller.send_line(refusal(Sentence("The report could not be written ({why}).", why=why)))
