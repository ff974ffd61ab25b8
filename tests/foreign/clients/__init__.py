"""Official clients driving the tests' own server: what they take, the app may rely on."""

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.foreign.needs import NotToBeHadError, environment, node, version_in
from tests.foreign.results import Cell, Part, Row, Verdict
from tests.foreign.servers.asking import judged
from tests.rig.patience import PROGRAM
from tests.server.api import KEY, ApiServer, serving

HERE = Path(__file__).parent
COLUMNS = ("a typed turn by Realtime", "without a complaint of the server")
QUESTION, ANSWER = "What time is it?", "It is noon."
JAVASCRIPT = "0.20.0"


def _python() -> tuple[str, list[str], Path]:
    python = environment("openai-agents", ("openai-agents==0.24.0", "websockets"))
    return version_in(python, "openai-agents"), [str(python), str(HERE / "openai_agents.py")], HERE


def _javascript() -> tuple[str, list[str], Path]:
    modules = node("agents-realtime", (f"@openai/agents-realtime@{JAVASCRIPT}", "ws"))
    script = modules.parent / "agents_realtime.mjs"  # Node looks for packages from where a script lies
    script.write_text((HERE / "agents_realtime.mjs").read_text(encoding="utf-8"), encoding="utf-8")
    return JAVASCRIPT, ["node", str(script)], modules.parent


TRIED: dict[str, Callable[[], tuple[str, list[str], Path]]] = {
    "openai-agents (Python)": _python,
    "@openai/agents-realtime (JavaScript)": _javascript,
}


def _run(names: Sequence[str]) -> Iterator[Row]:
    for name in names:
        try:
            found, command, folder = TRIED[name]()
        except NotToBeHadError as reason:
            yield Row(name, "", (Cell(Verdict.NOT_TRIED, str(reason)), Cell(Verdict.NOT_TRIED)))
            continue
        with serving() as server:
            server.script.reply(ANSWER)
            yield Row(name, found, (_talked(server, command, folder), _complaints(server)))


def _talked(server: ApiServer, command: list[str], folder: Path) -> Cell:
    url = f"{server.base_url.replace('http', 'ws', 1)}/realtime"
    done = subprocess.run(
        [*command, url, KEY], cwd=folder, capture_output=True, text=True, timeout=PROGRAM, check=False
    )
    if done.returncode:
        return judged(well=False, why=done.stderr[-200:])
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    words = json.dumps(told["history"])
    well = told["ended"] == 1 and told["sound"] > 0 and not told["errors"] and QUESTION in words and ANSWER in words
    return judged(well, f"{told['errors']} {words}"[:200])


def _complaints(server: ApiServer) -> Cell:
    return judged(not server.violations, "; ".join(server.violations)[:200])


CLIENTS = Part("clients", COLUMNS, tuple(TRIED), _run)
