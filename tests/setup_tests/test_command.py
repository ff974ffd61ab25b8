"""The command `voiceapp` of a checkout: after the set-up it starts the app in any folder."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.rig.patience import PROGRAM
from tests.setup_tests.checkout import Checkout, Index


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """With an app that tells how it was started."""
    made = Checkout(tmp_path / "a checkout", Index(tmp_path / "index"))
    made.lock_nothing()
    made.make_environment()
    package = made.root / "voiceapp"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(
        "import json, sys, voiceapp\nprint(json.dumps([voiceapp.__file__, *sys.argv[1:]]))\n", encoding="utf-8"
    )
    assert made.set_up("run").returncode == 0
    return made


def started(command: Path, *arguments: str, folder: Path) -> str:
    return subprocess.run(
        [str(command), *arguments], cwd=folder, capture_output=True, text=True, timeout=PROGRAM, check=True
    ).stdout


def test_it_works_from_any_folder(checkout: Checkout, tmp_path: Path) -> None:
    command = checkout.root / ".venv" / "bin" / "voiceapp"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    # Not what happens to lie where it is started.
    (elsewhere / "json.py").write_text("raise SystemExit('the wrong one')\n", encoding="utf-8")
    said = started(command, "ask", "two words", folder=elsewhere)
    assert said == f'["{checkout.root}/voiceapp/__init__.py", "ask", "two words"]\n'
    subprocess.run(
        [str(checkout.python), "-m", "voiceapp.__main__"],
        cwd=tmp_path,
        timeout=PROGRAM,
        check=True,
        capture_output=True,
    )


def test_it_works_through_a_link(checkout: Checkout, tmp_path: Path) -> None:
    link = tmp_path / "bin" / "voiceapp"
    link.symlink_to(checkout.root / ".venv" / "bin" / "voiceapp")
    assert str(checkout.root) in started(link, folder=tmp_path)


def test_it_works_after_the_checkout_was_moved(checkout: Checkout, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    checkout.root.rename(moved)
    assert f"{moved}/voiceapp" in started(moved / ".venv" / "bin" / "voiceapp", folder=tmp_path)


def test_it_comes_back_when_it_is_missing(checkout: Checkout) -> None:
    """As in an environment that was filled before there was such a command."""
    command = checkout.root / ".venv" / "bin" / "voiceapp"
    command.unlink()
    done = checkout.set_up("run")
    assert (done.returncode, done.stdout) == (0, "")
    assert command.stat().st_mode & 0o111


def test_an_environment_that_is_shared_by_checkouts_is_left_alone(checkout: Checkout, tmp_path: Path) -> None:
    other = Checkout(tmp_path / "other", checkout.index)
    other.lock_nothing()
    (other.root / ".venv").symlink_to(checkout.root / ".venv")
    before = (checkout.root / ".venv" / "bin" / "voiceapp").stat().st_mtime_ns
    assert other.set_up("run").returncode == 0
    assert (checkout.root / ".venv" / "bin" / "voiceapp").stat().st_mtime_ns == before
    assert not (other.root / ".setup").exists()
    shutil.rmtree(other.root)
