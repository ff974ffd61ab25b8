"""Where things lie in this checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = ROOT / ".setup"
"""What was installed, by the name of its lock."""
PIPS = STAMPS / "other-pips"
LOCKS = ROOT / "requirements"
