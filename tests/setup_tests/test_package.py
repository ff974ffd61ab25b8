"""voiceapp as a package, for pip."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.rig.patience import PROGRAM
from tests.setup_tests.checkout import ROOT


def test_an_installed_copy_has_its_assets_and_its_command(tmp_path: Path) -> None:
    uv = ROOT / ".venv" / "bin" / "uv"
    built = subprocess.run(
        [str(uv), "build", "--wheel", "--no-build-isolation", "--out-dir", str(tmp_path), "--python", sys.executable],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "UV_OFFLINE": "1"},
        timeout=PROGRAM,
        check=False,
    )
    assert built.returncode == 0, built.stderr[-2000:]
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "voiceapp/assets/voiceapp.svg" in names
    assert "voiceapp/assets/io.github.voiceapp.voiceapp.desktop" in names
    assert "voiceapp/assets/arrow.svg" in names
    assert "voiceapp/assets/requirements/local.nodeps.txt" in names, "what `voiceapp models install` goes by"
    assert any(name.endswith("share/applications/io.github.voiceapp.voiceapp.desktop") for name in names)
    assert any(name.endswith("scalable/apps/io.github.voiceapp.voiceapp.svg") for name in names)
    assert not any(name.startswith("tests/") for name in names)
    entry = next(name for name in names if name.endswith("entry_points.txt"))
    with zipfile.ZipFile(wheel) as archive:
        assert "voiceapp = voiceapp.__main__:main" in archive.read(entry).decode()
