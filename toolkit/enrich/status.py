"""状态, who is to act, and who asks the customer how: from the facts of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.fields import flags
from toolkit.domain.loop.asking import WE_ASK, match_rules, ways
from toolkit.domain.loop.lifecycle import Clock, states
from toolkit.domain.loop.team import acting
from toolkit.schema.rule_choices import ROLES

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from toolkit.enrich.columns import Columns
    from toolkit.enrich.rules import EnrichRules


def asking(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return ask_way, ask_by (None where nobody is asked) and ask_rule, the number of the rule. Reads the level."""
    found = match_rules(frame, rules.follow_ups, rules.important)
    return {**ways(found, rules.follow_ups), "ask_rule": found}


def status(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return status: a key of the vocabulary of that name. Reads needs_review of the level, and the way of asking."""
    torn = flags(frame, "needs_review")
    asks = frame["ask_way"].isin(WE_ASK).to_numpy(bool)
    clock = Clock(rules.as_of, rules.close_after_days) if rules.as_of is not None else None
    return {"status": np.asarray(states(frame, needs_review=torn, asks=asks, clock=clock), object)}


def owners(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return acting_owner, who has to act now, and asker, who asks the customer. Reads the status."""
    on = _day(rules.as_of)
    now = acting(frame, rules.team, rules.lead, on)
    labels = ROLES.label_of(rules.lang)
    asked_by = frame["ask_by"].to_numpy(object)
    asker = now.copy()
    for role in set(asked_by[frame["ask_by"].notna().to_numpy()]) - {"owner"}:
        of_team = rules.team.with_role(role, on)
        # An agent who is not on the list is whoever handles the row.
        usual = now if role == "agent" else np.full(len(frame), labels.get(role, role), object)
        asker = np.where(asked_by == role, of_team if of_team and role != "agent" else usual, asker)
    return {"acting_owner": now, "asker": asker}


def _day(as_of: np.datetime64 | None) -> date | None:
    return None if as_of is None else as_of.astype("datetime64[D]").item()
