"""The set-up on machines of other kinds, with their package tools stood in for by scripts of a line."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig.patience import PROGRAM

SETUP = Path(__file__).parent.parent.parent / "scripts" / "setup.py"


def tool(folder: Path, name: str, body: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


def run_setup(bin_folder: Path, *arguments: str, as_root: bool = False) -> subprocess.CompletedProcess[str]:
    program = (
        f"import os, runpy, sys; os.geteuid = lambda: {0 if as_root else 1000}; sys.argv = ['setup.py', *sys.argv[1:]]; "
        f"runpy.run_path({str(SETUP)!r}, run_name='__main__')"
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
    tool(tmp_path, "dpkg-query", "echo 'libc6 installed'")
    tool(tmp_path, "apt-get", f'echo "$@" >> {tmp_path}/asked; exit 0')
    tool(tmp_path, "apt-cache", 'case "$2" in *t64) exit 1;; *) echo "Package: $2";; esac')
    return tmp_path


def test_without_root_and_sudo_it_prints_the_one_command_and_stops(bare: Path) -> None:
    done = run_setup(bare, "run")
    assert done.returncode == 2
    commands = [line for line in done.stdout.splitlines() if line.startswith("  sudo ")]
    assert len(commands) == 1
    assert "apt-get update && apt-get install -y" in commands[0], "a fresh machine has no list of packages yet"
    assert "libportaudio2" in commands[0]
    assert "|" not in commands[0]
    assert not (bare / "asked").exists()


def test_a_sudo_that_wants_a_password_is_not_waited_for(bare: Path) -> None:
    tool(bare, "sudo", "exit 1")
    assert run_setup(bare, "test").returncode == 2


def test_only_what_is_missing_is_installed_under_this_releases_names(bare: Path) -> None:
    tool(bare, "dpkg-query", "echo 'libportaudio2 installed'; echo 'libegl1 installed'")
    tool(bare, "env", 'shift; exec "$@"')
    done = run_setup(bare, "run", as_root=True)
    asked = (bare / "asked").read_text(encoding="utf-8").split()
    assert "libportaudio2" not in asked
    assert "libxcb-cursor0" in asked
    assert "libglib2.0-0" in asked
    assert "libglib2.0-0t64" not in asked
    assert "pulseaudio" not in asked, "that is for the tests"
    assert "Installing" in done.stdout


def test_a_system_without_apt_is_left_alone(tmp_path: Path) -> None:
    assert "apt-get" not in run_setup(tmp_path, "run").stdout


def test_a_deleted_environment_is_filled_again(tmp_path: Path) -> None:
    copy = tmp_path / "scripts" / "setup.py"
    copy.parent.mkdir()
    copy.write_bytes(SETUP.read_bytes())
    pins = tmp_path / "requirements" / "base.txt"
    pins.parent.mkdir()
    pins.write_text("# nothing\n", encoding="utf-8")
    program = f"import runpy; runpy.run_path({str(copy)!r})['python_packages']('run', [])"

    def set_up() -> str:
        return subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, timeout=PROGRAM, check=True
        ).stdout

    assert "Installing the Python packages" in set_up()
    assert set_up() == "", "all is there"
    shutil.rmtree(tmp_path / ".venv")
    assert "Installing the Python packages" in set_up()


def test_the_pins_name_no_place_to_get_them_from() -> None:
    for lock in (SETUP.parent.parent / "requirements").glob("*.txt"):
        text = lock.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text
        assert "--index-url" not in text


def test_an_installed_copy_has_its_assets_and_its_command(tmp_path: Path) -> None:
    root = SETUP.parent.parent
    uv = root / ".venv" / "bin" / "uv"
    built = subprocess.run(
        [str(uv), "build", "--wheel", "--no-build-isolation", "--out-dir", str(tmp_path), "--python", sys.executable],
        cwd=root,
        capture_output=True,
        text=True,
        env={**os.environ, "UV_OFFLINE": "1"},
        timeout=PROGRAM,
        check=False,
    )
    assert built.returncode == 0, built.stderr[-2000:]
    import zipfile

    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "voiceapp/assets/voiceapp.svg" in names
    assert "voiceapp/assets/io.github.voiceapp.voiceapp.desktop" in names
    assert "voiceapp/assets/arrow.svg" in names
    assert any(name.endswith("share/applications/io.github.voiceapp.voiceapp.desktop") for name in names)
    assert any(name.endswith("scalable/apps/io.github.voiceapp.voiceapp.svg") for name in names)
    assert not any(name.startswith("tests/") for name in names)
    entry = next(name for name in names if name.endswith("entry_points.txt"))
    with zipfile.ZipFile(wheel) as archive:
        assert "voiceapp = voiceapp.__main__:main" in archive.read(entry).decode()
