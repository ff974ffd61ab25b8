"""Answers with the language model on this device, which is asked as its profile says."""

import itertools
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from datetime import date, datetime

from voiceapp.core.messages import EngineTraits
from voiceapp.core.ports import ChatEnd, ChatPiece, ChatText, ChatThought, ChatTool, pieces_of
from voiceapp.core.sampling import sampling_fields
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.requests import is_order
from voiceapp.core.text.thoughts import ThoughtSplitter
from voiceapp.core.transcript import Item, Message, Speaker, Spent, ToolCall, Usage
from voiceapp.core.wishes import SessionWishes, ToolSpec
from voiceapp.local.answer_limit import AnswerLimit
from voiceapp.local.brain_profiles import BrainProfile
from voiceapp.local.claimed_deeds import ONLY_LOOKS, ClaimGuard, may_claim, nothing_done, wants_words
from voiceapp.local.json_grammar import json_grammar
from voiceapp.local.model_process import ModelProcess, Using
from voiceapp.local.named_days import on_named_day
from voiceapp.local.process_messages import ChatJob, Done, TextMessage
from voiceapp.local.talk_window import TalkWindow
from voiceapp.local.tool_cues import perhaps_meant
from voiceapp.local.tool_prompt import FOLLOWS, RESULT, CalledTool, call_in, grammar, not_copied, offered, told

CALL_MARK = "local-"
"""The prefix of the calls' names."""
SET_ALARMS = frozenset({"set_timer", "set_reminder"})
MOST_CALLS = 3
"""Calls for one question; then it's answered in words, so that it ends."""
PARTS = 12
"""In which the description of the tools is read for the first time. A question that comes meanwhile waits for one of them."""
LONGEST_CALL = 200
"""Tokens."""
LONGEST_OUTPUT = 1_200
"""Characters of a tool's output that the model gets."""


def this_day() -> date:
    return datetime.now().astimezone().date()


class LocalChat:
    """Implements `core.ports.Chat`."""

    def __init__(
        self,
        process: ModelProcess,
        using: Using,
        profile: Callable[[], BrainProfile],
        today: Callable[[], date] = this_day,
    ) -> None:
        """`profile` says how the model that is loaded, or will be, is to be asked."""
        self._process = process
        self._using = using
        self._profile = profile
        self._today = today
        self._window = TalkWindow()
        self._calls = itertools.count(1)
        self._has_read = ""
        """What was read of the tools."""

    @property
    def traits(self) -> EngineTraits:
        small = self._profile().small
        return EngineTraits(
            Sentence("On this device (small model)") if small else Sentence("On this device"), loads_models=True
        )

    async def get_ready(self, items: Sequence[Item], wishes: SessionWishes) -> None:
        """Let the model read the talk so far, so that only what is said next is left to read. Raises EngineError."""
        async with self._using():
            profile = self._profile()
            await self._read(self._messages(items, wishes, profile))
            if _uses_tools(wishes, profile):
                await self._read_tools(wishes)

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        async with self._using():
            profile = self._profile()
            spent: tuple[Spent, ...] = ()
            tools = _offered_now(items, wishes, profile)
            if tools:
                call, spent = await self._call(items, wishes, tools)
                if call is not None:
                    yield self._calling(call)
                    yield ChatEnd(spent)
                    return
            elif _wants_alarm(items, wishes):
                # A model that calls no tools says anything then, from "okay" to the same words again.
                yield ChatText(_nothing_done(items))
                yield ChatEnd(spent)
                return
            guard = _guard(items, wishes)
            async with aclosing(self._talk(items, wishes, profile, guard, spent)) as pieces:
                async for piece in pieces:
                    if isinstance(piece, ChatEnd) and guard.claimed:
                        yield await self._instead_of_claim(items, wishes, profile, tools)
                    yield piece

    def _calling(self, call: CalledTool) -> ChatTool:
        return ChatTool(f"{CALL_MARK}{next(self._calls)}", call.name, call.arguments)

    async def _instead_of_claim(
        self, items: Sequence[Item], wishes: SessionWishes, profile: BrainProfile, tried: tuple[ToolSpec, ...]
    ) -> ChatTool | ChatText:
        """Let a tool do what the model claims to have done, or say that nothing was done."""
        asked = items[-1]
        others = offered(wishes.tools, ()) if _uses_tools(wishes, profile) else ()
        if isinstance(asked, Message) and set(others) - set(tried):
            call, _ = await self._call(items, wishes, others)
            if call is not None and call.name not in ONLY_LOOKS:
                return self._calling(call)
        return ChatText(_nothing_done(items))

    async def _read_tools(self, wishes: SessionWishes) -> None:
        """What they are takes long to read, and a question that comes meanwhile gets in between two parts of it."""
        (message,) = self._tool_messages((), wishes)
        whole = message["content"]
        parts = 1 if self._has_read == whole else PARTS
        for part in range(1, parts + 1):
            await self._read([{"role": "system", "content": whole[: len(whole) * part // parts]}])
        self._has_read = whole

    async def _read(self, messages: list[dict[str, str]]) -> None:
        async with aclosing(self._process.ask(lambda job: ChatJob(job, messages, 0))) as pieces:
            async for _ in pieces:
                pass

    async def _call(
        self, items: Sequence[Item], wishes: SessionWishes, tools: tuple[ToolSpec, ...]
    ) -> tuple[CalledTool | None, tuple[Spent, ...]]:
        messages, rule = self._tool_messages(items, wishes), grammar(tools)
        written, spent = "", tuple[Spent, ...]()
        async with aclosing(self._process.ask(lambda job: ChatJob(job, messages, LONGEST_CALL, rule))) as pieces:
            async for piece in pieces:
                if isinstance(piece, TextMessage):
                    written += piece.text
                elif isinstance(piece, Done):
                    spent = self._spent(piece)
        call, asked = call_in(written), next((item for item in reversed(items) if isinstance(item, Message)), None)
        if call is not None and asked is not None:
            call = not_copied(call, tools, asked.text)
            call = call and on_named_day(call, asked.text, self._today())
        return call, spent

    async def _talk(
        self,
        items: Sequence[Item],
        wishes: SessionWishes,
        profile: BrainProfile,
        guard: ClaimGuard,
        spent: tuple[Spent, ...],
    ) -> AsyncGenerator[ChatPiece]:
        """`spent`: on what came before the talk."""
        messages = self._messages(items, wishes, profile)
        longest = wishes.max_reply_tokens or (profile.longest_errand if wishes.side_job else profile.longest)
        enough = AnswerLimit(None if wishes.side_job else profile.sentences)
        thinking = ThoughtSplitter(profile.begins)
        end = ChatEnd(spent)
        rule = "" if wishes.answer_schema is None else json_grammar(wishes.answer_schema.text)
        chosen = sampling_fields(wishes.sampling)
        asked = self._process.ask(
            lambda job: ChatJob(job, messages, longest, rule, temperature=profile.temperature, sampling=chosen)
        )
        async with aclosing(asked) as pieces:
            async for piece in pieces:
                if isinstance(piece, TextMessage):
                    # JSON repeats itself by its nature, and the grammar knows its end.
                    said = piece.text if rule else enough.up_to_limit(piece.text)
                    for part in pieces_of(thinking.add(said)):
                        if (watched := _watched(part, guard)) is not None:
                            yield watched
                    if thinking.holds:
                        yield ChatThought("")
                    if enough.reached or guard.claimed:
                        break
                elif isinstance(piece, Done):
                    end = ChatEnd(spent + self._spent(piece), shortened=piece.shortened)
        for part in pieces_of(thinking.end(cut=end.shortened)):
            if (watched := _watched(part, guard)) is not None:
                yield watched
        if rest := guard.end():
            yield ChatText(rest)
        yield end

    def _spent(self, done: Done) -> tuple[Spent, ...]:
        return (Spent(self._process.model, Usage(text_in=done.tokens_in, text_out=done.tokens_out), 0.0),)

    def _tool_messages(self, items: Sequence[Item], wishes: SessionWishes) -> list[dict[str, str]]:
        """What the person said last, and what tools answered since: older talk only misleads a small model."""
        task = told([tool for tool in wishes.tools if tool.name not in FOLLOWS], self._today())
        last = next((place for place in range(len(items) - 1, -1, -1) if isinstance(items[place], Message)), 0)
        messages = [{"role": "system", "content": task}]
        for item in items[last:]:
            if isinstance(item, ToolCall):
                messages.append({"role": "assistant", "content": f"{item.name} {item.arguments}"})
                messages.append({"role": "user", "content": _outcome(item)})
            elif isinstance(item, Message):
                messages.append({"role": "user", "content": item.text.strip()})
        return messages

    def _messages(self, items: Sequence[Item], wishes: SessionWishes, profile: BrainProfile) -> list[dict[str, str]]:
        messages = [{"role": "system", "content": _task(wishes, profile)}]
        for before, after in wishes.examples:
            messages += [{"role": "user", "content": before}, {"role": "assistant", "content": after}]
        shown = [item for item in items if _shown(item)]
        for item in shown if wishes.side_job else self._window.shown(shown, profile.context):
            role, said = _said(item)
            if not said:
                continue
            if messages[-1]["role"] == role:
                # Chat templates require the sides to take turns.
                messages[-1]["content"] += f"\n{said}"
            else:
                messages.append({"role": role, "content": said})
        return messages


def _task(wishes: SessionWishes, profile: BrainProfile) -> str:
    if wishes.side_job:
        return wishes.instructions
    wanted = wishes.told_here if profile.instructed else ""
    return f"{profile.task}\n\n{wanted}" if wanted else profile.task


def _wants_alarm(items: Sequence[Item], wishes: SessionWishes) -> bool:
    """Return whether the person has just ordered a timer or a reminder."""
    asked = items[-1] if items and not wishes.side_job else None
    if not isinstance(asked, Message) or not is_order(asked.text):
        return False
    alarms = [tool for tool in wishes.tools if tool.name in SET_ALARMS]
    return bool(perhaps_meant(alarms, asked.text, asked.language or ""))


def _nothing_done(items: Sequence[Item]) -> str:
    asked = next(item for item in reversed(items) if isinstance(item, Message))
    return nothing_done(asked.text, asked.language or "")


def _guard(items: Sequence[Item], wishes: SessionWishes) -> ClaimGuard:
    asked = next((item for item in reversed(items) if isinstance(item, Message)), None)
    order = asked is not None and is_order(asked.text)
    words = asked is not None and wants_words(asked.text)
    return ClaimGuard(watches=not (wishes.side_job or words or may_claim(items)), whole_sentences=order)


def _watched(piece: ChatPiece, guard: ClaimGuard) -> ChatPiece | None:
    if isinstance(piece, ChatThought) and piece.takes_back:
        guard.take_back()
    if not isinstance(piece, ChatText):
        return piece
    said = guard.add(piece.text)
    return ChatText(said) if said else None


def _uses_tools(wishes: SessionWishes, profile: BrainProfile) -> bool:
    return profile.tools and bool(wishes.tools) and not wishes.side_job


def _offered_now(items: Sequence[Item], wishes: SessionWishes, profile: BrainProfile) -> tuple[ToolSpec, ...]:
    """Return the tools that may be called at this point of the talk."""
    if not _uses_tools(wishes, profile) or not items or not wishes.may_call:
        return ()
    calls = [item for item in itertools.takewhile(_is_call, reversed(items)) if isinstance(item, ToolCall)]
    if len(calls) >= MOST_CALLS:
        return ()
    tools = offered(wishes.tools, [call.name for call in calls])
    asked = items[-1]
    if not isinstance(asked, Message):
        return tools
    return perhaps_meant(tools, asked.text, asked.language or "", answers_question=_was_asked(items))


def _was_asked(items: Sequence[Item]) -> bool:
    """Return whether the assistant's last words before the newest were a question."""
    before = next((item for item in reversed(items[:-1]) if isinstance(item, Message)), None)
    return before is not None and before.speaker is Speaker.ASSISTANT and before.text.rstrip().endswith("?")


def _is_call(item: Item) -> bool:
    return isinstance(item, ToolCall)


def _shown(item: Item) -> bool:
    return isinstance(item, Message) or (isinstance(item, ToolCall) and bool(item.output))


def _said(item: Item) -> tuple[str, str]:
    match item:
        case Message(speaker=Speaker.USER):
            return "user", item.text.strip()
        case Message():
            return "assistant", item.heard_text.strip()
        case ToolCall():
            return "user", f"({_outcome(item)})"
        case _:
            return "system", ""


def _outcome(call: ToolCall) -> str:
    return f"{RESULT}{call.name}: {call.output.strip()[:LONGEST_OUTPUT]}"
