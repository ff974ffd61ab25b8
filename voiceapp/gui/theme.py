"""Colour, size and space as tokens, and the one style sheet that is made from them. Light and dark."""

from dataclasses import dataclass

SPACE = 8
RADIUS = 10


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour of the window. Text on `ground` and `raised` meets WCAG AA; a test computes it."""

    name: str
    ground: str
    raised: str
    line: str
    text: str
    quiet: str
    """Second text: times, hints."""
    faint: str
    """What was not heard, partial words. Still readable."""
    accent: str
    on_accent: str
    user: str
    """Behind what the person said."""
    good: str
    warn: str
    bad: str
    on_bad: str


LIGHT = Palette(
    name="light",
    ground="#fbfaf8",
    raised="#ffffff",
    line="#dedad2",
    text="#1d1b18",
    quiet="#5d584f",
    faint="#6f6a60",
    accent="#1f5fbf",
    on_accent="#ffffff",
    user="#e8effa",
    good="#1d7a46",
    warn="#8a5a00",
    bad="#b3261e",
    on_bad="#ffffff",
)

DARK = Palette(
    name="dark",
    ground="#17181b",
    raised="#202226",
    line="#3a3d44",
    text="#eceae6",
    quiet="#b3afa7",
    faint="#a8a49b",
    accent="#7fb0ff",
    on_accent="#0d1b30",
    user="#24344d",
    good="#6fd39a",
    warn="#f0c060",
    bad="#ff8f86",
    on_bad="#2b0a07",
)


def style_sheet(palette: Palette, scale: float = 1.0, arrow: str = "") -> str:
    """The whole style sheet; `scale` is the person's text size, `arrow` the picture on a list that opens."""

    def px(size: float) -> str:
        return f"{round(size * scale)}px"

    return f"""
    * {{ font-size: {px(14)}; color: {palette.text}; }}
    QMainWindow, QDialog, #ground {{ background: {palette.ground}; }}
    QToolTip {{ background: {palette.raised}; color: {palette.text}; border: 1px solid {palette.line}; padding: 4px; }}
    QListView, QScrollArea, QPlainTextEdit, QTextEdit {{
        background: {palette.ground}; border: none; selection-background-color: {palette.accent};
        selection-color: {palette.on_accent};
    }}
    #composer {{
        background: {palette.raised}; border: 1px solid {palette.line}; border-radius: {RADIUS}px; padding: 6px 8px;
    }}
    #composer:focus {{ border: 2px solid {palette.accent}; padding: 5px 7px; }}
    QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox {{
        background: {palette.raised}; border: 1px solid {palette.line}; border-radius: 6px; padding: 5px 8px;
        min-height: {px(20)}; selection-background-color: {palette.accent}; selection-color: {palette.on_accent};
    }}
    QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus {{ border: 2px solid {palette.accent}; }}
    QComboBox::drop-down {{ border: none; width: 22px; }}
    QComboBox::down-arrow {{ image: url({arrow}); width: 12px; height: 12px; }}
    QComboBox QAbstractItemView {{ background: {palette.raised}; border: 1px solid {palette.line}; }}
    QPushButton {{
        background: {palette.raised}; border: 1px solid {palette.line}; border-radius: 6px; padding: 5px 12px;
        min-height: {px(20)};
    }}
    QPushButton:hover {{ border-color: {palette.accent}; }}
    QPushButton:focus {{ border: 2px solid {palette.accent}; padding: 4px 11px; }}
    QPushButton:checked {{ background: {palette.accent}; color: {palette.on_accent}; border-color: {palette.accent}; }}
    QPushButton:disabled {{ color: {palette.quiet}; }}
    QPushButton#primary {{ background: {palette.accent}; color: {palette.on_accent}; border-color: {palette.accent}; }}
    QMenu {{ background: {palette.raised}; border: 1px solid {palette.line}; padding: 4px; }}
    QMenu::item {{ padding: 5px 18px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {palette.accent}; color: {palette.on_accent}; }}
    #quiet {{ color: {palette.quiet}; font-size: {px(13)}; }}
    #heading {{ font-size: {px(18)}; font-weight: 600; }}
    #phase {{ font-size: {px(16)}; font-weight: 600; }}
    #errorBar {{ background: {palette.bad}; border-radius: 8px; }}
    #errorBar QLabel {{ color: {palette.on_bad}; }}
    #errorBar QPushButton {{ background: {palette.raised}; color: {palette.text}; border: none; }}
    QSplitter::handle {{ background: {palette.line}; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {palette.line}; border-radius: 5px; min-height: 30px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
    """


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, as WCAG counts it."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
