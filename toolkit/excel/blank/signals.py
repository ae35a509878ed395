"""Colours that come by themselves: rules on NOW() for what is due, and a tint for rows with a remark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toolkit.excel.blank.prompts import RULED_ROWS
from toolkit.excel.look import NUMBERS
from toolkit.rules.finding import column_letters

if TYPE_CHECKING:
    from toolkit.excel.blank.canvas import Canvas
    from toolkit.schema.sheet import Sheet

# Late and soon are said by a sign too: they survive a grey print.
_LATE_MOMENT, _SOON_MOMENT = f'"▲ "{NUMBERS.short_moment}', f'"△ "{NUMBERS.short_moment}'
_LATE_DAY, _SOON_DAY = f'"▲ "{NUMBERS.day}', f'"△ "{NUMBERS.day}'


@dataclass(frozen=True, slots=True)
class _Ruled:
    """A sheet whose rules are being written: formulas speak of its first row of data."""

    canvas: Canvas
    sheet: Any
    declared: Sheet
    first: int

    def cell(self, key: str) -> str:
        """The first cell of a column, its column fixed and its row moving: $C2."""
        return f"${column_letters(self._number(key) + 1)}{self.first + 1}"

    def paint(self, key: str, formula: str, look: str, number: str = "") -> None:
        """Let the cells of a column take a look where the formula holds."""
        self._add(self._number(key), self._number(key), formula, self.canvas.formats.rule(look, number))

    def paint_rows(self, formula: str, look: str) -> None:
        self._add(0, len(self.declared.columns) - 1, formula, self.canvas.formats.rule(look))

    def _number(self, key: str) -> int:
        return next(n for n, column in enumerate(self.declared.columns) if column.key == key)

    def _add(self, left: int, right: int, formula: str, look: Any) -> None:
        rule = {"type": "formula", "criteria": f"={formula}", "format": look}
        self.sheet.conditional_format(self.first, left, self.first + RULED_ROWS - 1, right, rule)


def draw_signals(canvas: Canvas, sheet: Any, declared: Sheet, first: int) -> None:
    """Add the rules that a declared sheet has; `first` is its first row of data, from 0."""
    ruled = _Ruled(canvas, sheet, declared, first)
    known = {"feedback": _feedback, "plan": _plan, "effects": _effects}
    if declared.key in known:
        known[declared.key](ruled)


def _feedback(ruled: _Ruled) -> None:
    for due, done, is_soon in (_response(ruled), _resolution(ruled)):
        at = ruled.cell(due)
        is_open = f'{at}<>"",{done}'
        is_late = f"AND({is_open},NOW()>{at})"
        is_near = f"AND({is_open},NOW()<={at},{is_soon})"
        for key, number in ((due, True), ("feedback_id", False)):
            ruled.paint(key, is_late, "bad", _LATE_MOMENT if number else "")
            ruled.paint(key, is_near, "watch", _SOON_MOMENT if number else "")
    ruled.paint_rows(f'{ruled.cell("check_result")}<>""', "remark")


def _response(ruled: _Ruled) -> tuple[str, str, str]:
    """Whether a first response is still owed (an answer delivered counts as one), and whether half its time is gone."""
    first, again = ("first_responded_at", "resolved_at"), ("responded_again_at", "resolved_again_at")
    due = "first_response_due"
    return due, _is_owed(ruled, first, again), _is_half_used(ruled, due)


def _resolution(ruled: _Ruled) -> tuple[str, str, str]:
    """Whether an answer is still owed, and whether it is due within 24 hours or half its time is gone.

    While it is on hold the clock rests, unless it had run out before.
    """
    due = "resolution_due"
    owed = _is_owed(ruled, ("resolved_at",), ("resolved_again_at",))
    held, until = ruled.cell("held_from"), ruled.cell("held_until")
    is_running = f'NOT(AND({held}<>"",{until}="",{held}<={ruled.cell(due)}))'
    return due, f"{owed},{is_running}", f"OR({ruled.cell(due)}-NOW()<=1,{_is_half_used(ruled, due)})"


def _is_owed(ruled: _Ruled, first: tuple[str, ...], again: tuple[str, ...]) -> str:
    """Whether nothing has happened that would do: at first, or after the customer was dissatisfied."""
    at_first, since = (
        ",".join(f'{ruled.cell(key)}=""' for key in (*keys, "closed_at")) for keys in (first, again)
    )
    return f"OR(AND({at_first}),AND({_is_back(ruled)},{since}))"


def _is_back(ruled: _Ruled) -> str:
    """Whether a dissatisfied customer opened a new cycle."""
    resolved, since = ruled.cell("resolved_at"), ruled.cell("dissatisfied_at")
    return f'AND({resolved}<>"",{since}<>"",{resolved}<={since})'


def _is_half_used(ruled: _Ruled, due: str) -> str:
    start = f"IF({_is_back(ruled)},{ruled.cell('dissatisfied_at')},{ruled.cell('received_at')})"
    return f"AND(ISNUMBER({start}),NOW()-{start}>={ruled.cell(due)}-NOW())"


def _plan(ruled: _Ruled) -> None:
    due, state = ruled.cell("due_on"), ruled.cell("state")
    done = ruled.canvas.words_of(_choices(ruled, "state")).label_of(ruled.canvas.lang)["done"]
    is_open = f'ISNUMBER({due}),{state}<>"{done}"'
    ruled.paint("due_on", f"AND({is_open},INT(NOW())>{due})", "bad", _LATE_DAY)
    ruled.paint("due_on", f"AND({is_open},{due}-INT(NOW())<=7)", "watch", _SOON_DAY)
    ruled.paint_rows(f'{ruled.cell("plan_check")}<>""', "remark")


def _effects(ruled: _Ruled) -> None:
    achievement = ruled.cell("achievement")
    labels = ruled.canvas.words_of(_choices(ruled, "achievement")).label_of(ruled.canvas.lang)
    ruled.paint("achievement", f'{achievement}="{labels["reached"]}"', "good")
    ruled.paint("achievement", f'{achievement}="{labels["missed"]}"', "bad")
    ruled.paint_rows(f'{ruled.cell("effect_check")}<>""', "remark")


def _choices(ruled: _Ruled, key: str) -> Any:
    return ruled.declared[key].choices
