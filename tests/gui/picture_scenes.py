"""The window while a picture is asked for, drawn, and there."""

from dataclasses import replace

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from tests.gui.desk import PaperDesk
from tests.gui.scenes import NOON, STATE, Scene, said, show_talk
from voiceapp.core.messages import Phase
from voiceapp.core.sentence import Dollars, Sentence
from voiceapp.core.transcript import Image, Item, ItemId, ToolCall, ToolState
from voiceapp.gui import language
from voiceapp.gui.window import Window

LAKE = '{"prompt": "a mountain lake at sunset", "shape": "wide"}'
GOES = Sentence("The words go to {whom}.", whom="OpenAI")
TERMS = Sentence("{goes} It costs about {cost}.", goes=GOES, cost=Dollars(0.041))


def painted(width: int = 1536, height: int = 1024, sky: str = "#e8894a", done: float = 1.0) -> Image:
    """A mountain above a lake. `done`: the part of its detail that is there already."""
    image = QImage(max(8, round(width * done)), max(8, round(height * done)), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    wide, tall = image.width(), image.height()
    air = QLinearGradient(0, 0, 0, tall * 0.6)
    air.setColorAt(0, QColor(sky).darker(140))
    air.setColorAt(1, QColor(sky).lighter(140))
    painter.fillRect(image.rect(), air)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#fff2c8"))
    painter.drawEllipse(QPointF(wide * 0.68, tall * 0.38), tall * 0.09, tall * 0.09)
    painter.setBrush(QColor("#54506e"))
    for points in (((-0.1, 0.6), (0.3, 0.14), (0.7, 0.6)), ((0.4, 0.6), (0.8, 0.25), (1.2, 0.6))):
        painter.drawPolygon(QPolygonF([QPointF(wide * x, tall * y) for x, y in points]))
        painter.setBrush(QColor("#6b6485"))
    painter.fillRect(QRectF(0, tall * 0.6, wide, tall * 0.4), QColor("#3c5a78"))
    painter.fillRect(QRectF(wide * 0.6, tall * 0.6, wide * 0.16, tall * 0.4), QColor(255, 220, 160, 70))
    painter.end()
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.scaled(width, height).save(buffer, "PNG")  # type: ignore[call-overload]
    return Image("image/png", bytes(store.data()), width, height)


def call(
    number: int, state: ToolState, *images: Image, arguments: str = LAKE, told: Sentence | None = None
) -> ToolCall:
    return ToolCall(
        ItemId(f"t-{number:05d}"),
        NOON + number * 7,
        "draw_picture",
        arguments,
        state=state,
        told=told,
        says_all=state is ToolState.ASKED,
        images=images,
    )


def lake(number: int = 2) -> ToolCall:
    told = Sentence("“{prompt}”", prompt="a mountain lake at sunset")
    return call(number, ToolState.DONE, painted(), told=told)


def talk(*items: Item) -> tuple[Item, ...]:
    return (said("Draw a mountain lake at sunset, a wide picture.", 1), *items)


def picture_there(window: Window, desk: PaperDesk) -> None:
    show_talk(desk, items=talk(lake(), said("Here it is.", 4)))


def picture_asked(window: Window, desk: PaperDesk) -> None:
    question = Sentence(
        "Draw “{prompt}” ({shape_words})? {terms}",
        prompt="a mountain lake at sunset",
        shape_words=Sentence("wide"),
        terms=TERMS,
    )
    show_talk(desk, replace(STATE, phase=Phase.ASKING), talk(call(2, ToolState.ASKED, told=question)))


def picture_drawing(window: Window, desk: PaperDesk) -> None:
    show_talk(desk, replace(STATE, phase=Phase.LOOKING), talk(call(2, ToolState.RUNNING, painted(done=0.03))))


def german_picture(window: Window, desk: PaperDesk) -> QWidget | None:
    language.install("de")
    made = Window(desk)
    made.resize(1000, 760)
    made.show()
    picture_asked(made, desk)
    return made


PICTURE_SCENES = {
    "picture": Scene(picture_there),
    "picture-asked": Scene(picture_asked),
    "picture-drawing": Scene(picture_drawing),
    "picture-german": Scene(german_picture),
}
