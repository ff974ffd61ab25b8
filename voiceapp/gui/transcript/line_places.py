"""Says where the lines of a talk stand in their list, which whatever is shown below the list shares."""

from voiceapp.gui.look.theme import BAR, COLUMN, EDGE, FRAME


def line_width(width: int) -> int:
    """The greatest width of a line in a list of that width, shared by what stands below the list."""
    return min(COLUMN, _whole(width) - 2 * EDGE)


def line_left(width: int, *, mirrored: bool) -> float:
    """Return where the lines begin in a list of that width."""
    left = (_whole(width) - line_width(width)) / 2 - FRAME
    return left - BAR if mirrored else left


def _whole(width: int) -> int:
    """Includes the list's frame, and the scroll bar on one side."""
    return width + 2 * FRAME + BAR
