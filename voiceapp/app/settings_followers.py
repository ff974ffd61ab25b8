"""Tells each part of the app when settings that concern it have changed."""

from collections.abc import Callable, Mapping

CONCERNS_DICTATION = (
    "dictation.",
    "writing.",
    "profiles.",
    "shortcuts.",
    "privacy.",
    "talking.languages",
    "sound.detector",
)
"""The prefixes of the settings that a dictation is notified of."""


class SettingsFollowers:
    """Works in the thread that changes the setting, in the order in which the followers were named."""

    def __init__(self) -> None:
        self._followers: list[tuple[tuple[str, ...], Callable[[], None]]] = []

    def tell(self, follow: Callable[[], None], *prefixes: str) -> None:
        """Let a part be told, once a change, when a setting whose name begins with one of these changes."""
        self._followers.append((prefixes, follow))

    def take(self, changes: Mapping[str, object]) -> None:
        """Tell everyone whom these changes concern."""
        for prefixes, follow in self._followers:
            if any(name.startswith(prefixes) for name in changes):
                follow()
