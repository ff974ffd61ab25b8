"""Says how captions look, as the person chose it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from voiceapp.gui.look.theme import CAPTION_PAIRS, KEYED_OUT

Setting = Callable[[str], object]
"""Returns the value of the setting with that name."""

PRESENTED = 11
"""Lines of letters that would fill a screen from top to bottom: that large is a presentation."""


@dataclass(frozen=True, slots=True)
class CaptionLook:
    letters: str
    ground: str
    """Empty: nothing is painted there."""
    outline: str
    """Around the letters, where the ground is none of their pair. Empty: none."""
    size: int
    """Of the letters, in pixels."""
    bold: bool
    rows: int
    """Of each language."""
    names: bool
    stay: int
    """Seconds; 0: until the next words."""
    shown: str
    """Which languages: "own", "both" or "translation"."""

    @property
    def all_rows(self) -> int:
        return 2 * self.rows if self.shown == "both" else self.rows

    def presented(self, height: int) -> "CaptionLook":
        """Return how they look full screen: dark, and as large as the screen allows."""
        letters, _ = CAPTION_PAIRS["white_on_black"]
        size = min(height // PRESENTED, height // (2 * self.all_rows))
        return replace(self, letters=letters, ground=CAPTION_PAIRS["white_on_black"][1], outline="", size=size)


def look_wanted(setting: Setting) -> CaptionLook:
    letters, ground = CAPTION_PAIRS[str(setting("captions.colours"))]
    chosen = str(setting("captions.ground"))
    painted = {"solid": ground, "clear": ""} | KEYED_OUT
    return CaptionLook(
        letters=letters,
        ground=painted[chosen],
        outline="" if chosen == "solid" else ground,
        size=_number(setting("captions.text_size")),
        bold=setting("captions.weight") == "bold",
        rows=_number(setting("captions.lines")),
        names=bool(setting("captions.names")),
        stay=_number(setting("captions.stay")),
        shown=str(setting("captions.second_shown")) if setting("captions.second") else "own",
    )


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value
