"""What was known at the end of a month stays so, whatever customers say afterwards."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from judged import judged

from toolkit.domain.deadlines.between import MIDDLE
from toolkit.domain.figures.attainment import by_cycle
from toolkit.domain.figures.hindsight import as_it_stood
from toolkit.domain.loop.past import PastCycle
from toolkit.judging import judge
from toolkit.settings import load_settings

THEN = np.datetime64("2026-04-02T09:00:00")
SETTINGS = load_settings([], lang="zh", today=date(2026, 11, 1))
RESOLVED = {
    "received_at": "2026-03-09 10:00", "first_responded_at": "2026-03-09 10:30", "resolved_at": "2026-03-11 15:00",
    "kind": "complaint", "urgency": "一般", "solution": "补发",
}  # fmt: skip
BACK = RESOLVED | {
    "satisfaction": "dissatisfied", "dissatisfied_at": "2026-03-13 11:00", "responded_again_at": "2026-03-13 15:00",
    "resolved_again_at": "2026-03-18 18:01",
}  # fmt: skip
TWO = PastCycle(2, "2026-03-13T11:00:00", "2026-03-13T15:00:00", "2026-03-18T18:01:00")
LATER = {"dissatisfied_at": "2026-04-03 11:00", "responded_again_at": "2026-04-03 14:00", "resolved_again_at": "2026-04-08 11:00"}  # fmt: skip
SAID = (
    "status",
    "cycle",
    "first_response_due",
    "response_verdict",
    "resolution_due",
    "resolution_verdict",
    "satisfaction",
)


def seen(row, middle=()):
    facts = judged(row, plain=False)
    if middle:
        facts[MIDDLE] = pd.Series([middle], dtype=object)
    return by_cycle(judge(as_it_stood(facts, THEN), SETTINGS, THEN))[[*SAID]].astype(str).to_numpy().tolist()


@pytest.mark.parametrize(("then", "now", "middle"), [
    (RESOLVED, RESOLVED | {"satisfaction": "dissatisfied", "dissatisfied_at": "2026-04-03 11:00"}, ()),
    (RESOLVED, RESOLVED | {"satisfaction": "satisfied", "followed_up_at": "2026-04-03 11:00"}, ()),
    (RESOLVED, RESOLVED | {"satisfaction": "satisfied", **LATER}, ()),
    (BACK, BACK | LATER, (TWO,)),
    (BACK, BACK | LATER | {"satisfaction": "satisfied", "followed_up_at": "2026-04-10 09:00"}, (TWO,)),
    (BACK, BACK | {"dissatisfied_at": "2026-04-09 10:00"}, (TWO, PastCycle(3, "2026-04-03T11:00:00", resolved="2026-04-08T11:00:00"))),
], ids=[
    "came back later", "asked later", "came back later and was content", "a third cycle", "content with the third", "a fourth cycle",
])  # fmt: skip
def test_what_happens_later_changes_nothing_of_then(then, now, middle):
    assert seen(now, middle) == seen(then)


def test_a_later_correction_of_what_was_known_is_seen():
    assert seen(BACK | {"resolved_again_at": "2026-03-18 17:59"}) != seen(BACK)
