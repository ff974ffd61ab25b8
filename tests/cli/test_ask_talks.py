"""A question about one's own talks in the terminal: the answer, its sources, and what is said where there are none."""

import json
import time
from pathlib import Path

from tests.cli.test_speech_commands import billed, run
from tests.rig.patience import PROGRAM
from tests.server.api import ApiServer
from tests.talks import said, talk_of
from voiceapp.core.transcript import Talk
from voiceapp.one_off.archive import Archive
from voiceapp.settings.paths import Paths
from voiceapp.storage.ledger import Ledger, LedgerLine


def kept(home: Path, *talks: Talk) -> None:
    paths = Paths.find({"VOICEAPP_HOME": str(home)})
    paths.make()
    archive = Archive(paths.data)
    archive.keep(talks, {})


def filled(home: Path) -> None:
    kept(
        home,
        talk_of(
            said("The plumber comes on Friday.", 1, talk="a"), said("At nine.", 2, talk="a"), name="a", title="Kitchen"
        ),
        talk_of(said("I planted beans.", 1, talk="b"), name="b"),
    )


def test_the_answer_comes_with_its_sources(api_server: ApiServer, tmp_path: Path) -> None:
    filled(tmp_path)
    api_server.script.reply("On Friday at nine [1], or so [8].")
    done = run(tmp_path, "ask", "--talks", "When does the plumber come?", api=api_server)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "On Friday at nine [1], or so."
    assert lines[1].startswith("  [1]  ")
    assert lines[1].endswith("  Kitchen  a")
    assert lines[2].strip() == "The plumber comes on Friday."
    sent = json.dumps([entry.body for entry in api_server.log.entries if entry.way == "in"])
    assert "plumber comes on Friday" in sent
    assert "beans" not in sent, "only what fits leaves the history"


def test_for_scripts_it_is_json(api_server: ApiServer, tmp_path: Path) -> None:
    filled(tmp_path)
    api_server.script.reply("On Friday.")
    done = run(tmp_path, "ask", "--talks", "--json", "When does the plumber come?", api=api_server)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["answer"] == "On Friday."
    assert "names no message" in told["remark"]
    (source,) = told["sources"]
    assert (source["number"], source["cited"], source["talk"], source["title"]) == (1, False, "a", "Kitchen")
    assert told["usd"] == 0, "the test's server costs nothing"


def test_nothing_found_is_said_without_asking_anybody(api_server: ApiServer, tmp_path: Path) -> None:
    filled(tmp_path)
    done = run(tmp_path, "ask", "--talks", "What about penguins?", api=api_server)
    assert done.returncode == 3
    assert "Nothing in your history is about this." in done.stderr
    assert api_server.headers == []


def test_lines_stay_here_where_the_person_says_so(api_server: ApiServer, tmp_path: Path) -> None:
    filled(tmp_path)
    none_here = "--set=local.language_model=/no/such.gguf"
    for choice in ("--set=history.questions=device", "--engine=local", "--set=engines.leaves_machine=nothing"):
        done = run(tmp_path, "ask", "--talks", "plumber", choice, none_here, api=api_server)
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1, "why it can't answer"
    assert api_server.headers == []


def test_what_it_costs_is_counted_and_the_budget_keeps_the_lines_here(api_server: ApiServer, tmp_path: Path) -> None:
    filled(tmp_path)
    api_server.script.reply("On Friday [1].")
    running = billed(tmp_path, api_server, "ask", "--talks", "plumber")
    _, complaint = running.communicate(timeout=PROGRAM)
    assert running.returncode == 0, complaint
    (line,) = Ledger(tmp_path / "data" / "spent").since("2000-01-01")
    assert (line.usd or 0.0) > 0.0
    asked = len(api_server.headers)
    Ledger(tmp_path / "data" / "spent").add([LedgerLine(time.strftime("%Y-%m-%d"), "gpt-realtime-2.1", 2.0)])
    none_here = "--set=local.language_model=/no/such.gguf"
    done = run(tmp_path, "ask", "--talks", "plumber", "--set=budget.per_day=1", none_here, api=api_server)
    assert done.returncode == 1
    assert len(api_server.headers) == asked
