"""What customers are owed: a follow-up, their word, news of a suggestion, a result; and praise that is passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.figures import attainment as kept
from toolkit.domain.loop.asking import IN_CHANNEL
from toolkit.domain.loop.lifecycle import closes_at
from toolkit.report.lists.promises import moments_of, of
from toolkit.report.lists.supervising import BY_DUE

if TYPE_CHECKING:
    from toolkit.domain.loop.practice import Practice

_DAY = np.timedelta64(86_400, "s")


def to_follow_up(rows: pd.DataFrame, as_of: np.datetime64, practice: Practice) -> pd.DataFrame:
    """Return whom to ask, with `way`, `opens`, `due` and `best`, the working moment in that window to ask (E14).

    Where that is over, `best` is the next working moment from now on. Besides those whom we call or send a questionnaire: answered ones who are to press a button in their channel, until
    silence closes them (S0-043).
    """
    asked = rows[rows["status"] == "awaiting_follow_up"]
    asked = asked.assign(
        opens=asked["follow_up_from"],
        due=asked["follow_up_due"],
        best=_not_over(moments_of(asked, "follow_up_suggested_at"), as_of, practice),
    )
    pointed = _silent(rows, practice)
    pointed = pointed[pointed["ask_way"] == IN_CHANNEL]
    pointed = pointed.assign(opens=pointed["resolved_at"], best=moments_of(pointed, "best"))
    found = pd.concat([asked, pointed])
    return _ordered(
        found.assign(way=found["ask_way"], person=of(found, "asker").fillna(found["acting_owner"]))
    )


def _not_over(moments: pd.Series, as_of: np.datetime64, practice: Practice) -> pd.Series:
    """Return the moments, those that are over moved to the next working moment from now on."""
    calendar = practice.calendar
    coming = calendar.next_open(as_of) if calendar else as_of
    return moments.mask(moments < as_of, coming)


def to_confirm(rows: pd.DataFrame, practice: Practice) -> pd.DataFrame:
    """Return whose word we wait for, with `due`, when silence closes them."""
    found = _silent(rows, practice)
    return _ordered(found[found["ask_way"] != IN_CHANNEL])


def _silent(rows: pd.DataFrame, practice: Practice) -> pd.DataFrame:
    found = rows[rows["status"] == "awaiting_confirmation"]
    return found.assign(due=closes_at(found, practice.close_after_days))


def to_tell_progress(rows: pd.DataFrame, as_of: np.datetime64, practice: Practice) -> pd.DataFrame:
    """Return open suggestions whose customers have heard nothing for so many days (S0-038, S1-080)."""
    found = rows[(rows["kind"] == "suggestion") & kept.is_open(rows, as_of)]
    heard = found[["received_at", "first_responded_at", "informed_at"]].max(axis=1)
    due = heard + practice.progress_days * _DAY
    found = found.assign(due=due, since=heard, matter="tell_progress")
    return _ordered(found[(due <= as_of).to_numpy()])


def to_tell_result(rows: pd.DataFrame, as_of: np.datetime64) -> pd.DataFrame:
    """Return who is owed an answer (S1-080, S2-042, S2-083), a row for each matter.

    tell_result: a suggestion is settled and nobody was told since. explain: judged not valid, and not explained.
    deliver: a solution stands there without the moment at which the customer got it. A solution that the customer
    turned down is nobody's news: until another one settles it, the row is reopened and on that list.
    """
    resolved = rows[["resolved_at", "resolved_again_at"]].max(axis=1).astype("datetime64[s]")
    told = rows["informed_at"].astype("datetime64[s]") >= resolved.dt.floor("D")
    is_open, is_back = kept.is_open(rows, as_of), rows["status"] == "reopened"
    invalid = rows["is_valid"] == "no"
    own = {
        "tell_result": (rows["kind"] == "suggestion")
        & resolved.notna()
        & ~told
        & ~is_back
        & (rows["status"] != "closed"),
        "explain": is_open & invalid & rows["solution"].isna(),
        "deliver": is_open & ~is_back & ~invalid & rows["solution"].notna() & resolved.isna(),
    }
    found = [rows[mask].assign(matter=matter) for matter, mask in own.items()]
    every = pd.concat(found)
    return _ordered(every.assign(due=every["resolution_due"]))


def to_pass_on(rows: pd.DataFrame) -> pd.DataFrame:
    """Return praise that nobody has passed on (S0: 记录, 定期转发), the oldest first."""
    found = rows[(rows["kind"] == "praise") & rows["forwarded_at"].isna() & (rows["status"] != "merged")]
    found = found.assign(matter="forward", since=found["received_at"])
    ordered: pd.DataFrame = found.sort_values(["received_at", "feedback_id"], kind="stable")
    return ordered


def _ordered(found: pd.DataFrame) -> pd.DataFrame:
    ordered: pd.DataFrame = found.sort_values(BY_DUE, kind="stable")
    return ordered
