"""Keeps account of the work that the voice hands over: the functions that are called, and what is still to be answered.

A model behind the voice calls functions in responses: each result goes back by itself, and once all of them have, the
next response is asked for, which the voice then says. A task that is handed to us comes without a word of what it is
about; whoever does it answers with a text.
"""

from collections.abc import Callable, Iterable

from voiceapp.core.messages import (
    CallId,
    EngineEvent,
    LinkCharged,
    Outcome,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    ToolAsked,
)
from voiceapp.core.transcript import Usage
from voiceapp.engines.live.outbox import LiveOutbox
from voiceapp.engines.realtime.billing import Pricing
from voiceapp.openai.live_server_events import (
    BackendCachedTokens,
    BackendEvent,
    BackendItem,
    BackendResponse,
    BackendUsage,
)
from voiceapp.openai.realtime_client_events import output_item

MOST_TASKS = 4
"""Tasks at once: each is a model at work, which may cost money."""
TOO_MANY = "That could not be done: too much else is being worked on."


class HandedOver:
    def __init__(
        self,
        out: LiveOutbox,
        add_event: Callable[[EngineEvent], None],
        new_reply: Callable[[], ReplyBegan],
        pricing: Pricing,
        *,
        model: str,
        name: str,
    ) -> None:
        """`new_reply` says what a reply is called that begins now. `model`: the one behind the voice."""
        self._out = out
        self._add_event = add_event
        self._new_reply = new_reply
        self._pricing = pricing
        self._model = model
        self._name = name
        self._reply: ReplyId | None = None
        """The reply that stands for the calls of the response that is being made."""
        self._waiting: dict[CallId, str] = {}
        """Calls without a result, with the service's names for them."""
        self._owes = False
        """Results were sent after which the next response has to be asked for."""
        self._tasks: set[str] = set()
        """What was handed to us and is not answered."""
        self._known_tasks: set[str] = set()
        self._responding = False
        """A response is being made."""

    @property
    def under_way(self) -> bool:
        """Return whether something is being worked on, so that the voice may have nothing to say yet."""
        return self._responding or bool(self._waiting or self._tasks or self._owes)

    # --- the model behind the voice

    def on_backend(self, event: BackendEvent) -> None:
        step = event.event
        match step.type:
            case "response.created":
                self._responding = True
            case "response.output_item.done" if step.item is not None and step.item.type == "function_call":
                self._on_call(step.item)
            case "response.completed" | "response.failed" | "response.incomplete":
                self._on_end(step.response)
            case _:
                pass

    def _on_call(self, item: BackendItem) -> None:
        if not item.call_id or not item.name:
            return
        if self._reply is None:
            began = self._new_reply()
            self._reply = began.reply
            self._add_event(began)
        call = CallId(f"{item.call_id}{self._name}")
        self._waiting[call] = item.call_id
        self._add_event(ToolAsked(self._reply, call, item.name, item.arguments or "{}"))

    def _on_end(self, response: BackendResponse | None) -> None:
        self._responding = False
        if self._reply is not None:
            self._add_event(ReplyEnded(self._reply, Outcome.DONE))
            self._reply = None
        if response is not None and response.usage is not None:
            model = response.model or self._model
            self._add_event(LinkCharged((self._pricing.spent(model, _usage(response.usage)),)))
        self._go_on()

    def give(self, call: CallId, output: str) -> None:
        """Give the result of a call."""
        theirs = self._waiting.pop(call, None)
        if theirs is None:
            return
        self._out.post("response.item.create", item=output_item(theirs, output))
        self._owes = True
        self._go_on()

    def _go_on(self) -> None:
        if self._owes and not self._responding and not self._waiting:
            self._owes = False
            self._out.post("response.create")

    # --- tasks that are handed to us

    def takes(self, task: str) -> bool:
        """Return whether a task is to be worked on: each once, and no more at once than anybody means to have done."""
        if not task or task in self._known_tasks:
            return False
        self._known_tasks.add(task)
        if len(self._tasks) >= MOST_TASKS:
            self._out.tell_to_say(TOO_MANY, task)
            return False
        self._tasks.add(task)
        return True

    def ask_tools(self, calls: Iterable[tuple[CallId, str, str]]) -> None:
        """Whoever works on a task wants functions run: their names for the calls, the functions and arguments."""
        began = self._new_reply()
        self._add_event(began)
        for call, name, arguments in calls:
            self._add_event(ToolAsked(began.reply, call, name, arguments))
        self._add_event(ReplyEnded(began.reply, Outcome.DONE))

    def report(self, task: str, text: str) -> None:
        """Say what came of a task."""
        if task in self._tasks:
            self._tasks.discard(task)
            self._out.tell_to_say(text, task)


def _usage(usage: BackendUsage) -> Usage:
    came = usage.input_tokens_details or BackendCachedTokens()
    return Usage(
        text_in=usage.input_tokens or 0,
        cached_text_in=came.cached_tokens or 0,
        written_text_in=came.cache_write_tokens or 0,
        text_out=usage.output_tokens or 0,
    )
