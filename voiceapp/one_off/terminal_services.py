"""Uses the engines for a command, without a window, a microphone or a talk."""

import asyncio
import webbrowser
from collections.abc import AsyncGenerator, Callable, Coroutine, Mapping
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import soundfile

from voiceapp.backups.kept_notes import note_stores
from voiceapp.core.dictation.continuing import wants_continuation
from voiceapp.core.dictation.rewrite_prompt import asked, examples, rewritten, task
from voiceapp.core.dictation.rewrite_reasons import NO_REWRITER, NOTHING_WRITTEN
from voiceapp.core.failures import NOTHING_ANSWERED, NOTHING_SAID, Failure, FailureKind
from voiceapp.core.history import ExportWishes
from voiceapp.core.languages import language_name
from voiceapp.core.notes.remembered import facts_of
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import ChatText, ChatThought, ChatTool, EngineError, RecognitionHints, Tool, ToolError
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import clean
from voiceapp.core.text.read_aloud import read_aloud
from voiceapp.core.transcript import Item, ItemId, Message, MessageState, Speaker, Talk, ToolCall, ToolState
from voiceapp.core.wishes import Permission, side_job
from voiceapp.desktop.clipboard.tool_clipboard import ToolClipboard
from voiceapp.desktop.machine import this_machine
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.engine_choice.model_catalogue import Catalogue
from voiceapp.engine_choice.summarisers import summariser
from voiceapp.one_off.file_transcription import Progress, SpeakersWanted, transcribe
from voiceapp.one_off.handed_tools import HandedTools, NoHistory, only_while_open
from voiceapp.one_off.keys import opened
from voiceapp.providers import ALL_PRICES
from voiceapp.runtime.summary_making import Summariser
from voiceapp.runtime.word_editing import SHORTENED, answered, continued_by
from voiceapp.settings import file as settings_file
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths
from voiceapp.settings.wishes_from_settings import permissions, session_wishes
from voiceapp.storage.ledger import Ledger
from voiceapp.storage.note_store import MEMORY_FILE, NOTES_FILE
from voiceapp.storage.remembered_voices import RememberedVoices
from voiceapp.storage.spending import Spending
from voiceapp.talk_files import rendered
from voiceapp.tools import TOOLS, all_tools
from voiceapp.tools.parts.alarms import Alarms
from voiceapp.tools.parts.tool_context import ToolContext

T = TypeVar("T")

MOST_CALLS = 5
ONLY_PAID = Failure(
    FailureKind.OVER_BUDGET,
    Sentence("The budget is spent, so nothing was sent. Raise it, or let this device transcribe."),
)


class TerminalServices:
    """The engines, for the duration of one command."""

    def __init__(self, overrides: Mapping[str, str], *, here: bool = False, alone: bool = False) -> None:
        """`here`: on this device, whatever the settings say; `alone`: only with the server that they name.

        Raises ValueError for an invalid setting.
        """
        self._alone = alone
        self.paths = Paths.find()
        loaded = settings_file.opened(self.paths.settings_file)
        self.problems = loaded.problems
        settings = loaded.settings
        for key, text in overrides.items():
            settings = settings.with_text(key, text)
        if here:
            settings = settings.with_value("engines.leaves_machine", "nothing")
        self._keys = keys = opened(lambda: settings)
        catalogue = Catalogue(self.paths.cache / "models.json", keys)
        self.settings: Settings = catalogue.settled(settings)
        self._noted = note_stores(self.paths.data)
        self._spending = Spending(lambda: self.settings, ALL_PRICES, Ledger(self.paths.data / "spent"))
        self.engines = AvailableEngines(lambda: self.settings, keys, self._spending)
        self.engines.on_voice_lacking = self._take_lacking
        self.lacking: Sentence | None = None
        """Why the voice of another language read the text."""

    def run(self, work: Coroutine[None, None, T]) -> T:
        """Raises EngineError."""

        async def with_end() -> T:
            try:
                return await work
            finally:
                await self.engines.close()

        try:
            return asyncio.run(with_end())
        finally:
            self._spending.close()

    @property
    def over_budget(self) -> Failure | None:
        """Says why everything stays on this device, whatever the settings say."""
        nobody_else = self.settings.engines.leaves_machine == "nothing"
        return None if nobody_else else self._spending.over()

    @property
    def _hints(self) -> RecognitionHints:
        wishes = session_wishes(self.settings)
        return RecognitionHints(wishes.language, wishes.vocabulary, languages=wishes.languages)

    # --- transcribe

    async def transcribed(
        self,
        path: Path,
        *,
        timed: bool,
        translated: bool,
        progress: Progress,
        told: Callable[[Failure], None],
        refers: bool = False,
        persons: int | None = None,
    ) -> Talk:
        """`told`: receives why another recogniser than the chosen one transcribed it. `refers`: lines name their sound.

        `persons`: how many speak, if that is to be found out; 0: nobody knows.
        """
        if self._alone and self.over_budget is not None:
            raise EngineError(ONLY_PAID)
        recogniser = (
            self.engines.translator() if translated else self.engines.recogniser(timed=timed, alone=self._alone)
        )
        reader = self.engines.machine().voice_reader()
        speakers = None
        if persons is not None:
            speakers = SpeakersWanted(reader, persons, RememberedVoices(self.paths.data).voices())
        return await transcribe(path, recogniser, self._hints, progress, told, refers=refers, speakers=speakers)

    @staticmethod
    def rendered(talk: Talk, form: str) -> bytes:
        """Raises EngineError."""
        content = rendered(talk, form, ExportWishes(), {})
        if isinstance(content, Failure):
            raise EngineError(content)
        return content

    # --- say

    async def spoken(
        self, text: str, told: Callable[[Failure], None], *, voice: str = "", speed: float = 0.0
    ) -> AsyncGenerator[bytes]:
        """`told`: receives why another voice than the chosen one speaks. `voice`: one of this device; 0: the usual speed."""
        wishes = session_wishes(self.settings)
        wishes = replace(wishes, speed=speed or wishes.speed)
        speaking = self.engines.voice_named(voice) if voice else self.engines.voice()
        async with aclosing(speaking.speak(read_aloud(text, wishes) or text, wishes)) as pieces:
            async for piece in pieces:
                if piece.trouble is not None:
                    told(piece.trouble)
                if piece.pcm:
                    yield piece.pcm

    def _take_lacking(self, language: str, model: str) -> None:
        self.lacking = Sentence(
            "No voice here speaks {language}. To get one: {command}",
            language=language_name(language),
            command=f"voiceapp models get {model}",
        )

    # --- rewrite

    async def rewritten(self, text: str, instruction: str) -> str:
        """Raises EngineError."""
        if wants_continuation(instruction):
            more, _ = await continued_by(self.engines.continuer(NO_REWRITER), text)
            if not more:
                raise EngineError(Failure(FailureKind.REJECTED, NOTHING_WRITTEN))
            return more
        wishes = side_job(task(text), examples())
        answer = await answered(self.engines.rewriter(NO_REWRITER), asked(text, instruction), wishes)
        if answer.shortened:
            raise EngineError(SHORTENED)
        new = rewritten(answer.text, text)
        if not new:
            raise EngineError(Failure(FailureKind.REJECTED, NOTHING_WRITTEN))
        return new

    # --- summarise

    def summariser(self) -> Summariser:
        """Returns who summarises. Raises EngineError."""
        return summariser(self.engines, self.settings, self._keys)

    # --- ask

    async def answered(
        self,
        text: str,
        write: Callable[[str], object],
        *,
        at_once: bool = True,
        others: Mapping[str, Tool] | None = None,
    ) -> None:
        """Ask, and write the answer, `at_once` as it comes; harmless tools may be used, and `others`. Raises EngineError.

        Written text cannot be taken back, so without `at_once` only what is certain is written.
        """
        context = ToolContext(
            Alarms(self.paths.data / "alarms.json", lambda _: None),
            NoHistory(),
            ToolClipboard(),
            webbrowser.open,
            this_machine(),
            self._noted[NOTES_FILE],
            self._noted[MEMORY_FILE],
        )
        handed = HandedTools(self.paths, context)
        tools = {**(others or {}), **self._tools(context, handed)}
        facts = facts_of(self._noted[MEMORY_FILE].notes)
        wishes = session_wishes(self.settings, tuple(tool.spec for tool in tools.values()), facts)
        wishes = replace(wishes, spoken=False)
        items: list[Item] = [Message(ItemId("1"), Speaker.USER, 0.0, text, MessageState.DONE)]
        chat = self.engines.chat()
        at_once = at_once or self._official
        for rest in reversed(range(MOST_CALLS)):
            wishes = replace(wishes, may_call=rest > 0)
            said, thought, calls = "", "", list[ChatTool]()
            async with aclosing(chat.answer(items, wishes)) as pieces:
                async for piece in pieces:
                    match piece:
                        case ChatText(words):
                            said += clean(words)
                            if at_once:
                                write(clean(words))
                        case ChatThought(words, takes_back):
                            thought += said + words if takes_back else words
                            if takes_back and at_once and said:
                                write("\n")
                            said = "" if takes_back else said
                        case ChatTool():
                            calls.append(piece)
                        case _:
                            pass
            if said and not at_once:
                write(said)
            if not calls and not said.strip():
                raise EngineError(NOTHING_SAID if thought.strip() else NOTHING_ANSWERED)
            if not calls:
                if handed.rings_later:
                    write(f"\n{only_while_open(text)}")
                return
            if said:
                items.append(Message(ItemId(f"said-{len(items)}"), Speaker.ASSISTANT, 0.0, said, MessageState.DONE))
            for call in calls:
                output, state = await _used(tools, call)
                items.append(ToolCall(ItemId(call.call), 0.0, call.name, call.arguments, output, state, call.call))
        raise EngineError(NOTHING_ANSWERED)

    @property
    def _official(self) -> bool:
        """The service marks thoughts itself, so nothing is ever taken back."""
        factory = self.engines.factory()
        return not factory.is_local("chat") and factory.server("chat").provider.tells_thoughts_apart

    def _tools(self, context: ToolContext, handed: HandedTools) -> dict[str, Tool]:
        """Return what may be used without asking, as nobody can be asked here."""
        if not self.settings.tools.enabled:
            return {}
        tools = {**all_tools(context, (tool for tool in TOOLS if tool.alone)), **handed.tools()}
        allowed = permissions(self.settings, tools.values())
        return {name: tool for name, tool in tools.items() if allowed[name] is Permission.ALWAYS}


async def _used(tools: Mapping[str, Tool], call: ChatTool) -> tuple[str, ToolState]:
    tool = tools.get(call.name)
    if tool is None:
        return f"There is no tool named {call.name}.", ToolState.FAILED
    try:
        return await tool.run(call.arguments), ToolState.DONE
    except ToolError as error:
        return str(error), ToolState.FAILED


def write_sound(path: Path, pcm: bytes) -> None:
    """Write sound as FLAC or WAV, by the file's name; completely or not at all. Raises OSError."""
    partial = path.with_name(f".{path.stem}.part{path.suffix}")
    try:
        soundfile.write(partial, np.frombuffer(pcm, "<i2"), WIRE.rate, subtype="PCM_16")
        partial.replace(path)
    except (soundfile.LibsndfileError, TypeError, ValueError) as error:
        raise OSError(Sentence("{name} cannot be written: end its name in .wav or .flac.", name=path.name)) from error
    finally:
        partial.unlink(missing_ok=True)
