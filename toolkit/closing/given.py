"""What was given out for a month, and under which name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from toolkit.intake.durable import hash_of
from toolkit.intake.publish import publish
from toolkit.words import places

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from toolkit.intake.publish import Placing
    from toolkit.ledger.keeping.reported import Version
    from toolkit.report.reported import Reported
    from toolkit.site import Site

FINAL, CORRECTION, LOCKED = "final", "correction", "locked"
PAGE = "page"
"""The web page of a report, given out with it under the same name; the report itself is what counts."""
LOOKED_AT = 3
"""Months back that corrections are looked for; locked ones are looked at however old they are."""


@dataclass(frozen=True)
class Given:
    """The reports of one workspace as they were given out, by the ledger."""

    site: Site

    def versions(self, month: str) -> list[Version]:
        """What was given out for a month, without the web pages."""
        return [one for one in self.site.ledger.reported() if one.month == month and one.what != PAGE]

    def last(self, month: str) -> Version | None:
        return next(reversed(self.versions(month)), None)

    def base(self, month: str) -> Version | None:
        """What corrections are held against: the lock, else the first report."""
        versions = self.versions(month)
        return next((one for one in versions if one.what == LOCKED), next(iter(versions), None))

    def said(self, version: Version) -> Reported:
        """What a version said: its figures and rows."""
        said: Reported = json.loads(self.site.ledger.said(version))
        return said

    def is_locked(self, month: str) -> bool:
        return any(one.what == LOCKED for one in self.versions(month))

    def bases(self) -> dict[str, Version]:
        """What corrections are held against, by month in order: of the last months, and of those that are locked."""
        oldest = str(self.site.moment.astype("M8[M]") - LOOKED_AT)
        reported = self.site.ledger.reported()
        months = {one.month for one in reported if one.month >= oldest or one.what == LOCKED}
        return {month: base for month in sorted(months) if (base := self.base(month)) is not None}

    def standing(self, month: str) -> Path:
        """The last report that was given out for a month that has one."""
        return self._place(self.versions(month)[-1].file)

    def name(self, month: str, what: str) -> str:
        """The file of a report: its own name; a correction's next number, or that of one made earlier the same day."""
        lang = self.site.workspace.lang
        if what == FINAL:
            return places.REPORT_BOOK(lang, month=month)
        last = self.last(month)
        if last and last.what == CORRECTION and last.day == f"{self.site.as_of:%Y-%m-%d}":
            return last.file
        taken = {version.file for version in self.versions(month)}
        names = (places.CORRECTED_REPORT_BOOK(lang, month=month, number=n) for n in count(1))
        return next(name for name in names if name not in taken and not self._place(name).exists())

    def publish(self, wall: float) -> Iterator[tuple[Path, Placing]]:
        """Put every report where people look for it, if it is not there (any more). wall: the clock, in seconds."""
        for name, version in {one.file: one for one in self.site.ledger.reported()}.items():
            target = self._place(name)
            if not target.exists() or self._is_to_be_replaced(target, version):
                target.parent.mkdir(parents=True, exist_ok=True)
                ours = hash_of(target) if target.exists() else None
                source = self.site.original(version.sha256)
                yield target, publish(source, target, ours=ours, wall=wall).placing

    def _is_to_be_replaced(self, target: Path, version: Version) -> bool:
        """Whether an earlier state of the same correction stands there, as we wrote it."""
        earlier = {one.sha256 for one in self.site.ledger.reported() if one.file == version.file}
        earlier -= {version.sha256}
        return bool(earlier) and hash_of(target) in earlier

    def _place(self, name: str) -> Path:
        return self.site.workspace.reports / name
