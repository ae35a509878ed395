"""A suggested urgency, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.alarm import is_undecided, more_urgent, suggest_urgency
from toolkit.enrich.columns import Columns, column
from toolkit.schema.learned import label_key, note_key

if TYPE_CHECKING:
    from toolkit.enrich.rules import EnrichRules

WORD = "urgency"
_READ = ("feedback_id", "description", "issue_type", "kind", "received_at")


def urgency(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return suggested_urgency and urgency_reason, None where nothing speaks for more than a person has said.

    Rules of words and crowds speak first; where the urgency is blank and none of them speaks, a model may. Rows of
    before (`rules.earlier`) help to make a crowd. Reads typed_issue_type for the level behind an issue type.
    """
    earlier = _before(frame, rules)
    cases = pd.concat([earlier, frame[[key for key in _READ if key in frame]]], ignore_index=True)
    wanted = np.concatenate([np.zeros(len(earlier), bool), is_undecided(frame)])
    found = (
        suggest_urgency(cases, rules.alarms, rules.lang, wanted).iloc[len(earlier) :].set_axis(frame.index)
    )
    found = _with_model(found, frame)
    said = frame.assign(issue_type=frame["typed_issue_type"])
    return {str(key): values for key, values in more_urgent(found, said, rules.crosswalk).items()}


def alarmed(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return the urgency that the rules of words alone suggest for each text, None where none speaks."""
    words = [rule for rule in rules.alarms if rule.crowd <= 1]
    return {WORD: suggest_urgency(frame, words, rules.lang)["suggested_urgency"]}


def _with_model(found: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """What rules suggest, and where they say nothing about a blank urgency and the row is undecided, a model's word."""
    if label_key(WORD) not in frame:
        return found
    is_open = found["suggested_urgency"].isna() & column(frame, WORD).isna() & is_undecided(frame)
    said = frame[[label_key(WORD), note_key(WORD)]].set_axis(found.columns, axis=1)
    return found.mask(np.tile(is_open.to_numpy(bool)[:, None], 2), said)


def _before(frame: pd.DataFrame, rules: EnrichRules) -> pd.DataFrame:
    """The rows of before, without those that are here again."""
    if rules.earlier is None:
        return frame[[key for key in _READ if key in frame]].iloc[:0]
    earlier = rules.earlier[[key for key in _READ if key in rules.earlier and key in frame]]
    return earlier[~earlier["feedback_id"].isin(column(frame, "feedback_id").dropna())]
