"""Every cycle that a feedback went through, told from its states: a row holds only its first cycle and its last."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from toolkit.domain.fields import DAY_ALONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    State = Mapping[str, object]

_SINCE = ("dissatisfied_at", "followed_up_at", "resolved_at")


@dataclass(frozen=True, slots=True)
class PastCycle:
    """One cycle. Moments as the ledger keeps them ("2026-10-08T09:30:00", or a bare date); "" for what nobody typed.

    begun: when it was received, or the customer was dissatisfied with the one before, for this reason. held_from,
    held_until, due_override: of a later cycle only; a row holds those of its first.
    """

    number: int
    begun: str
    responded: str = ""
    resolved: str = ""
    owner: str = ""
    solution: str = ""
    reason: str = ""
    held_from: str = ""
    held_until: str = ""
    due_override: str = ""

    @property
    def told(self) -> dict[str, str]:
        """The cycle as people read it, by field."""
        cells = {name: str(value) for name, value in asdict(self).items()}
        moments = ("begun", "responded", "resolved")
        return cells | {name: cells[name].replace("T", " ").removesuffix(":00") for name in moments}


def cycles_of(states: Iterable[State]) -> tuple[PastCycle, ...]:
    """Return the cycles of a feedback, the first one first.

    states: what its row held after each drop that changed it, oldest first. A later cycle begins with a moment of
    dissatisfaction after the resolution before it; any other change of that moment is a correction.
    """
    cycles: list[PastCycle] = []
    before: State = {}
    stale: State = {}
    for state in states:
        if not cycles:
            cycles.append(PastCycle(1, _text(state, "received_at")))
        since = _dissatisfied_since(state)
        if since and _is_another(cycles[-1], since):
            cycles.append(PastCycle(len(cycles) + 1, since))
            stale = before if len(cycles) > 2 else {}
        elif since and len(cycles) > 1:
            cycles[-1] = replace(cycles[-1], begun=since)
        if len(cycles) < 3:  # afterwards nobody goes back to the first
            cycles[0] = _first(cycles, state)
        if len(cycles) > 1:
            cycles[-1] = _later(cycles[-1], state, stale)
        before = state
    return tuple(cycles)


def _is_another(last: PastCycle, since: str) -> bool:
    """Whether a customer who was dissatisfied then opened another cycle."""
    return last.number == 1 or bool(last.resolved and since != last.begun and _is_after(since, last.resolved))


def _dissatisfied_since(state: State) -> str:
    """Since when the customer is dissatisfied with a resolution; "" where that is not so."""
    is_said = bool(_text(state, _SINCE[0])) or state.get("satisfaction") == "dissatisfied"
    if not (is_said and _text(state, "resolved_at")):
        return ""
    return next(filter(None, (_text(state, key) for key in _SINCE)), "")


def _first(cycles: list[PastCycle], state: State) -> PastCycle:
    """The first cycle as it is now: its owner and solution are those of the time before the second began."""
    first, begun = cycles[0], cycles[1].begun if len(cycles) > 1 else ""
    responded, resolved = _text(state, "first_responded_at"), _text(state, "resolved_at")
    owner, solution = _text(state, "owner"), _text(state, "solution")
    return PastCycle(
        1,
        _text(state, "received_at"),
        first.responded if not responded or (begun and _is_after(responded, begun)) else responded,
        first.resolved if not resolved or (begun and _is_after(resolved, begun)) else resolved,
        (begun and first.owner) or owner,
        (begun and first.solution) or solution,
    )


def _later(cycle: PastCycle, state: State, stale: State) -> PastCycle:
    """A later cycle as it is now; what already stood there when it began belongs to the one before."""
    responded, resolved = (
        text if (text := _text(state, key)) and not _is_after(cycle.begun, text) else ""
        for key in ("responded_again_at", "resolved_again_at")
    )
    own = _text(state, "resolved_at")
    if not resolved and own and _is_after(own, cycle.begun):
        resolved = own
    solution, reason = (
        text if (text := _text(state, key)) != _text(stale, key) else ""
        for key in ("new_solution", "dissatisfied_reason")
    )
    return replace(
        _arranged(cycle, state),
        responded=responded,
        resolved=resolved,
        owner=_text(state, "owner"),
        solution=solution,
        reason=reason,
    )


def _arranged(cycle: PastCycle, state: State) -> PastCycle:
    """A later cycle with the hold and the due moment written down for it: those of before it began are not its own."""
    held, override = (
        text if (text := _text(state, key)) and not _is_after(cycle.begun, text) else ""
        for key in ("held_from", "due_override")
    )
    until = _text(state, "held_until") if held else ""
    return replace(cycle, held_from=held, held_until=until, due_override=override)


def _is_after(later: str, earlier: str) -> bool:
    """Whether one moment is certainly after another; when either is a bare date, on a later day."""
    is_by_day = DAY_ALONE in (len(later), len(earlier))
    return later[:DAY_ALONE] > earlier[:DAY_ALONE] if is_by_day else later > earlier


def _text(state: State, key: str) -> str:
    value = state.get(key)
    return "" if value is None else str(value)
