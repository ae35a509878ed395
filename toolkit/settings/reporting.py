"""报告语句, 总体构成, 控制界限: how a report concludes and what it is held against, or a finding at the cell that stops it."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.loop.replies import ReplyError, compiled
from toolkit.domain.quality.spc import LEAST_POINTS
from toolkit.rules.codes.settings import P625, P630
from toolkit.schema.naming import normalise
from toolkit.words.analysis import NEWNESS_WORDS
from toolkit.words.wording import BY_KEY, NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.domain.quality.spc import Span
    from toolkit.settings.rows import Row

_WEEK = timedelta(days=7)


def read_sentences(rows: Iterable[Row]) -> dict[str, str]:
    """Return the sentences that somebody has written otherwise, by key; one with a mistake is noted and left out."""
    found = {}
    for row in rows:
        key, text = row["sentence"], row.text("text")
        if key not in BY_KEY or not text or text in (BY_KEY[key].zh, BY_KEY[key].en):
            continue
        try:
            compiled(text, tuple(NAMES[name] for name in BY_KEY[key].uses))
        except ReplyError as error:
            row.wrong(
                P625, "text", name=BY_KEY[key].name(row.faults.lang), problem=error.said(row.faults.lang)
            )
        else:
            found[key] = text
    return found


def read_population(rows: Iterable[Row]) -> dict[tuple[str, str], float]:
    """Return what part of all customers each group is, from 0 to 1, by what and group."""
    return {
        (row["dimension"], _group(row)): float(row["share"]) / 100
        for row in rows
        if row["dimension"] and row.text("group") and row["share"] is not None
    }


def _group(row: Row) -> str:
    """Return a group as reports know it: new and known customers by key, all others as they are called."""
    named = row.text("group")
    return NEWNESS_WORDS.get(normalise(named), named) if row["dimension"] == "newness" else named


def read_baselines(rows: Iterable[Row]) -> dict[str, tuple[Span, ...]]:
    """Return, of what is watched, the days whose whole weeks set the limits, oldest first; a span too short is noted."""
    found: dict[str, list[Span]] = defaultdict(list)
    for row in rows:
        since, until = row.day("since"), row.day("until")
        if not row["metric"] or since is None or until is None:
            continue
        if until - since < LEAST_POINTS * _WEEK - timedelta(days=1):
            row.wrong(P630, "until", weeks=LEAST_POINTS)
        else:
            found[row["metric"]].append((np.datetime64(since, "D"), np.datetime64(until, "D")))
    return {key: tuple(sorted(spans)) for key, spans in found.items()}
