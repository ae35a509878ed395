"""What differs from what was reported, looked for where something may have changed since the last look."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypedDict

from toolkit.intake.durable import write_whole
from toolkit.ledger.stand import Stand

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.closing import Line, Months
    from toolkit.site import Site

_NOTE = "corrections.json"
_FROM_THE_FIRST = ""
"""A moment before every feedback, as text."""


class _Note(TypedDict):
    """What differed at the last look, and by which ledger, settings and number of reports that was found out."""

    ledger: list[Any]
    settings: str
    reported: int
    lines: list[Line]


@dataclass(frozen=True)
class Corrections:
    """The corrections of one workspace. What they were at the last look is noted beside the ledger."""

    site: Site
    months: Months

    def lines(self) -> list[Line]:
        """Give out a correction of every month that comes out otherwise now; return all that differs, month by month.

        A month is computed again only if a feedback was touched that its report could know of. Years of locked months
        would take minutes at every look.
        """
        last = self._last
        if last is not None and self._stand(last["lines"]) == last:
            return last["lines"]
        touched = _FROM_THE_FIRST if last is None else self._touched_since(last)
        looked_at = self.months.looked_at()
        again = [month for month in looked_at if self.months.is_touched(month, touched)]
        for month in again:
            self.months.close(month)
        kept = [line for line in (last["lines"] if last else ()) if line["month"] in {*looked_at} - {*again}]
        lines = sorted(kept + self.months.corrections(again), key=lambda line: line["month"])
        write_whole(self._path, json.dumps(self._stand(lines), ensure_ascii=False))
        return lines

    @property
    def _path(self) -> Path:
        return self.site.workspace.state / _NOTE

    @cached_property
    def _last(self) -> _Note | None:
        try:
            noted: _Note = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return noted if noted.keys() == _Note.__annotations__.keys() else None

    def _stand(self, lines: list[Line]) -> _Note:
        ledger = self.site.ledger
        return _Note(
            ledger=[*ledger.stand],
            settings=self.site.settings_mark,
            reported=len(ledger.reported()),
            lines=lines,
        )

    def _touched_since(self, last: _Note) -> str:
        """When the earliest feedback was received that was touched since the last look; the first of all if rules changed."""
        now, before = self._stand(last["lines"]), Stand(*last["ledger"])
        ledger = Stand(*now["ledger"])
        is_same = now["settings"] == last["settings"] and now["reported"] == last["reported"]
        is_later = before.revision <= ledger.revision and before.undone == ledger.undone
        if not (is_same and is_later and (not before.last or self.site.ledger.has_drop(before.last))):
            return _FROM_THE_FIRST
        return self.site.ledger.earliest_touched(before.revision)
