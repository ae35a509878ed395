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
_NO_LEDGER = Stand(-1, "", 0)
_FROM_THE_FIRST = ""
"""A moment before every feedback, as text."""


class _Note(TypedDict):
    """What differed at the last look: by which stand of the ledger, settings, and versions held against (their numbers)."""

    ledger: list[Any]
    settings: str
    bases: dict[str, int]
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
        last, bases = self._last, self.given.bases()
        touched = self._touched_since(last)
        again = [
            month
            for month, base in bases.items()
            if base.seen_at >= touched or last["bases"].get(month) != base.reported_id
        ]
        for month in again:
            close(month)
        kept = [line for line in last["lines"] if line["month"] in bases and line["month"] not in again]
        found = [line for month in again for line in differences(month)]
        lines = sorted(kept + found, key=lambda line: line["month"])
        self._note(lines)
        return lines

    @property
    def _path(self) -> Path:
        return self.site.workspace.state / _NOTE

    @cached_property
    def _last(self) -> _Note:
        nothing = _Note(ledger=[*_NO_LEDGER], settings="", bases={}, lines=[])
        try:
            noted: _Note = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return nothing
        return noted if noted.keys() == nothing.keys() else nothing

    def _note(self, lines: list[Line]) -> None:
        stand, bases = self.site.ledger.stand, self.given.bases()
        numbers = {month: base.reported_id for month, base in bases.items()}
        noted = _Note(ledger=[*stand], settings=self.site.settings_mark, bases=numbers, lines=lines)
        if noted != self._last:
            write_whole(self._path, json.dumps(noted, ensure_ascii=False))

    def _touched_since(self, last: _Note) -> str:
        """When the earliest feedback was received that was touched since the last look.

        From the first of all if the settings changed, or the ledger is not the one of the last look with more in it.
        """
        before, now = Stand(*last["ledger"]), self.site.ledger.stand
        is_later = before.revision <= now.revision and before.undone == now.undone
        is_same = last["settings"] == self.site.settings_mark
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
