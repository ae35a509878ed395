"""Who asks a customer after a resolution, how, and from when until when: 回访规则, one row a rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.domain.fields import is_yes

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from toolkit.domain.fields import Mask, Moments

Index = npt.NDArray[np.intp]
Window = tuple["Moments", "Moments"]

NONE = -1
PHONE, QUESTIONNAIRE, IN_CHANNEL, NOT_ASKED = "phone", "questionnaire", "in_channel", "none"
WE_ASK = (PHONE, QUESTIONNAIRE)
"""Ways in which we turn to the customer; in a channel the customer presses the button there."""
_UNKNOWN_KIND = "complaint"
_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class FollowUpRule:
    """Which feedback is asked after, how and by whom.

    kinds, levels: empty for all. is_important, is_marked: None where it does not matter whether the customer is an
    important one, and whether the row says that it needs a follow-up. from_hours, until_hours: natural hours after the
    resolution; None leaves it to the time limits.
    """

    name: str
    way: str
    by: str
    kinds: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    is_important: bool | None = None
    is_marked: bool | None = None
    from_hours: float | None = None
    until_hours: float | None = None


_COMPLAINTS = frozenset({"complaint"})
SHIPPED = (
    FollowUpRule("important", PHONE, "supervisor", is_important=True),
    FollowUpRule("urgent", PHONE, "supervisor", _COMPLAINTS, frozenset({"1"})),
    FollowUpRule("marked", PHONE, "owner", is_marked=True, until_hours=24),
    FollowUpRule("questionnaire", QUESTIONNAIRE, "agent", _COMPLAINTS | {"suggestion"}),
    FollowUpRule("in_channel", IN_CHANNEL, "owner", frozenset({"question", "praise"})),
)
"""The rules of the source (S0 2.4.1; 信息反馈流程: marked ones within 24 hours); the first that fits holds."""
MARKED = FollowUpRule("marked", PHONE, "owner", until_hours=24)
"""What holds for a row that says it needs a follow-up and that no rule speaks of."""


def match_rules(cases: pd.DataFrame, rules: Sequence[FollowUpRule], important: Collection[str] = ()) -> Index:
    """Return for each row the number of the first rule that fits, -1 for none, shape (n,).

    Reads kind, priority, customer_type and needs_follow_up. A row that says no is asked by nobody; one of unknown kind
    counts as a complaint. len(rules) stands for `MARKED`.
    """
    kinds = _objects(cases, "kind")
    kinds = np.where(pd.isna(kinds), _UNKNOWN_KIND, kinds)
    levels, marked = _objects(cases, "priority"), is_yes(cases, "needs_follow_up")
    is_important = pd.Series(_objects(cases, "customer_type")).isin(list(important)).to_numpy(bool)
    found = np.where(marked, len(rules), NONE).astype(np.intp)
    for number in reversed(range(len(rules))):
        rule = rules[number]
        fits = _among(kinds, rule.kinds) & _among(levels, rule.levels)
        fits &= _is_so(is_important, rule.is_important) & _is_so(marked, rule.is_marked)
        # Whoever marks a row wants it asked; a rule that only points to a button is none for it.
        found[fits & ~(marked & (rule.way not in WE_ASK))] = number
    found[_objects(cases, "needs_follow_up") == "no"] = NONE
    return found


def ways(found: Index, rules: Sequence[FollowUpRule]) -> dict[str, npt.NDArray[np.object_]]:
    """Return ask_way and ask_by of each row, None where nobody is asked."""
    spoken = [*rules, MARKED]
    way = [None if rule.way == NOT_ASKED else rule.way for rule in spoken]
    by = [None if rule.way == NOT_ASKED else rule.by for rule in spoken]
    return {"ask_way": np.array([*way, None], object)[found], "ask_by": np.array([*by, None], object)[found]}


def window(
    found: Index, rules: Sequence[FollowUpRule], resolved: Moments, limits: Window, usual: tuple[float, float]
) -> Window:
    """Return from when until when to ask each customer, NaT where nobody is to be asked or nothing is resolved.

    A rule's own numbers win; without, the window that the time limits give, and where they give none the usual one.

    Args:
        found: as `match_rules` gives it, with the same rules.
        rules: the rules in force.
        resolved: when the running cycle was resolved, NaT while in process.
        limits: the windows of the time limits.
        usual: from when until when where nobody says more, in hours from the resolution on.
    """
    spoken = [*rules, MARKED]
    own = [_hours(rule, usual) for rule in spoken]
    has_own = np.array([*(rule.until_hours is not None for rule in spoken), False])[found]
    is_asked = np.array([*(rule.way in WE_ASK for rule in spoken), False])[found] & ~np.isnat(resolved)
    ends = []
    for side in (0, 1):
        hours = np.array([*(one[side] for one in own), 0.0])[found]
        computed = resolved + np.rint(hours * _SECONDS).astype("timedelta64[s]")
        takes_own = has_own | np.isnat(limits[1])
        shown = np.where(takes_own, computed, limits[side])
        ends.append(np.where(is_asked, shown, np.datetime64("NaT", "s")))
    return ends[0], ends[1]


def _hours(rule: FollowUpRule, usual: tuple[float, float]) -> tuple[float, float]:
    if rule.until_hours is None:
        return usual
    return rule.from_hours or 0.0, rule.until_hours


def _among(values: npt.NDArray[Any], wanted: Collection[str]) -> Mask:
    if not wanted:
        return np.ones(len(values), bool)
    return pd.Series(values).isin(list(wanted)).to_numpy(bool)


def _is_so(values: Mask, wanted: bool | None) -> Mask:
    return np.ones(len(values), bool) if wanted is None else values == wanted


def _objects(cases: pd.DataFrame, key: str) -> npt.NDArray[np.object_]:
    if key not in cases:
        return np.full(len(cases), None, dtype=object)
    return cases[key].to_numpy(dtype=object)
