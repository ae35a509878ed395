"""Rows of feedback with their moments written as text, and what judging them gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from toolkit.domain.deadlines.policies import DEFAULT_POLICIES
from toolkit.domain.deadlines.sla import judge
from toolkit.domain.deadlines.steps import judge_steps

MOMENTS = (
    "received_at", "first_responded_at", "resolved_at", "held_from", "held_until", "due_override",
    "urgency_changed_at", "extension_approved_at", "reopened_at", "acknowledged_at",
)  # fmt: skip


def at(text):
    return np.datetime64(text.replace(" ", "T"), "s")


def table(*rows):
    """A table of feedback; a moment written without time of day is a bare date."""
    frame = pd.DataFrame([{"kind": "complaint", **row} for row in rows], dtype=object)
    for key in MOMENTS:
        if key in frame:
            texts = frame[key].where(frame[key].notna(), None)
            frame[key] = np.array(
                [at(text) if text else np.datetime64("NaT") for text in texts], dtype="datetime64[s]"
            )
            frame[f"{key}_is_day"] = [len(text or "") == 10 for text in texts]
    return frame


def judged(calendar, *rows, as_of=None, policies=DEFAULT_POLICIES):
    return judge(table(*rows), policies, calendar, at(as_of) if as_of else None)


def only(calendar, as_of=None, policies=DEFAULT_POLICIES, **row):
    return judged(calendar, row, as_of=as_of, policies=policies).iloc[0]


def text(moment):
    return "" if pd.isna(moment) else f"{moment:%m-%d %H:%M}"


def with_policy(name, **changes):
    """The default policies, one of them changed."""
    return [replace(policy, **changes) if policy.id == name else policy for policy in DEFAULT_POLICIES]


def steps(calendar, policies=DEFAULT_POLICIES, **moments):
    frame = pd.DataFrame(
        {key: [at(value)] if key.endswith("_at") else [value] for key, value in moments.items()}
    )
    return judge_steps(frame, policies, calendar).iloc[0]


WAITING = {
    "received_at": "2026-03-09 10:00",
    "held_from": "2026-03-10 16:00",
    "held_until": "2026-03-12 10:00",
}

RAISED = {
    "received_at": "2026-03-09 10:00", "first_responded_at": "2026-03-09 10:30",
    "urgency_before": "一般", "urgency": "紧急", "urgency_changed_at": "2026-03-10 14:00",
}  # fmt: skip
