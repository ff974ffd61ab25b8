"""`make pictures`: the main states of the window, in both themes, as they stand on a virtual screen.

The pictures in docs/pictures/ are made by this alone, so that they stay true.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QAbstractAnimation, QEventLoop, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.all_scenes import ALL_SCENES
from tests.gui.desk import PaperDesk
from tests.gui.scenes import Scene
from tests.rig.display import Display
from tests.rig.soundcard import RigError
from voiceapp.gui import language
from voiceapp.gui.window import Window

OUT = Path("docs/pictures")
THEMES = ("light", "dark")
PATIENCE = 10.0
NO_DITHER = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither


@dataclass(frozen=True, slots=True)
class Wanted:
    names: tuple[str, ...]
    out: Path


def main() -> int:
    wanted = Wanted(tuple(sys.argv[1:]), Path(os.environ.get("PICTURES") or OUT))
    if "VOICEAPP_PICTURES_INSIDE" in os.environ:
        return draw(wanted)
    display = Display(1500, 1100)
    try:
        display.start()
        os.environ.update(display.environment, VOICEAPP_PICTURES_INSIDE="1")
        return draw(wanted)
    except RigError as error:
        print(f"Pictures cannot be made here: {error}", file=sys.stderr)
        return 1
    finally:
        display.stop()


def draw(wanted: Wanted) -> int:
    application = QApplication([])
    wanted.out.mkdir(parents=True, exist_ok=True)
    for name, scene in ALL_SCENES.items():
        if wanted.names and name not in wanted.names:
            continue
        for theme in THEMES:
            with opened(scene, theme) as shown:
                path = wanted.out / f"{name}-{theme}.png"
                small(shown.grab().toImage()).save(str(path), None, 0)
                print(path, flush=True)
    application.quit()
    return 0


def small(image: QImage) -> QImage:
    """With its 256 most frequent colours: enough for a window, and a fraction of the size."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    colours = Counter(memoryview(image.constBits()).cast("B").cast("I"))
    table = [colour for colour, _ in colours.most_common(256)]
    return image.convertToFormat(QImage.Format.Format_Indexed8, table, NO_DITHER)


@contextmanager
def opened(scene: Scene, theme: str) -> Iterator[QWidget]:
    """The window in that state, painted."""
    language.install("en")
    desk = PaperDesk()
    desk.settings.change("appearance.theme", theme)
    scene.prepare(desk)
    window = Window(desk)
    window.resize(*scene.size)
    window.show()
    settle(window, window)
    shown = scene.act(window, desk) or window
    settle(window, shown)
    try:
        yield shown
    finally:
        if shown is not window:
            shown.close()
        window.bridge.close()
        window.hide()
        window.deleteLater()
        desk.close()
        language.install("en")
        QApplication.processEvents()


def settle(window: Window, shown: QWidget) -> None:
    """Until it is on the screen, all news are in it, and nothing wants to be laid out or painted any more."""
    end = time.monotonic() + PATIENCE
    quiet = 0
    while quiet < 5 and time.monotonic() < end:
        handle = shown.window().windowHandle()
        exposed = handle is not None and handle.isExposed()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        moving = any(
            each.state() is QAbstractAnimation.State.Running for each in window.findChildren(QAbstractAnimation)
        )
        quiet = quiet + 1 if exposed and window.bridge.idle and not moving else 0


if __name__ == "__main__":
    sys.exit(main())
