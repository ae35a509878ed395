"""紧急程度: what the urgency words mean, and which words and crowds suggest one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.domain.alarm import AlarmRule
from toolkit.domain.triage import CROSSWALK, Crosswalk
from toolkit.schema import choices as lists
from toolkit.words import Text
from toolkit.words import alarm as say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from toolkit.settings.rows import Row

_MOST_URGENT = "紧急"


def read_crosswalk(rows: Iterable[Row]) -> Crosswalk:
    """Return the levels behind the words; one that the sheet leaves out means what it was shipped with."""
    by_kind: dict[tuple[str, str], int] = {}
    for row in rows:
        if row["word"] in CROSSWALK and row["level"] in lists.PRIORITIES.keys:
            by_kind.setdefault((row["word"], row["kind"] or ""), int(row["level"]))
    levels = {
        word: tuple(sorted({level for (known, _), level in by_kind.items() if known == word}))
        for word in CROSSWALK
    }
    return Crosswalk({word: found or CROSSWALK[word] for word, found in levels.items()}, by_kind)


def read_alarms(rows: Sequence[Row], answers: Mapping[str, Any]) -> tuple[AlarmRule, ...]:
    """Return what suggests an urgency: the keywords of each row in the order of the sheet, then many alike."""
    words = [
        AlarmRule(
            reason=_reason(row.text("definition")),
            words=row.words("keywords"),
            urgency=row["word"],
            kind=row["kind"] or "",
        )
        for row in rows
        if row["word"] in CROSSWALK and row.words("keywords")
    ]
    crowd = AlarmRule(
        reason=say.CROWD,
        crowd=int(answers["alert_count"]),
        hours=float(answers["alert_hours"]),
        urgency=_MOST_URGENT,
    )
    return (*words, crowd)


def _reason(definition: str) -> Text:
    if not definition:
        return say.MENTIONED
    about = definition.replace("{", "{{").replace("}", "}}")
    return Text(about + say.MENTIONED_AFTER.zh, about + say.MENTIONED_AFTER.en)
