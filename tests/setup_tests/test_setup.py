"""The set-up on machines of other kinds, with their package tools stood in for by scripts of a line."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig.patience import PROGRAM
from tests.setup_tests.checkout import Checkout, Index, tool


def run_setup(bin_folder: Path, *arguments: str, as_root: bool = False) -> subprocess.CompletedProcess[str]:
    """In a checkout whose environment is whole."""
    checkout = Checkout(bin_folder.parent / "whole", None)
    checkout.lock_nothing()
    checkout.make_environment()
    return run_in(checkout.root, bin_folder, *arguments, as_root=as_root)


def run_in(
    root: Path, bin_folder: Path, *arguments: str, as_root: bool = False, before: str = "pass"
) -> subprocess.CompletedProcess[str]:
    setup = root / "scripts" / "setup.py"
    program = (
        f"import os, runpy, sys; os.geteuid = lambda: {0 if as_root else 1000}; sys.argv = ['setup.py', *sys.argv[1:]]; "
        f"sys.path.insert(0, {str(setup.parent)!r}); {before}; runpy.run_path({str(setup)!r}, run_name='__main__')"
    )
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={"PATH": str(bin_folder), "HOME": str(bin_folder)},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=PROGRAM,
        check=False,
    )


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A Debian on which nothing is installed that we need, and nobody is root."""
    folder = tmp_path / "bin"
    folder.mkdir()
    tool(folder, "dpkg-query", "echo 'libc6 installed'")
    tool(folder, "apt-get", f'echo "$@" >> {folder}/asked; exit 0')
    tool(folder, "apt-cache", 'case "$2" in *t64) exit 1;; *) echo "Package: $2";; esac')
    return folder


# --- somebody who is not root


def test_without_root_it_prints_one_command_and_stops(bare: Path) -> None:
    tool(bare, "sudo", "exit 1")
    done = run_setup(bare, "run")
    assert done.returncode == 2
    (command,) = [line for line in done.stdout.splitlines() if line.startswith("  ")]
    assert command.startswith("  sudo sh -c 'apt-get update && apt-get install -y "), "a fresh machine has no lists yet"
    assert "libportaudio2" in command
    assert "|" not in command
    assert not (bare / "asked").exists()


def test_a_sudo_that_is_not_there_is_not_named(bare: Path) -> None:
    done = run_setup(bare, "run")
    assert done.returncode == 2
    assert "sudo" not in done.stdout
    (command,) = [line for line in done.stdout.splitlines() if line.startswith("  ")]
    assert command.startswith("  apt-get update && apt-get install -y ")
    assert "Have root run this once" in done.stdout


@pytest.mark.parametrize(("job", "rig"), [("run", False), ("demo", True), ("test", True)], ids=["run", "demo", "test"])
def test_the_one_command_has_all_that_the_target_needs(bare: Path, job: str, rig: bool) -> None:
    """Also what makes environments, which Debian keeps in a package of its own."""
    checkout = Checkout(bare.parent / "a checkout", None)
    no_ensurepip = bare.parent / "python"
    tool(
        bare.parent,
        "python",
        'case "$2" in *ensurepip*) echo python3.11-venv; exit 1;; esac; exec false',
    )
    done = run_in(checkout.root, bare, job, before=f"sys.executable = {str(no_ensurepip)!r}")
    assert done.returncode == 2
    (command,) = [line for line in done.stdout.splitlines() if line.startswith("  ")]
    words = command.split()
    assert "libportaudio2" in words
    assert "python3.11-venv" in words
    assert ("pulseaudio" in words) is rig
    # Once that is there, nothing more is asked for.
    names = words[words.index("--no-install-recommends") + 1 :]
    tool(bare, "dpkg-query", "\n".join(f"echo '{name} installed'" for name in names))
    checkout.make_environment()
    checkout.lock_nothing()
    again = run_in(checkout.root, bare, job)
    assert again.returncode == 0, again.stdout + again.stderr


def test_a_system_whose_python_is_too_old_is_given_a_newer_one(bare: Path) -> None:
    checkout = Checkout(bare.parent / "a checkout", None)
    done = run_in(checkout.root, bare, "run", before="sys.version_info = (3, 10)")
    (command,) = [line for line in done.stdout.splitlines() if line.startswith("  ")]
    assert "python3.14-venv" in command.split(), "the newest that the system has"


def test_a_sudo_that_wants_a_password_is_not_waited_for(bare: Path) -> None:
    tool(bare, "sudo", "exit 1")
    assert run_setup(bare, "test").returncode == 2


# --- root


def test_only_what_is_missing_is_installed_under_this_releases_names(bare: Path) -> None:
    tool(bare, "dpkg-query", "echo 'libportaudio2 installed'; echo 'libegl1 installed'")
    tool(bare, "env", 'shift; exec "$@"')
    done = run_setup(bare, "run", as_root=True)
    assert done.returncode == 0, done.stdout + done.stderr
    asked = (bare / "asked").read_text(encoding="utf-8").split()
    assert "libportaudio2" not in asked
    assert "libxcb-cursor0" in asked
    assert "libglib2.0-0" in asked
    assert "libglib2.0-0t64" not in asked
    assert "pulseaudio" not in asked, "that is for the tests"
    assert "Installing" in done.stdout


def test_root_is_told_of_no_sudo_when_it_fails(bare: Path) -> None:
    tool(bare, "apt-get", "exit 100")
    tool(bare, "env", 'shift; exec "$@"')
    tool(bare, "sudo", "exit 0")
    done = run_setup(bare, "run", as_root=True)
    assert done.returncode == 2
    assert "  apt-get install" in done.stdout
    assert "sudo" not in done.stdout


def test_a_system_without_apt_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    done = run_setup(folder, "run")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "apt-get" not in done.stdout


# --- the environment


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    index = Index(tmp_path / "index")
    made = Checkout(tmp_path / "a checkout", index)
    made.lock("base", made.pin("thing", "1.0", index.offer("thing", "1.0", [])))
    return made


def test_an_environment_whose_python_went_with_an_upgrade_is_made_anew_and_filled(checkout: Checkout) -> None:
    """As one that was deleted: what was noted of its packages holds no more."""
    checkout.make_environment()
    assert "Installing the Python packages" in checkout.set_up("run").stdout
    assert checkout.set_up("run").stdout == "", "all is there"
    (version,) = (checkout.root / ".venv" / "lib").glob("python3.*")
    version.rename(version.with_name("python3.9"))
    done = checkout.set_up("run")
    assert "Making a virtual environment" in done.stdout, done.stdout + done.stderr
    assert checkout.installed()["thing"] == "1.0"


def test_what_pip_warns_of_does_not_stop_it(checkout: Checkout, tmp_path: Path) -> None:
    checkout.make_environment()
    done = checkout.set_up("run", PIP_EXTRA_INDEX_URL=(tmp_path / "not there").as_uri())
    assert "WARNING" in done.stderr
    assert done.returncode == 0
    assert checkout.installed() == {"thing": "1.0"}
