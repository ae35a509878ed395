"""What differs from what was reported, in words, and looked for only where something may have changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypedDict

from toolkit.intake.durable import write_whole
from toolkit.ledger.stand import Stand
from toolkit.words import hands as say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from toolkit.closing.given import Given
    from toolkit.ledger.keeping.reported import Version
    from toolkit.report.reported import Difference
    from toolkit.site import Site

Line = dict[str, str]
"""A correction in words: month, subject, column, before, now, at, file."""

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
    given: Given

    def lines(self, close: Callable[[str], object], differences: Callable[[str], list[Line]]) -> list[Line]:
        """Return all that differs, month by month; a month that may come out otherwise than at the last look is closed anew.

        That is where a feedback was touched of which its report could know: to compute years of locked months would
        take minutes at every look.
        """
        last = self._last
        if last is not None and self._noted(last["lines"]) == last:
            return last["lines"]
        touched = _FROM_THE_FIRST if last is None else self._touched_since(last)
        looked_at = self.given.looked_at()
        again = [month for month in looked_at if self.given.is_touched(month, touched)]
        for month in again:
            close(month)
        kept = [line for line in (last["lines"] if last else ()) if line["month"] in {*looked_at} - {*again}]
        found = [line for month in again for line in differences(month)]
        lines = sorted(kept + found, key=lambda line: line["month"])
        write_whole(self._path, json.dumps(self._noted(lines), ensure_ascii=False))
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

    def _noted(self, lines: list[Line]) -> _Note:
        ledger = self.site.ledger
        return _Note(
            ledger=[*ledger.stand],
            settings=self.site.settings_mark,
            reported=len(ledger.reported()),
            lines=lines,
        )

    def _touched_since(self, last: _Note) -> str:
        """When the earliest feedback was received that was touched since the last look; the first of all if rules changed."""
        now = self._noted(last["lines"])
        before, ledger = Stand(*last["ledger"]), Stand(*now["ledger"])
        is_same = now["settings"] == last["settings"] and now["reported"] == last["reported"]
        is_later = before.revision <= ledger.revision and before.undone == ledger.undone
        if not (is_same and is_later and (not before.last or self.site.ledger.has_drop(before.last))):
            return _FROM_THE_FIRST
        return self.site.ledger.earliest_touched(before.revision)


_Giver = tuple[str, str]
"""When something changed, and the file that did it."""


def in_words(month: str, found: Sequence[Difference], base: Version, site: Site) -> list[Line]:
    """Say what differs from a version of a month, each with the file that brought it."""
    if not found:
        return []
    givers = {
        (str(line.team), str(line.feedback_id)): (f"{line.at}"[:16].replace("T", " "), str(line.file))
        for line in site.ledger.changes_since(base.revision).itertuples()
    }
    differing = {(one["team"], one["feedback_id"]) for one in found} & givers.keys()
    otherwise = _together([givers[row] for row in sorted(differing)] or [*givers.values()], site)
    return [_line(month, one, givers.get((one["team"], one["feedback_id"]), otherwise)) for one in found]


def _together(givers: Sequence[_Giver], site: Site) -> _Giver:
    """When and from where what is no row came: from the files of the rows that differ, else from the settings."""
    names = sorted({file for _, file in givers})
    if not names:
        return site.as_of.isoformat()[:16].replace("T", " "), say.BY_SETTINGS(site.lang)
    return max(at for at, _ in givers), "、".join(names[:3]) + ("…" if len(names) > 3 else "")


def _line(month: str, one: Difference, giver: _Giver) -> Line:
    at, file = giver
    return {"month": month, "subject": one["subject"], "column": one["column"], "before": one["before"],
            "now": one["now"], "at": at, "file": file}  # fmt: skip
