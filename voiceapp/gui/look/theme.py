"""Defines colours, sizes and spacing as tokens for light and dark, and makes the one style sheet from them."""

from dataclasses import dataclass

# One scale of distances, in pixels, from the gap between two lines to the margin around a card.
HAIR = 2
TIGHT = 4
SPACE = 8
WIDE = 12
EDGE = 16
"""The margin between the window's edge and its content."""
BROAD = 24
RADIUS = 10
SMALL_RADIUS = 6
"""The corner radius of what stands inside something rounded."""
MOTION_MS = 150
"""How long moving things take to reach their place."""
PLAIN_WHITE = "#ffffff"
"""The colour on pictures of the screen and of the tray, which have no theme."""
COLUMN = 760
"""The greatest width of the talk, the controls and the message line, which are all alike."""
BAR = 12
"""How wide a scroll bar is."""
FRAME = 2
"""The width of the frame around what has the keyboard."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour of the window. Text on `ground` and `raised` meets WCAG AA; a test computes it."""

    name: str
    ground: str
    raised: str
    sunken: str
    """The background of the history and other side panes."""
    line: str
    edge: str
    """The outline of controls: 3 to 1 against both grounds."""
    text: str
    quiet: str
    """Secondary text: times, hints."""
    faint: str
    """Words that were not heard, and partial words. Still readable."""
    accent: str
    on_accent: str
    user: str
    """The background of what the person said."""
    mark: str
    """The background of words that were searched for."""
    good: str
    warn: str
    caution: str
    """The background of a warning."""
    bad: str
    on_bad: str


LIGHT = Palette(
    name="light",
    ground="#fbfaf8",
    raised="#ffffff",
    sunken="#f3f1ec",
    line="#dedad2",
    edge="#8b857a",
    text="#1d1b18",
    quiet="#5d584f",
    faint="#6a655b",
    accent="#1f5fbf",
    on_accent="#ffffff",
    user="#e8effa",
    mark="#ffe9a8",
    good="#1d7a46",
    warn="#8a5a00",
    caution="#fff3d6",
    bad="#b3261e",
    on_bad="#ffffff",
)

DARK = Palette(
    name="dark",
    ground="#17181b",
    raised="#202226",
    sunken="#121316",
    line="#3a3d44",
    edge="#767b86",
    text="#eceae6",
    quiet="#b3afa7",
    faint="#a8a49b",
    accent="#7fb0ff",
    on_accent="#0d1b30",
    user="#24344d",
    mark="#5a4a12",
    good="#6fd39a",
    warn="#f0c060",
    caution="#3a2f14",
    bad="#ff8f86",
    on_bad="#2b0a07",
)


CAPTION_PAIRS = {
    "white_on_black": ("#ffffff", "#000000"),
    "black_on_white": ("#000000", "#ffffff"),
    "yellow_on_black": ("#ffe600", "#000000"),
    "white_on_blue": ("#ffffff", "#0b2a6f"),
}
"""The colours of captions: letters and ground, each pair at least 7 to 1."""
KEYED_OUT = {"green": "#00b140", "magenta": "#ff00ff", "blue": "#0047bb"}
"""Grounds of captions that streaming programs take out."""


def style_sheet(palette: Palette, scale: float = 1.0, arrow: str = "") -> str:
    """The whole style sheet; `scale` is the person's text size, `arrow` the picture on a drop-down list."""

    def px(size: float) -> str:
        return f"{round(size * scale)}px"

    p = palette
    return f"""
    * {{ font-size: {px(14)}; color: {p.text}; }}
    QMainWindow, QDialog, #ground {{ background: {p.ground}; }}
    #side {{ background: {p.sunken}; }}
    #card {{ background: {p.raised}; border: 1px solid {p.line}; border-radius: {RADIUS}px; }}
    QToolTip {{ background: {p.raised}; color: {p.text}; border: 1px solid {p.line}; padding: 4px; }}
    QAbstractScrollArea {{
        background: transparent; border: none; selection-background-color: {p.accent};
        selection-color: {p.on_accent};
    }}
    QListView {{ outline: none; }}
    #transcript {{ border: 2px solid transparent; border-radius: {RADIUS}px; }}
    #transcript:focus, #historyList:focus {{ border: 2px solid {p.accent}; }}
    #historyList {{ border: 2px solid transparent; border-radius: {RADIUS}px; }}
    #composerBox {{ background: {p.raised}; border: 1px solid {p.edge}; border-radius: {RADIUS}px; }}
    #composerBox[lit="true"] {{ border: 2px solid {p.accent}; }}
    #composer {{ background: transparent; border: none; }}
    QLineEdit, QComboBox, QAbstractSpinBox, QKeySequenceEdit, QPlainTextEdit, QTableWidget, #order {{
        background: {p.raised}; border: 1px solid {p.edge}; border-radius: {SMALL_RADIUS}px; padding: 4px 8px;
        min-height: {px(20)}; selection-background-color: {p.accent}; selection-color: {p.on_accent};
    }}
    QPlainTextEdit#composer {{ min-height: 0; padding: 7px 2px 4px 2px; }}
    QLineEdit QToolButton {{ border: none; background: transparent; padding: 0; min-width: 0; min-height: 0; }}
    QKeySequenceEdit {{ padding: 0; border: none; background: transparent; }}
    QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus, QTableWidget:focus, #order:focus {{
        border: 2px solid {p.accent}; padding: 3px 7px;
    }}
    QPlainTextEdit#composer:focus {{ border: none; padding: 7px 2px 4px 2px; }}
    QPlainTextEdit#asked {{ background: transparent; border: 2px solid transparent; padding: 0; min-height: 0; }}
    QPlainTextEdit#asked:focus {{ border: 2px solid {p.accent}; padding: 0; }}
    #messageEditor {{ background: {p.raised}; border: 2px solid {p.accent}; border-radius: {RADIUS}px; }}
    QPlainTextEdit#messageField {{ background: transparent; border: none; padding: 4px 6px; min-height: 0; }}
    QPlainTextEdit#messageField:focus {{ border: none; padding: 4px 6px; }}
    QComboBox {{ padding-right: 24px; }}
    QComboBox:disabled, QLineEdit:disabled, QAbstractSpinBox:disabled {{ color: {p.quiet}; border-color: {p.line}; }}
    QComboBox::drop-down {{ border: none; width: 24px; }}
    QComboBox::down-arrow {{ image: url({arrow}); width: 12px; height: 12px; }}
    QComboBox {{ combobox-popup: 0; }}
    QComboBoxPrivateContainer {{ background: {p.raised}; border: none; }}
    QListView#choices {{
        background: {p.raised}; border: 1px solid {p.edge}; padding: 4px; color: {p.text}; min-height: 0;
        selection-background-color: {p.accent}; selection-color: {p.on_accent};
    }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}
    QPushButton, QToolButton {{
        background: {p.raised}; border: 1px solid {p.edge}; border-radius: {SMALL_RADIUS}px; padding: 5px 12px;
        min-height: {px(18)}; outline: none;
    }}
    QToolButton {{ padding: 5px; min-width: {px(18)}; }}
    QToolButton::menu-indicator {{ image: none; }}
    QPushButton:hover, QToolButton:hover {{ border-color: {p.accent}; }}
    QPushButton:focus, QToolButton:focus {{ border: 2px solid {p.accent}; padding: 4px 11px; }}
    QToolButton:focus {{ padding: 4px; }}
    QPushButton:pressed, QToolButton:pressed {{ background: {p.user}; }}
    QPushButton:checked, QToolButton:checked {{
        background: {p.accent}; color: {p.on_accent}; border-color: {p.accent};
    }}
    QPushButton:checked:focus, QToolButton:checked:focus, QPushButton#primary:focus {{ border: 2px solid {p.text}; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {p.quiet}; border-color: {p.line}; }}
    QPushButton#primary {{ background: {p.accent}; color: {p.on_accent}; border-color: {p.accent}; }}
    #typing QPushButton {{ min-height: {px(28)}; }}
    QPushButton#spokenAnswer:checked {{ background: {p.user}; color: {p.text}; border-color: {p.edge}; }}
    QPushButton#spokenAnswer:focus {{ border: 2px solid {p.accent}; }}
    QPushButton#primary:hover {{ border-color: {p.text}; }}
    QPushButton#recordingSign, QPushButton#offRecordSign {{ color: {p.bad}; border-color: {p.bad}; }}
    QPushButton#primary:disabled {{ background: {p.raised}; color: {p.quiet}; border-color: {p.line}; }}
    QPushButton#link {{
        background: transparent; border: 2px solid transparent; color: {p.accent}; padding: 3px 4px;
    }}
    QPushButton#link:hover {{ text-decoration: underline; }}
    QPushButton#link:focus {{ border: 2px solid {p.accent}; }}
    QToolButton#flat, QToolButton#flatToggle {{ background: transparent; border: 2px solid transparent; padding: 4px; }}
    QToolButton#flat:hover, QToolButton#flatToggle:hover {{ background: {p.user}; }}
    QToolButton#flat:focus, QToolButton#flatToggle:focus {{ border: 2px solid {p.accent}; }}
    QToolButton#flatToggle:checked {{ background: {p.user}; }}
    QMenu {{ background: {p.raised}; border: 1px solid {p.edge}; padding: 4px; }}
    QMenu::item {{ padding: 5px 18px; border-radius: {SMALL_RADIUS}px; }}
    QMenu::item:selected {{ background: {p.accent}; color: {p.on_accent}; }}
    QMenu::item:disabled {{ color: {p.quiet}; }}
    QMenu::separator {{ height: 1px; background: {p.line}; margin: 4px 6px; }}
    #quiet {{ color: {p.quiet}; font-size: {px(13)}; }}
    QPushButton#turn {{ min-height: {px(34)}; font-size: {px(16)}; }}
    #original {{ background: {p.sunken}; border-radius: {RADIUS}px; }}
    #interpreted {{ background: {p.user}; border-radius: {RADIUS}px; }}
    #interpretedNow {{ background: {p.user}; border: 2px solid {p.accent}; border-radius: {RADIUS}px; }}
    #originalText {{ color: {p.quiet}; font-size: {px(17)}; }}
    #interpretedText, #interpretedNowText {{ font-size: {px(20)}; font-weight: 600; }}
    #small {{ color: {p.quiet}; font-size: {px(12)}; }}
    #strong {{ font-weight: 600; }}
    #problem {{ color: {p.warn}; font-size: {px(13)}; }}
    #inUse {{ color: {p.good}; font-size: {px(12)}; font-weight: 600; }}
    #heading {{ font-size: {px(18)}; font-weight: 600; }}
    #title {{ font-size: {px(22)}; font-weight: 600; }}
    #phase {{ font-size: {px(16)}; font-weight: 600; }}
    #failure, #warning, #notice {{ border-radius: {RADIUS}px; }}
    #failure {{ background: {p.bad}; }}
    #failure QLabel {{ color: {p.on_bad}; }}
    #failure QPushButton, #failure QToolButton {{
        background: {p.raised}; color: {p.text}; border: 2px solid {p.raised};
    }}
    #failure QPushButton:focus, #failure QToolButton:focus {{ border: 2px solid {p.text}; }}
    #warning {{ background: {p.caution}; border: 1px solid {p.warn}; }}
    #notice {{ background: {p.raised}; border: 1px solid {p.edge}; }}
    #banner {{ background: {p.user}; border-radius: {RADIUS}px; }}
    QPushButton#end {{ background: {p.bad}; color: {p.on_bad}; border-color: {p.bad}; font-weight: 600; }}
    QPushButton#end:hover {{ border-color: {p.text}; }}
    QPushButton#end:focus {{ border: 2px solid {p.text}; }}
    #popover {{ background: {p.raised}; border: 1px solid {p.edge}; border-radius: {RADIUS}px; }}
    QToolButton#lineIcon {{
        background: transparent; border: none; border-radius: {SMALL_RADIUS}px; padding: 2px; min-height: 0; min-width: 0;
    }}
    QToolButton#lineIcon:hover {{ background: {p.user}; }}
    QPushButton#fold {{
        background: transparent; border: 2px solid transparent; color: {p.quiet}; padding: 1px 4px; min-height: 0;
    }}
    QPushButton#inCard {{
        background: transparent; border: 2px solid transparent; border-radius: {SMALL_RADIUS}px;
        color: {p.accent}; padding: 0 4px; min-height: 0;
    }}
    QPushButton#inCard:hover {{ background: {p.user}; }}
    QPushButton#inCard:focus {{ border: 2px solid {p.accent}; }}
    QPushButton#fold:hover {{ color: {p.text}; }}
    QPushButton#fold:focus {{ border: 2px solid {p.accent}; }}
    #thumbnail {{ border: 1px solid {p.line}; border-radius: {SMALL_RADIUS}px; }}
    QListWidget#palette {{ padding: 0; outline: none; }}
    QLabel#keys {{ color: {p.quiet}; border: 1px solid {p.line}; border-radius: {SMALL_RADIUS}px; padding: 1px 6px; }}
    QPushButton#suggestion {{ padding: 0; text-align: left; border-radius: {RADIUS}px; border-color: {p.line}; }}
    QPushButton#suggestion:hover {{ border-color: {p.accent}; }}
    QPushButton#suggestion:focus {{ border: 2px solid {p.accent}; padding: 0; }}
    #pages {{ background: {p.sunken}; padding: 6px; }}
    #profileList {{ background: {p.sunken}; padding: 4px; border: 2px solid transparent; }}
    #profileList:focus {{ border: 2px solid {p.accent}; }}
    #profileList::item {{ padding: 5px 8px; border-radius: {SMALL_RADIUS}px; color: {p.text}; }}
    #profileList::item:selected {{ background: {p.user}; color: {p.text}; }}
    #pages::item {{ padding: 7px 10px; border-radius: {SMALL_RADIUS}px; color: {p.text}; }}
    #pages::item:selected {{ background: {p.user}; color: {p.text}; }}
    #deletedList::item {{ padding: 7px 8px; border-radius: 6px; color: {p.text}; }}
    #deletedList::item:selected {{ background: {p.user}; color: {p.text}; }}
    QListWidget#deletedList {{ border: 2px solid transparent; border-radius: {RADIUS}px; }}
    QListWidget#deletedList:focus {{ border: 2px solid {p.accent}; }}
    #notesList::item {{ padding: 6px 8px; border-radius: {SMALL_RADIUS}px; color: {p.text}; }}
    #notesList::item:selected {{ background: {p.user}; color: {p.text}; }}
    #notesList::item:disabled {{ color: {p.quiet}; }}
    #notesList::indicator {{
        width: 14px; height: 14px; border: 1px solid {p.edge}; border-radius: {SMALL_RADIUS}px; background: {p.ground};
    }}
    #notesList::indicator:checked {{ background: {p.accent}; border-color: {p.accent}; }}
    QListWidget#notesList {{ border: 2px solid transparent; border-radius: {RADIUS}px; background: transparent; }}
    QListWidget#notesList:focus {{ border: 2px solid {p.accent}; }}
    QListWidget#pages {{ border: 2px solid transparent; }}
    QListWidget#pages:focus {{ border: 2px solid {p.accent}; }}
    QTabWidget::pane {{ border: none; }}
    QTabBar::tab {{ background: transparent; padding: 6px 12px; border-bottom: 3px solid transparent; }}
    QTabBar::tab:selected {{ border-bottom: 3px solid {p.accent}; font-weight: 600; }}
    QTabBar::tab:focus {{ color: {p.accent}; }}
    QHeaderView {{ background: transparent; }}
    QHeaderView::section {{ background: {p.raised}; border: none; border-bottom: 1px solid {p.line}; padding: 4px; }}
    QSplitter::handle {{ background: {p.line}; }}
    QSplitter::handle:hover {{ background: {p.accent}; }}
    QSlider:horizontal {{ min-height: 20px; }}
    QSlider::groove:horizontal {{ height: 4px; background: {p.line}; border-radius: 2px; }}
    QSlider::sub-page:horizontal {{ background: {p.accent}; border-radius: 2px; }}
    QSlider::handle:horizontal {{
        background: {p.raised}; border: 2px solid {p.accent}; width: 12px; height: 12px; margin: -6px 0; border-radius: 8px;
    }}
    QSlider::handle:horizontal:focus {{ background: {p.accent}; }}
    QProgressBar {{ background: {p.line}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
    QProgressBar::chunk {{ background: {p.good}; border-radius: 3px; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
    QScrollBar::handle {{ background: {p.edge}; border-radius: 4px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 36px; }}
    QScrollBar::handle:horizontal {{ min-width: 36px; }}
    QScrollBar::handle:disabled {{ background: transparent; }}
    QScrollBar::handle:hover {{ background: {p.quiet}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours as WCAG defines it."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
