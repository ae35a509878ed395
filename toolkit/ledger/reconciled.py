"""Rows read, accepted and sent back: the drops of a time, counted where they are kept, however many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from toolkit.ledger.drop import DONE, SENT_BACK, as_text
from toolkit.ledger.merging.recall import is_among
from toolkit.ledger.tables import DROPS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import numpy as np

_ROWS = (DROPS.c.rows_read, DROPS.c.rows_accepted, DROPS.c.rows_sent_back)


@dataclass(frozen=True, slots=True)
class Rows:
    """What became of the rows of a drop, or of several together, which have no name."""

    name: str
    team: str
    read: int
    accepted: int
    sent_back: int
    drops: int = 1


@dataclass(frozen=True, slots=True)
class Span:
    """From start until before end. Drops that came until before `late` count too if none of their rows was accepted."""

    start: datetime
    end: datetime
    late: datetime


def reconciled(
    connection: sa.Connection, span: Span, others: Sequence[int] | np.ndarray, most: int
) -> list[Rows]:
    """Return the drops of a span and those others, in the order in which they came.

    Only what was accepted or sent back counts. The drops after the first `most` are one entry together, the last.
    """
    nothing_accepted = sa.and_(_came(span.end, span.late), DROPS.c.rows_accepted == 0)
    wanted = sa.select(DROPS.c.drop_id, DROPS.c.name, DROPS.c.team, *_ROWS).where(
        DROPS.c.state.in_((DONE, SENT_BACK)),
        sa.or_(_came(span.start, span.end), nothing_accepted, is_among(connection, DROPS.c.drop_id, others)),
    )
    first = connection.execute(wanted.order_by(DROPS.c.drop_id).limit(most)).all()
    rest = _together(connection, wanted, first[-1].drop_id) if first else Rows("", "", 0, 0, 0, 0)
    return [Rows(*row[1:]) for row in first] + ([rest] if rest.drops else [])


def _together(connection: sa.Connection, wanted: sa.Select[Any], last: int) -> Rows:
    """What the drops after one come to."""
    rest = wanted.where(DROPS.c.drop_id > last).subquery()
    totals = (sa.func.coalesce(sa.func.sum(rest.c[column.name]), 0) for column in _ROWS)
    found = connection.execute(sa.select(*totals, sa.func.count()).select_from(rest)).one()
    return Rows("", "", *map(int, found))


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How many drops of a day were accepted and sent back; how many ever came, and when the last (None for none)."""

    done: int
    sent_back: int
    drops: int
    last: datetime | None


def arrivals(connection: sa.Connection, day: date) -> Arrivals:
    """Return what came in on a day."""
    start = datetime.combine(day, time())
    counted = sa.select(DROPS.c.state, sa.func.count()).where(_came(start, start + timedelta(days=1)))
    of_day: dict[str, int] = dict(connection.execute(counted.group_by(DROPS.c.state)).all())
    every, last = connection.execute(sa.select(sa.func.count(), sa.func.max(DROPS.c.arrived_at))).one()
    moment = datetime.fromisoformat(last) if last else None
    return Arrivals(of_day.get(DONE, 0), of_day.get(SENT_BACK, 0), every, moment)


def _came(start: datetime, end: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(DROPS.c.arrived_at >= as_text(start), DROPS.c.arrived_at < as_text(end))
