"""How well and how fast the language models of this machine answer 150 questions of our own kind, judged by rules.

The questions stand in benchmarks/brain_questions. Asked are the model that came with the app, and the files in
VOICEAPP_MODELS (a folder of GGUF files, or several files with a colon between them). `VOICEAPP_KINDS="tools facts"` asks
some kinds only, `VOICEAPP_EVERY=3` every third question, `VOICEAPP_HALF=tuned` those that prompts may be tried on; the other
half is held back, so that it tells what a prompt is worth. `VOICEAPP_ANSWERS=FILE` writes the answers side by side.
"""

import asyncio
import json
import os
import re
import statistics
import time
import tomllib
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import cast

from benchmarks._judge import Verdict, judged
from benchmarks.recognisers import memory_of
from voiceapp.core.dictation.tidying import examples, instructions
from voiceapp.core.dictation.wishes import TidyStyle
from voiceapp.core.phrasing import Phrasing
from voiceapp.core.ports import ChatEnd, ChatText, ChatTool, Clipboard
from voiceapp.core.text.sentences import SentenceCutter
from voiceapp.core.transcript import Item, ItemId, Message, MessageState, Speaker
from voiceapp.core.wishes import SessionWishes, ToolSpec, side_job
from voiceapp.local.chat import LocalChat
from voiceapp.local.chosen_models import ChosenModels
from voiceapp.local.claimed_deeds import claims_deed
from voiceapp.local.model_set import LocalMachine
from voiceapp.local.quick_answers import intent_in
from voiceapp.tools import TOOLS, all_tools, phrasings_of
from voiceapp.tools.parts.alarms import Alarms
from voiceapp.tools.parts.tool_context import History, ToolContext

FOLDER = Path(__file__).with_name("brain_questions")
KINDS = ("facts", "reasoning", "tools", "rewriting", "summaries", "translation")
TODAY = date(2026, 11, 28)
SUMMARY = "Tell in one short sentence what this message says. Add nothing that isn't in it."
TRANSLATION = "Translate what the person says into {into}. Answer with the translation alone."
HELD_BACK = frozenset({1, 4, 5})
"""Of each six questions of a kind, counted from 0, those on which no prompt is ever tried."""
Question = Mapping[str, object]


@dataclass
class Scores:
    verdicts: dict[str, list[Verdict]] = field(default_factory=dict[str, list[Verdict]])
    by_wording: list[bool] = field(default_factory=list[bool])
    """For each call: whether the app makes the right one, by the wording or the model."""
    first: list[float] = field(default_factory=list[float])
    """Seconds to the first sentence."""
    speeds: list[float] = field(default_factory=list[float])
    """Tokens a second after the first piece."""
    answers: list[tuple[str, str, str, Verdict]] = field(default_factory=list[tuple[str, str, str, Verdict]])
    held_back: list[Verdict] = field(default_factory=list[Verdict])
    claimed: int = 0
    """Answers that claim a deed that no tool did."""
    read_anew: float = 0.0
    """Seconds to the first sentence where nothing was read before."""
    memory: float = 0.0


@dataclass
class Answer:
    text: str = ""
    call: ChatTool | None = None
    first: float = 0.0
    speed: float = 0.0


def questions_of(kind: str) -> list[Question]:
    return [question for _, question in numbered(kind)]


def numbered(kind: str) -> list[tuple[bool, Question]]:
    """Return the questions of a kind, each with whether it is held back."""
    with (FOLDER / f"{kind}.toml").open("rb") as file:
        every = cast("list[Question]", tomllib.load(file)["question"])
    found = [(place % 6 in HELD_BACK, question) for place, question in enumerate(every)]
    half = os.environ.get("VOICEAPP_HALF", "")
    wanted = [each for each in found if not half or each[0] == (half != "tuned")]
    return wanted[:: int(os.environ.get("VOICEAPP_EVERY", "1"))]


def specs() -> tuple[ToolSpec, ...]:
    """Return the tools as engines are told of them; none of them is run."""
    nothing = ToolContext(cast("Alarms", None), cast("History", None), cast("Clipboard", None), lambda _: False)
    return tuple(tool.spec for tool in all_tools(nothing, TOOLS).values())


def wishes_for(kind: str, question: Question) -> SessionWishes:
    match kind:
        case "rewriting":
            return side_job(instructions(TidyStyle.CLEAR), examples(TidyStyle.CLEAR))
        case "summaries":
            return side_job(SUMMARY)
        case "translation":
            return side_job(TRANSLATION.format(into=question["into"]))
        case _:
            return SessionWishes(tools=specs())


async def _answer(chat: LocalChat, text: str, wishes: SessionWishes) -> Answer:
    asked: Sequence[Item] = (Message(ItemId("q"), Speaker.USER, 0.0, text, MessageState.DONE),)
    got, cutter, began, begun = Answer(), SentenceCutter(), time.perf_counter(), 0.0
    async with aclosing(chat.answer(asked, wishes)) as pieces:
        async for piece in pieces:
            now = time.perf_counter()
            match piece:
                case ChatText(more):
                    begun = begun or now
                    got.text += more
                    if not got.first and cutter.add(more):
                        got.first = now - began
                case ChatTool():
                    got.call = piece
                case ChatEnd(spent):
                    written = sum(each.usage.text_out for each in spent)
                    if begun and written > 8:
                        got.speed = written / (now - begun)
                case _:
                    pass
    got.first = got.first or time.perf_counter() - began
    return got


def _made_by_app(question: Question, got: Answer, phrasings: Mapping[str, Phrasing]) -> Verdict:
    """The app looks at the wording first."""
    intent = intent_in(str(question["ask"]), phrasings, str(question.get("language", "en")))
    if intent is not None:
        return judged("tools", question, "", (intent.tool, dict(intent.arguments)))
    return judged("tools", question, got.text, _called(got))


def _called(got: Answer) -> tuple[str, dict[str, object]]:
    if got.call is None:
        return "", {}
    return got.call.name, cast("dict[str, object]", json.loads(got.call.arguments))


async def _one(path: str, kinds: Sequence[str]) -> Scores:
    machine = LocalMachine(ChosenModels(language_model=path))
    scores, phrasings = Scores(), phrasings_of()
    process = machine.process("brain")
    chat = LocalChat(process, partial(machine.using, "brain"), machine.brain_profile, lambda: TODAY)
    async with machine.using("brain"):
        scores.read_anew = (await _answer(chat, "How are you?", wishes_for("facts", {}))).first
        for kind in kinds:
            for held_back, question in numbered(kind):
                text = str(question.get("ask") or question["text"])
                wishes = wishes_for(kind, question)
                await chat.get_ready((), wishes)
                got = await _answer(chat, text, wishes)
                verdict = judged(kind, question, got.text, _called(got))
                scores.verdicts.setdefault(kind, []).append(verdict)
                scores.held_back += [verdict] if held_back else []
                scores.claimed += not got.call and kind == "tools" and claims_any(got.text)
                if kind == "tools":
                    scores.by_wording.append(_made_by_app(question, got, phrasings) is Verdict.RIGHT)
                elif kind in ("facts", "reasoning"):
                    scores.first.append(got.first)
                scores.speeds += [got.speed] if got.speed else []
                said = f"{got.call.name} {got.call.arguments}" if got.call else got.text.strip()
                scores.answers.append((kind, text, said, verdict))
        scores.memory = memory_of(process.pid)
    await machine.close()
    return scores


def claims_any(answer: str) -> bool:
    """Return whether an answer claims a deed."""
    return any(claims_deed(sentence) for sentence in re.split(r"(?<=[.!?])\s+", answer))


def models() -> dict[str, str]:
    """Return the models that are here, by name. The one that came with the app has no path."""
    here = {"SmolLM2 135M (came with the app)": ""}
    for each in filter(None, os.environ.get("VOICEAPP_MODELS", "").split(":")):
        place = Path(each).expanduser()
        found = sorted(place.glob("*.gguf"), key=lambda file: file.stat().st_size) if place.is_dir() else [place]
        here |= {file.stem: str(file) for file in found}
    return here


def _table(found: Mapping[str, Scores], kinds: Sequence[str]) -> None:
    print(f"| right/partly/wrong | {' | '.join(found)} |\n| --- |{' --- |' * len(found)}")
    for kind in kinds:
        row = [_counted(scores.verdicts[kind]) for scores in found.values()]
        print(f"| {kind} ({len(questions_of(kind))}) | {' | '.join(row)} |")
        if kind == "tools":
            right = [f"{sum(scores.by_wording)} right" for scores in found.values()]
            print(f"| tools, with the wording looked at first | {' | '.join(right)} |")
    every = [[verdict for given in scores.verdicts.values() for verdict in given] for scores in found.values()]
    print(f"| all | {' | '.join(_counted(given) for given in every)} |")
    held = [scores.held_back for scores in found.values()]
    print(f"| of those, held back ({len(held[0])}) | {' | '.join(_counted(given) for given in held)} |")
    print(f"| deeds claimed that no tool did | {' | '.join(str(scores.claimed) for scores in found.values())} |")
    firsts = [sorted(scores.first) or [0.0] for scores in found.values()]
    p90 = [f"{statistics.median(given):.2f} s ({given[int(len(given) * 0.9)]:.2f})" for given in firsts]
    print(f"| first sentence, median (p90), all else read before | {' | '.join(p90)} |")
    print(f"| first sentence, nothing read before | {' | '.join(f'{s.read_anew:.1f} s' for s in found.values())} |")
    speeds = [f"{statistics.median(scores.speeds or [0.0]):.1f}" for scores in found.values()]
    print(f"| tokens a second | {' | '.join(speeds)} |")
    print(f"| memory | {' | '.join(f'{scores.memory:.0f} MB' for scores in found.values())} |")


def _counted(verdicts: Sequence[Verdict]) -> str:
    return "/".join(str(verdicts.count(each)) for each in Verdict)


def _side_by_side(found: Mapping[str, Scores]) -> str:
    lines: list[str] = []
    kind_before = ""
    for rows in zip(*(scores.answers for scores in found.values()), strict=True):
        kind, asked = rows[0][:2]
        if kind != kind_before:
            lines += [
                f"\n## {kind.capitalize()}\n",
                f"| asked | {' | '.join(found)} |",
                f"| --- |{' --- |' * len(found)}",
            ]
            kind_before = kind
        cells = [f"{_MARKS[verdict]} {_in_cell(said)}" for _, _, said, verdict in rows]
        lines.append(f"| {_in_cell(asked)} | {' | '.join(cells)} |")
    return "\n".join(lines).strip() + "\n"


_MARKS = {Verdict.RIGHT: "✓", Verdict.PARTLY: "~", Verdict.WRONG: "✗"}


def _in_cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")[:300]


def main() -> None:
    kinds = os.environ.get("VOICEAPP_KINDS", "").split() or KINDS
    found: dict[str, Scores] = {}
    began = os.getloadavg()[0]
    for name, path in models().items():
        at = time.monotonic()
        found[name] = asyncio.run(_one(path, kinds))
        print(f"{name}: {time.monotonic() - at:.0f} s", flush=True)
    _table(found, kinds)
    print(f"\nload of the machine: {began:.1f} when it began, {os.getloadavg()[0]:.1f} when it was over")
    answers = os.environ.get("VOICEAPP_ANSWERS", "")
    if answers:
        Path(answers).write_text(_side_by_side(found), encoding="utf-8")


if __name__ == "__main__":
    main()
