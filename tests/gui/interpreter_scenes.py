"""The interpreter: before it begins, while two people talk, and where something waits."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.desk import PaperDesk
from tests.gui.scenes import Scene
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.interpreter.job import Pair, Side
from voiceapp.core.interpreter.view import InterpretedLine, InterpreterPhase, InterpreterView
from voiceapp.core.sentence import Sentence
from voiceapp.gui import language
from voiceapp.gui.window import Window

SERVICE = Sentence("What both of you say goes to {whom}, as sound.", whom="OpenAI")
ROUGHLY = Sentence("The language model on this device translates roughly. Check what matters.")
LINES = (
    InterpretedLine(
        "1",
        Side.LEFT,
        "Good morning. I'd like to register my new address, please.",
        "Guten Morgen. Ich möchte bitte meine neue Adresse anmelden.",
    ),
    InterpretedLine(
        "2",
        Side.RIGHT,
        "Gerne. Haben Sie den Mietvertrag und Ihren Ausweis dabei?",
        "Of course. Do you have the rental contract and your ID with you?",
    ),
    InterpretedLine("3", Side.LEFT, "Yes, here they are.", "Ja, hier sind sie.", sounds=True),
)


def talking(**how: object) -> InterpreterView:
    fields: dict[str, object] = {
        "phase": InterpreterPhase.SPEAKING,
        "pair": Pair("en", "de"),
        "lines": LINES,
        "leaves_machine": SERVICE,
        "spent_usd": 0.04,
    }
    return InterpreterView(**{**fields, **how})  # type: ignore[arg-type]


def interpreting(view: InterpreterView) -> Callable[[Window, PaperDesk], QWidget | None]:
    def show(window: Window, desk: PaperDesk) -> QWidget | None:
        window.rooms.interpreter.show()
        desk.interpreter.show(view)
        QApplication.processEvents()
        return None

    return show


def german(window: Window, desk: PaperDesk) -> QWidget | None:
    language.install("de")
    made = Window(desk)
    made.resize(720, 780)
    made.show()
    interpreting(talking())(made, desk)
    return made


WAITING = talking(
    phase=InterpreterPhase.HEARING,
    leaves_machine=None,
    caution=ROUGHLY,
    spent_usd=0.0,
    side=Side.RIGHT,
    off_record=True,
    lines=(
        *LINES[:1],
        InterpretedLine("4", Side.RIGHT, "Das dauert nur einen Moment.", waiting=True),
        InterpretedLine(
            "5",
            Side.LEFT,
            "How much is it?",
            remark=Failure(FailureKind.NO_QUOTA, Sentence("The account has no credit left.")).sentence,
            can_retry=True,
        ),
        InterpretedLine("6", None, "Und noch", grows=True),
    ),
)

INTERPRETER_SCENES: dict[str, Scene] = {
    "interpreter-before": Scene(interpreting(InterpreterView(pair=Pair("en", "de"))), (720, 780)),
    "interpreter": Scene(interpreting(talking()), (720, 780)),
    "interpreter-waiting": Scene(interpreting(WAITING), (720, 780)),
    "german-interpreter": Scene(german, (720, 780)),
}
