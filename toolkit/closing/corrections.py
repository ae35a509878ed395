"""What differs from what was reported, in words, and looked for only where something may have changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypedDict

from toolkit.intake.durable import write_whole
from toolkit.ledger.stand import Stand
from toolkit.words import hands as say
from toolkit.words.text import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from toolkit.closing.given import Given
    from toolkit.ledger.keeping.reported import Version
    from toolkit.report.reported import Difference
    from toolkit.site import Site

Line = dict[str, str]
"""A correction in words: month, subject, column, before, now, at, file."""

_Words = tuple[object, object, object, object]
"""What a correction says: subject, column, before, now."""

_NOTE = "corrections.json"
_WAY = 2
"""In which way months are compared; by another one every month is looked at anew."""
_NO_LEDGER = Stand(-1, "", 0)
_FROM_THE_FIRST = ""
"""A moment before every feedback, as text."""


class _Note(TypedDict):
    """What differed at the last look: by which stand of the ledger, settings, and versions held against (their numbers)."""

    way: int
    ledger: list[Any]
    settings: str
    bases: dict[str, int]
    lines: list[Line]


@dataclass(frozen=True)
class Look:
    """The last look at a month, or its report where there was none since: what differed then, and what changed after it.

    revision: of the ledger at that time. lines: by what they say. has_other_settings: whether they changed since.
    """

    revision: int
    lines: dict[_Words, Line]
    has_other_settings: bool


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

    def last_look(self, month: str, base: Version) -> Look:
        """Return the last look at a month that was held against this version."""
        last = self._last
        if last["bases"].get(month) != base.reported_id or not self._is_of_this_ledger(last):
            return Look(base.revision, {}, has_other_settings=False)
        lines = {_words(line): line for line in last["lines"] if line["month"] == month}
        revision = Stand(*last["ledger"]).revision
        return Look(revision, lines, has_other_settings=last["settings"] != self.site.settings_mark)

    @property
    def _path(self) -> Path:
        return self.site.workspace.state / _NOTE

    @cached_property
    def _last(self) -> _Note:
        nothing = _Note(way=_WAY, ledger=[*_NO_LEDGER], settings="", bases={}, lines=[])
        try:
            noted: _Note = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return nothing
        return noted if noted.keys() == nothing.keys() and noted["way"] == _WAY else nothing

    def _note(self, lines: list[Line]) -> None:
        stand, bases = self.site.ledger.stand, self.given.bases()
        numbers = {month: base.reported_id for month, base in bases.items()}
        mark = self.site.settings_mark
        noted = _Note(way=_WAY, ledger=[*stand], settings=mark, bases=numbers, lines=lines)
        if noted != self._last:
            write_whole(self._path, json.dumps(noted, ensure_ascii=False))

    def _touched_since(self, last: _Note) -> str:
        """When the earliest feedback was received that was touched since the last look.

        From the first of all if the settings changed, or the ledger is not the one of the last look with more in it.
        """
        before, now = Stand(*last["ledger"]), self.site.ledger.stand
        is_same = last["settings"] == self.site.settings_mark and before.undone == now.undone
        if not (is_same and self._is_of_this_ledger(last)):
            return _FROM_THE_FIRST
        return self.site.ledger.earliest_touched(before.revision)

    def _is_of_this_ledger(self, last: _Note) -> bool:
        """Whether the ledger is the one of the last look, perhaps with more in it."""
        before, now = Stand(*last["ledger"]), self.site.ledger.stand
        return before.revision <= now.revision and (not before.last or self.site.ledger.has_drop(before.last))


_Giver = tuple[str, str]
"""When something changed, and the file that did it."""
_Row = tuple[str, str]
"""Team and id."""
_NO_ROW: _Row = ("", "")


def _row(one: Difference) -> _Row:
    return one["team"], one["feedback_id"]


def _words(said: Mapping[str, object]) -> _Words:
    return said["subject"], said["column"], said["before"], said["now"]


def in_words(month: str, found: Sequence[Difference], last: Look, site: Site) -> list[Line]:
    """Say what differs of a month, each with the file that brought it, or the settings; lines of the last look stay."""
    if not found:
        return []
    new = {_row(one) for one in found if _words(one) not in last.lines} - {_NO_ROW}
    givers, otherwise = _givers(new, last, site)
    return [
        last.lines.get(_words(one)) or _line(month, one, givers.get(_row(one), otherwise)) for one in found
    ]


def _givers(rows: set[_Row], last: Look, site: Site) -> tuple[dict[_Row, _Giver], _Giver]:
    """Return what made these rows differ since the last look, where that is known, and what did so to all else."""
    since = {
        (str(line.team), str(line.feedback_id)): (f"{line.at}"[:16].replace("T", " "), str(line.file))
        for line in site.ledger.changes_since(last.revision).itertuples()
    }
    settings = _together([], site)
    known = {row: since.get(row, settings) for row in rows if row in since or last.has_other_settings}
    if known or last.has_other_settings:
        return known, _together([*known.values()], site)
    return known, _together([*since.values()], site)


def _together(givers: Sequence[_Giver], site: Site) -> _Giver:
    """When and from where what is no row came: from the files of the rows that differ, else from the settings."""
    names = sorted({file for _, file in givers})
    if not names:
        return site.as_of.isoformat()[:16].replace("T", " "), say.BY_SETTINGS(site.lang)
    return max(at for at, _ in givers), listed(names[:3], site.lang) + ("…" if len(names) > 3 else "")


def _line(month: str, one: Difference, giver: _Giver) -> Line:
    at, file = giver
    return {"month": month, "subject": one["subject"], "column": one["column"], "before": one["before"],
            "now": one["now"], "at": at, "file": file}  # fmt: skip
