"""Who works behind a Live session's voice: a Responses model that may call functions, or the client itself."""

from typing import Any

from tests.server.line import Line
from tests.server.script import Reply, Script
from tests.server.state import RefusedError, SessionState


class Backend:
    def __init__(self, line: Line, state: SessionState, script: Script) -> None:
        self._line = line
        self._state = state
        self._script = script
        self.handed_over: set[str] = set()
        """Delegations that the client was given."""
        self._open: dict[str, bool] = {}
        """Calls of the response that waits, and whether each has its result."""
        self._delegation: str | None = None
        self.items: list[dict[str, Any]] = []

    async def work(self, reply: Reply, at_ms: int) -> None:
        """Hand over what this reply needs done."""
        target = str(self._state.session["delegation"]["type"])
        delegation: dict[str, Any] = {"id": self._state.name("dlg"), "type": "delegation", "target": target}
        self._delegation = delegation["id"]
        if target == "client":
            self.handed_over.add(delegation["id"])
        else:
            delegation["response_id"] = self._state.name("resp")
        await self._line.send("session.delegation.created", delegation=delegation, offset_ms=at_ms)
        if target == "responses":
            await self._respond(reply)

    async def _respond(self, reply: Reply) -> None:
        await self._event("response.created")
        if reply.fails is not None:
            await self._event("response.failed", error=reply.fails)
            return
        await self._item({"id": self._state.name("rs"), "type": "reasoning", "summary": []})
        for call in reply.calls:
            name = self._state.name("call")
            self._open[name] = False
            item = {"id": self._state.name("fc"), "type": "function_call", "status": "completed", "call_id": name}
            await self._item({**item, "name": call.name, "arguments": call.arguments})
        await self._event("response.completed", usage=reply.usage)

    def take_item(self, item: dict[str, Any]) -> None:
        if item.get("type") == "function_call_output":
            if item["call_id"] not in self._open:
                raise RefusedError("invalid_value", "No tool call found for function call output.", "item.call_id")
            self._open[item["call_id"]] = True
        self.items.append(item)

    async def go_on(self) -> Reply:
        """The results are all there, or something new was asked; says what comes of it."""
        if not all(self._open.values()):
            missing = next(call for call, done in self._open.items() if not done)
            raise RefusedError("invalid_value", f"No tool output found for function call {missing}.", "item")
        self._open.clear()
        reply = self._script.next_reply()
        if not reply.calls:
            await self._event("response.created")
            content = [{"type": "output_text", "text": reply.text}]
            await self._item(
                {"id": self._state.name("msg"), "type": "message", "role": "assistant", "content": content}
            )
            await self._event("response.completed", usage=reply.usage)
        return reply

    async def _item(self, item: dict[str, Any]) -> None:
        await self._send({"type": "response.output_item.done", "output_index": 0, "item": item})

    async def _event(self, kind: str, *, usage: bool = False, error: Any = None) -> None:
        model = (self._state.session["delegation"].get("responses") or {}).get("model", "")
        response: dict[str, Any] = {"model": model, "output": [], "usage": None, "error": error}
        if usage:
            details = {"cached_tokens": 40}
            response["usage"] = {"input_tokens": 140, "output_tokens": 50, "input_tokens_details": details}
        await self._send({"type": kind, "response": response})

    async def _send(self, event: dict[str, Any]) -> None:
        await self._line.send("response.event", event=event, delegation_id=self._delegation)
