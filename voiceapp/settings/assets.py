"""Finds the files that come with the app."""

from pathlib import Path


def asset(name: str) -> Path:
    """Beside the package in a checkout, inside it when installed."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "assets" / name
    return inside if inside.exists() else package.parent / "assets" / name
