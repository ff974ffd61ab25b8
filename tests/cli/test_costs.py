"""What was spent, in the terminal: what is known is told, and no key is asked for but the admin's."""

import json
from datetime import datetime
from pathlib import Path

from tests.cli.test_keys_and_models import run


def kept(home: Path, *lines: dict[str, object]) -> None:
    """Spending of today, whatever the clock of this device says the day is."""
    folder = home / "data" / "spent"
    folder.mkdir(parents=True)
    day = datetime.now().astimezone().date().isoformat()
    text = "".join(json.dumps({"day": day, **line}) + "\n" for line in lines)
    (folder / f"{day[:7]}.jsonl").write_text(text)


def test_days_and_cheaper_models_are_told(tmp_path: Path) -> None:
    kept(
        tmp_path,
        {"model": "gpt-realtime-2.1", "usd": 3.2, "took": {"audio_in": 100_000}},
        {"model": "tomorrow's", "counted": 1.0},
    )
    told = run(tmp_path, "costs")
    assert told.returncode == 0
    assert "Together, in 30 days: $3.20, plus unknown prices" in told.stdout
    assert "gpt-realtime-2.1 cost $3.20. With gpt-realtime-2.1-mini it would have been $1.00." in told.stdout
    scripts = run(tmp_path, "costs", "--days", "2", "--json")
    found = json.loads(scripts.stdout)
    assert [day["usd"] for day in found["days"]] == [0.0, 3.2]
    assert found["cheaper"][0]["other"] == "gpt-realtime-2.1-mini"


def test_the_bill_is_not_asked_for_without_an_admin_key(tmp_path: Path) -> None:
    told = run(tmp_path, "costs", "--bill", OPENAI_ADMIN_KEY="")
    assert told.returncode == 1
    assert "key set --admin" in told.stderr
    none = run(tmp_path, "key", "--admin", OPENAI_ADMIN_KEY="")
    assert (none.returncode, none.stdout.strip()) == (3, "There is no admin key")
    there = run(tmp_path, "key", "--admin", OPENAI_ADMIN_KEY="sk-admin-of-nobody-0123456789")
    assert (there.returncode, there.stdout.strip()) == (0, "There is an admin key, OPENAI_ADMIN_KEY")
