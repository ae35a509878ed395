"""报告语句, 总体构成: how a report concludes and whom it is held against, or a finding at the cell that stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.domain.loop.replies import ReplyError, compiled
from toolkit.rules.codes.settings import P625
from toolkit.words.wording import BY_KEY, NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.settings.rows import Row


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
        (row["dimension"], row.text("group")): float(row["share"]) / 100
        for row in rows
        if row["dimension"] and row.text("group") and row["share"] is not None
    }
