"""Talks with a Realtime server as they are written down in `tests/dialogues`.

A line of a dialogue is
    < event {fields}     what the server sends
    * Command {fields}   what the engine is told
    @ seconds            the clock goes on to that moment
    x code reason        the socket is closed
    > frame {fields}     what must be sent then, in this order and nothing else
    = Event {fields}     what must be told then, likewise
    # …                  a remark
Fields are JSON; of what comes out, only the fields that are named are looked at.
"""

import json
from enum import Enum
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest

from tests.engines.wire import Wire
from voiceapp.core import messages
from voiceapp.core.wishes import SessionWishes
from voiceapp.openai.realtime_client_events import Dialect
from voiceapp.runtime.event_values import fields_of, is_record

DIALOGUES = Path(__file__).parent.parent / "dialogues"


@pytest.mark.parametrize("path", sorted(DIALOGUES.glob("*.txt")), ids=lambda path: cast("Path", path).stem)
def test_the_talk_goes_as_it_is_written(path: Path) -> None:
    lines = [(number, line.strip()) for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)]
    lines = [(number, line) for number, line in lines if line and not line.startswith("#")]
    _, first = lines.pop(0)
    sign, _, fields = _parsed(first)
    assert sign == "wishes", f"{path.name} begins with its wishes"
    dialect = Dialect(fields.pop("dialect", "ga"))
    wire = Wire(msgspec.convert(fields, SessionWishes), opened=False, dialect=dialect)
    play(wire, path.name, lines)


def play(wire: Wire, name: str, lines: list[tuple[int, str]]) -> None:
    now = 0.0
    where = f"{name}:0"
    for number, line in lines:
        sign, what, fields = _parsed(line)
        if sign in "<*@x":
            assert not wire.frames, f"{where}: sent, but not written here: {[frame['type'] for frame in wire.frames]}"
            assert not wire.events, f"{where}: told, but not written here: {wire.events}"
        where = f"{name}:{number}"
        match sign:
            case "<":
                wire.hear({"type": what, **fields}, now=now)
            case "*":
                command = msgspec.convert(fields, getattr(messages, what), strict=False)
                wire._take(wire.protocol.send(command, now))
            case "@":
                now = float(what)
                wire.tick(now)
            case "x":
                code, _, reason = line[1:].strip().partition(" ")
                wire.close(int(code), reason)
            case ">":
                assert wire.frames, f"{where}: nothing more was sent"
                frame = wire.frames.pop(0)
                assert frame["type"] == what, where
                _compare(frame, fields, where)
            case "=":
                assert wire.events, f"{where}: nothing more was told"
                event = wire.events.pop(0)
                assert type(event).__name__ == what, where
                _compare(_plain(event), fields, where)
            case _:
                raise AssertionError(f"{where}: a line begins with one of < * @ x > =")
    assert not wire.frames, f"{where}: sent, but not written here: {wire.frames}"
    assert not wire.events, f"{where}: told, but not written here: {wire.events}"


def _parsed(line: str) -> tuple[str, str, dict[str, Any]]:
    head, brace, rest = line.partition("{")
    sign, _, what = head.strip().partition(" ")
    return sign, what.strip(), json.loads(brace + rest) if brace else {}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bytes):
        return len(value)
    if is_record(type(value)):
        return {field: _plain(getattr(value, field)) for field in fields_of(type(value))}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value


def _compare(found: Any, wanted: Any, where: str) -> None:
    if isinstance(wanted, dict):
        assert isinstance(found, dict), where
        for name, value in wanted.items():
            assert name in found, f"{where}: {name} is missing in {found}"
            _compare(found[name], value, f"{where} {name}")
    elif isinstance(wanted, list):
        assert len(found) == len(wanted), f"{where}: {found}"
        for each, value in zip(found, wanted, strict=True):
            _compare(each, value, where)
    else:
        assert found == wanted, f"{where}: {found!r} instead of {wanted!r}"
