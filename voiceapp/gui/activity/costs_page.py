"""Shows what talks cost, what the next turn will, what cheaper models would have cost, and the bill beside it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from voiceapp.core.answers import Probe
from voiceapp.core.costs.access import CostOutlook, CostsAccess
from voiceapp.core.costs.bill import BillComparison
from voiceapp.core.costs.cheaper import SAME_AMOUNT, Cheaper
from voiceapp.core.costs.forecast import Forecast
from voiceapp.core.desk import DayCost, DiagnosticsAccess
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import Limit
from voiceapp.core.prices import cost_words
from voiceapp.core.sentence import Dollars, Sentence
from voiceapp.core.transcript import Item
from voiceapp.gui.activity.costs import CostChart
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.controls import Paragraph
from voiceapp.gui.look.theme import HAIR, SPACE, WIDE, Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr

DAYS = 30
MOST_CHEAPER = 3


class CostsPage(QWidget):
    def __init__(
        self,
        diagnostics: DiagnosticsAccess,
        costs: CostsAccess,
        bridge: Callable[[], Bridge],
        items: Callable[[], tuple[Item, ...]],
    ) -> None:
        super().__init__()
        self._diagnostics = diagnostics
        self._costs = costs
        self._bridge = bridge
        self._items = items
        self.chart = CostChart()
        self.next_turn = _quiet()
        self.cheaper_in_talk = _quiet()
        self.spent = _quiet()
        self.cheaper_lately = _quiet()
        self.bill = BillBox(costs, bridge)
        self._limits = QVBoxLayout()
        self._no_limits = QLabel(tr("The service hasn't reported any yet"))
        self._no_limits.setObjectName("quiet")
        self._no_limits.setWordWrap(True)
        self._limits.addWidget(self._no_limits)
        for last in (self.next_turn, self.cheaper_in_talk):
            last.setContentsMargins(0, 0, 0, SPACE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._talk_heading = _heading(tr("This conversation"))
        for widget in (self._talk_heading, self.next_turn, self.cheaper_in_talk):
            column.addWidget(widget)
            widget.hide()
        column.addWidget(_heading(tr("Last 30 days")))
        column.addWidget(self.spent)
        column.addWidget(self.chart)
        column.addWidget(self.cheaper_lately)
        self.cheaper_lately.hide()
        column.addSpacing(WIDE)
        column.addWidget(_heading(tr("Bill")))
        column.addWidget(self.bill)
        column.addSpacing(WIDE)
        column.addWidget(_heading(tr("Rate limits")))
        column.addLayout(self._limits)

    def use(self, palette: Palette) -> None:
        self.chart.use(palette)

    def look(self) -> None:
        self._diagnostics.costs(DAYS, self._bridge().answer(self._take_days))
        self._costs.outlook(self._items(), DAYS, self._bridge().answer(self._take_outlook))

    def _take_days(self, days: tuple[DayCost, ...] | Failure) -> None:
        if isinstance(days, Failure):
            return
        self.chart.show_days(days)
        self.spent.setText(tr("Today: {0} · Total: {1}").format(_spent_on(days[-1:]), _spent_on(days)))

    def _take_outlook(self, outlook: CostOutlook | Failure) -> None:
        if isinstance(outlook, Failure):
            return
        _say(self.next_turn, [in_words(forecast_words(outlook.next_turn))] if outlook.next_turn else [])
        _say(self.cheaper_in_talk, _cheaper_words(outlook.talk))
        self._talk_heading.setVisible(not (self.next_turn.isHidden() and self.cheaper_in_talk.isHidden()))
        lately = _cheaper_words(outlook.lately)
        _say(self.cheaper_lately, [*lately, in_words(SAME_AMOUNT)] if lately else [])

    def show_limits(self, limits: tuple[Limit, ...]) -> None:
        while (old := self._limits.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                if widget is not self._no_limits:
                    widget.deleteLater()
        for limit in limits:
            self._limits.addWidget(_limit(limit))
        if not limits:
            self._limits.addWidget(self._no_limits)
            self._no_limits.show()


class BillBox(QWidget):
    """Asks for the bill, and for an admin key where there is none."""

    def __init__(self, costs: CostsAccess, bridge: Callable[[], Bridge]) -> None:
        super().__init__()
        self._costs = costs
        self._bridge = bridge
        self.told = _quiet()
        self.compare = QPushButton(tr("Compare with the bill"))
        self.compare.clicked.connect(self._ask)
        self.key = QLineEdit()
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setPlaceholderText(tr("Paste an admin key"))
        self.key.setAccessibleName(tr("Admin key"))
        self.key.returnPressed.connect(self._keep)
        self.keep = QPushButton(tr("Verify and save"))
        self.keep.clicked.connect(self._keep)
        self._key_row = QWidget()
        row = QHBoxLayout(self._key_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.key, 1)
        row.addWidget(self.keep)
        self._key_row.hide()
        self.table = QWidget()
        self.rows = QGridLayout(self.table)
        self.rows.setContentsMargins(0, HAIR, 0, 0)
        self.rows.setColumnStretch(0, 1)
        self.table.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.told)
        column.addWidget(self._key_row)
        column.addWidget(self.table)
        self.told.hide()

    @property
    def wants_key(self) -> bool:
        return not self._key_row.isHidden()

    def _ask(self) -> None:
        self.compare.setEnabled(False)
        _say(self.told, [tr("Asking for the bill…")])
        self._costs.compare(DAYS, self._bridge().answer(self._take))

    def _take(self, found: BillComparison | Failure) -> None:
        self.compare.setEnabled(True)
        if isinstance(found, Failure):
            _say(self.told, [in_words(found)])
            self._key_row.setVisible(found.kind in (FailureKind.NO_KEY, FailureKind.WRONG_KEY, FailureKind.NOT_ALLOWED))
            self.table.hide()
            return
        self._key_row.hide()
        _say(self.told, [in_words(found.explanation)])
        self._show_rows(found)

    def _keep(self) -> None:
        key = self.key.text()
        self.key.clear()
        if key.strip():
            _say(self.told, [tr("Checking…")])
            self._costs.keep_admin_key(key, self._bridge().answer(self._kept))

    def _kept(self, probe: Probe | Failure) -> None:
        ok = isinstance(probe, Probe) and probe.ok
        _say(self.told, [in_words(probe.sentence if isinstance(probe, Probe) else probe)])
        if ok:
            self._ask()

    def _show_rows(self, found: BillComparison) -> None:
        while (old := self.rows.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.deleteLater()
        lines = [(tr("Day (UTC)"), tr("Counted here"), tr("On the bill"))]
        lines += [(day.day, _dollars(day.own), _dollars(day.billed)) for day in found.days]
        lines.append((tr("Together"), _dollars(found.own), _dollars(found.billed)))
        for number, line in enumerate(lines):
            for place, text in enumerate(line):
                cell = QLabel(text)
                cell.setObjectName("quiet" if 0 < number < len(lines) - 1 else "")
                side = Qt.AlignmentFlag.AlignTrailing if place else Qt.AlignmentFlag.AlignLeading
                self.rows.addWidget(cell, number, place, side)
        self.table.show()


def forecast_words(forecast: Forecast) -> Sentence:
    cost = cost_words(forecast.usd) or Sentence("nothing")
    if forecast.by_time:
        return Sentence("Next turn: about {cost}, as the session costs by the minute while it's open.", cost=cost)
    return Sentence("Next turn: about {cost}. Each one is dearer, since the model reads all of it again.", cost=cost)


def _cheaper_words(found: tuple[Cheaper, ...]) -> list[str]:
    return [in_words(each.sentence) for each in found[:MOST_CHEAPER]]


def _spent_on(days: tuple[DayCost, ...]) -> str:
    cost = cost_words(sum(day.usd for day in days), unpriced=any(day.unpriced for day in days))
    return in_words(cost) or tr("nothing")


def _dollars(usd: float) -> str:
    return in_words(Sentence("{cost}", cost=Dollars(usd)))


def _say(label: QLabel, lines: list[str]) -> None:
    label.setText("\n".join(lines))
    label.setVisible(bool(lines))


def _heading(text: str) -> QLabel:
    heading = Paragraph(text)
    heading.setObjectName("heading")
    return heading


def _quiet() -> QLabel:
    label = Paragraph()
    label.setObjectName("quiet")
    return label


def _limit(limit: Limit) -> QWidget:
    box = QWidget()
    name = QLabel(limit.name)
    left = QLabel(tr("{0} of {1} left").format(limit.remaining, limit.limit))
    left.setObjectName("quiet")
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setRange(0, max(1, limit.limit))
    bar.setValue(max(0, min(limit.limit, limit.remaining)))
    bar.setAccessibleName(limit.name)
    top = QHBoxLayout()
    top.addWidget(name, 1)
    top.addWidget(left)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, HAIR, 0, SPACE)
    column.addLayout(top)
    column.addWidget(bar)
    return box
