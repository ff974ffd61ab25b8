"""CopilotKit's mock of the APIs, and its chaos: faults at half of all requests, one kind after the other."""

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.foreign.needs import node
from tests.foreign.results import Cell, Verdict
from tests.foreign.servers.asking import Asker, judged
from tests.foreign.servers.running import free_port, running

PACKAGE = "@copilotkit/aimock"
VERSION = "1.43.0"
QUESTION, ANSWER = "hello", "Good morning from the mock. This is its second sentence."
CHAOS = {
    "dropRate": "faults",
    "malformedRate": "malformed JSON",
    "disconnectRate": "hanging up",
    "rateLimitRate": "asking to wait",
}
TRIES = 6


def tried(folder: Path) -> Iterator[Cell]:
    """Written answers, typed turns over its Realtime socket, and whether each fault ends in a true word."""
    modules = node("aimock", (f"{PACKAGE}@{VERSION}",))
    fixtures = folder / "fixtures"
    fixtures.mkdir(parents=True)
    fixture = {"match": {"userMessage": QUESTION}, "response": {"content": ANSWER}}
    (fixtures / "all.json").write_text(json.dumps({"fixtures": [fixture]}), encoding="utf-8")
    port = free_port()
    command = ["node", str(modules / PACKAGE / "dist" / "cli.js"), "-p", str(port), "-f", str(fixtures)]
    with running(command, port):
        asker = Asker(folder / "home", f"http://127.0.0.1:{port}/v1")
        asked = asker.ask(QUESTION)
        yield judged(asked.out.strip() == ANSWER, asked.err.strip())
        talked = asker.talk(QUESTION)
        yield judged(ANSWER in talked.said, talked.out.strip()[-200:])
        yield Cell(Verdict.NOT_TRIED, "it recognises nothing")
        yield _under_chaos(asker, port)


def _under_chaos(asker: Asker, port: int) -> Cell:
    dishonest: list[str] = []
    for rate, name in CHAOS.items():
        _set_chaos(port, {rate: 0.5})
        for _ in range(TRIES):
            answered = asker.ask(QUESTION)
            whole = answered.code != 0 or answered.out.strip() == ANSWER
            if not (answered.honest and whole):
                dishonest.append(name)
        _set_chaos(port, {rate: 0.0})
    return judged(not dishonest, ", ".join(dishonest))


def _set_chaos(port: int, rates: dict[str, float]) -> None:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/__aimock/chaos",
        json.dumps(rates).encode(),
        {"Content-Type": "application/json"},
        method="POST",
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310  (loopback)
        answer.read()
