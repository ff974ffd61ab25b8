"""Says how captions look, as the person chose it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtGui import QGuiApplication

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
    keyed: bool = False
    """A streaming program takes the ground out, and has to find it also while there are no words."""
    square: bool = False
    """The ground reaches into the corners."""

    @property
    def all_rows(self) -> int:
        return 2 * self.rows if self.shown == "both" else self.rows

    def presented(self, height: int) -> "CaptionLook":
        """Return how they look full screen: dark, and as large as the screen allows."""
        letters, _ = CAPTION_PAIRS["white_on_black"]
        size = min(height // PRESENTED, height // (2 * self.all_rows))
        return replace(self, letters=letters, ground=CAPTION_PAIRS["white_on_black"][1], outline="", size=size)


def shows_through() -> bool:
    """Return whether what is transparent shows what is behind it, instead of black."""
    if QGuiApplication.platformName() != "xcb":
        return True
    from voiceapp.app.compositor import is_composited  # noqa: PLC0415  (only on its own desktop)

    return is_composited()


def look_wanted(setting: Setting, *, through: bool = True) -> CaptionLook:
    """`through`: transparent ground can be had."""
    letters, ground = CAPTION_PAIRS[str(setting("captions.colours"))]
    chosen = str(setting("captions.ground"))
    if chosen == "clear" and not through:
        chosen = "solid"
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
        keyed=chosen in KEYED_OUT,
        square=chosen in KEYED_OUT or not through,
    )


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value
