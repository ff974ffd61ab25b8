"""What is loaded, and what is not: memory that people would pay for all day, and time at every start."""

import json
import subprocess
import sys
from pathlib import Path

LOADED = """
import json, linecache, sys
{load}
print(json.dumps([sorted(sys.modules), len(linecache.cache)]))
"""


def loaded(load: str, home: Path) -> tuple[set[str], int]:
    """The modules in a process that did this, and how many sources it keeps."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(load=load)],
        capture_output=True,
        text=True,
        check=True,
        env={"VOICEAPP_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin:/bin"},
        cwd=Path(__file__).parent.parent.parent,
    )
    modules, sources = json.loads(done.stdout.splitlines()[-1])
    return set(modules), sources


def test_the_whole_app_loads_nothing_that_it_does_not_use(tmp_path: Path) -> None:
    modules, _ = loaded("import voiceapp.gui.main, voiceapp.app.desk", tmp_path)
    assert {"PySide6.QtWidgets", "numpy", "httpx", "websockets"} <= modules
    # httpx's command line; runtimes of models, which have processes of their own; what few talks ever need
    unused = {"rich", "click", "pygments", "onnxruntime", "docx", "lxml", "fpdf", "PIL", "fontTools", "unittest"}
    assert modules & unused == set()


def test_the_window_keeps_no_sources_in_memory(tmp_path: Path) -> None:
    _, sources = loaded("import voiceapp.gui.main, voiceapp.app.desk", tmp_path)
    assert sources < 20
