"""Months that are over: their reports as they were given out, locks, and what differs since."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.figures.hindsight import as_it_stood
from toolkit.domain.figures.period import Period
from toolkit.domain.privacy import masked_text
from toolkit.errors import WorkspaceError
from toolkit.excel.draw.report import draw_report
from toolkit.improving import improvement, with_remarks
from toolkit.intake.archive import archive, spool
from toolkit.intake.crash import point
from toolkit.intake.durable import hash_of
from toolkit.intake.journal import REPORTED, Journal
from toolkit.intake.publish import publish
from toolkit.judging import HINTS, judge
from toolkit.ledger.keeping.reported import Version
from toolkit.reconciling import month_drops
from toolkit.report.html import page_beside, write_page
from toolkit.report.monthly import month_reported, month_story, story_report
from toolkit.report.reported import differences, reported
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.table import complete
from toolkit.words import hands as say
from toolkit.words import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    import pandas as pd

    from toolkit.domain.improvement.whole import Improvement
    from toolkit.intake.publish import Placing
    from toolkit.report.options import ReportOptions
    from toolkit.report.reported import Difference, Reported
    from toolkit.site import Site

FINAL, CORRECTION, LOCKED = "final", "correction", "locked"
PAGE = "page"
"""The web page of a report, given out with it under the same name; the report itself is what counts."""
_ABOUT = ("month", "what", "at", "seen_at", "settings", "file", "sha256")
LOOKED_AT = 3
"""Months back that a run looks for corrections; locked ones are looked at however old they are."""

_Givers = dict[tuple[str, str], tuple[str, str]]
"""By team and id of a feedback: when it changed last, and by which file."""
Line = dict[str, str]
"""A correction in words: month, subject, column, before, now, at, file."""


@dataclass(frozen=True)
class Months:
    """The months of one workspace as they were reported. facts: everything in force; wall: the clock, in seconds."""

    site: Site
    wall: float
    facts: pd.DataFrame
    options: ReportOptions

    @property
    def at(self) -> str:
        return self.site.as_of.isoformat()

    def close(self, month: str) -> Path | None:
        """Give out the final report of a month that is over, or a correction if it comes out otherwise now.

        Returns the file that stands for the month; None where nothing new had to be given out.
        """
        base, last = self._base(month), self._last(month)
        if base is None or last is None:
            return self._give_out(month, FINAL, self.site.as_of, ())
        now = self._now(month, base.moment)
        if now == self._said_by(last):
            return None
        return self._give_out(month, CORRECTION, base.moment, self._lines(month, base, now))

    def is_closed(self, month: str) -> bool:
        """Whether a month has its final report."""
        return bool(self._versions(month))

    def is_locked(self, month: str) -> bool:
        return any(one.what == LOCKED for one in self._versions(month))

    def standing(self, month: str) -> Path:
        """The last report that was given out for a month that has one."""
        return self.site.workspace.reports / self._versions(month)[-1].file

    def corrections(self, months: Iterable[str]) -> list[Line]:
        """What differs from what was reported of these months."""
        return [
            line
            for month in months
            if (base := self._base(month)) is not None
            for line in self._lines(month, base, self._now(month, base.moment))
        ]

    def looked_at(self) -> list[str]:
        """The months that corrections are made of: the last ones, and those that are locked."""
        oldest = str(self.site.moment.astype("M8[M]") - LOOKED_AT)
        months = {version.month for version in self.site.ledger.reported()
                  if version.month >= oldest or version.what == LOCKED}  # fmt: skip
        return sorted(months)

    def is_touched(self, month: str, received: str) -> bool:
        """Whether a month may come out otherwise because of a feedback received at a moment (ISO), or of later ones."""
        base = self._base(month)
        return base is not None and base.seen_at >= received

    def lock(self, month: str) -> Version | None:
        """Make what was reported of a month a fact for good; None where that was done before.

        Raises:
            WorkspaceError: the month is not over, or nothing was received in it.
        """
        if np.datetime64(month, "M") >= self.site.moment.astype("M8[M]"):
            raise WorkspaceError(say.NOT_OVER, month=month)
        if not (self.facts["received_at"].to_numpy("M8[M]") == np.datetime64(month, "M")).any():
            raise WorkspaceError(say.NO_ROWS, month=month)
        if self.is_locked(month):
            return None
        self.close(month)
        last = self._last(month)
        assert last is not None, "it was just given out"
        locked = replace(last, what=LOCKED, at=self.at, settings=self.site.settings_mark)
        return self._note(locked, self.site.ledger.said(last))

    def publish(self) -> Iterator[tuple[Path, Placing]]:
        """Put every report that was given out where people look for it, if it is not there (any more)."""
        latest = {version.file: version for version in self.site.ledger.reported()}
        for name, version in latest.items():
            target = self.site.workspace.reports / name
            source = self.site.original(version.sha256)
            if not target.exists() or self._is_to_be_replaced(target, version):
                target.parent.mkdir(parents=True, exist_ok=True)
                ours = hash_of(target) if target.exists() else None
                yield target, publish(source, target, ours=ours, wall=self.wall).placing

    def _is_to_be_replaced(self, target: Path, version: Version) -> bool:
        """Whether an earlier state of the same correction stands there, as we wrote it."""
        ours = {one.sha256 for one in self.site.ledger.reported() if one.file == version.file}
        return hash_of(target) in ours - {version.sha256}

    def _give_out(self, month: str, what: str, seen_at: datetime, lines: Sequence[Line]) -> Path:
        """Draw a report, keep it in the archive, and note that it was given out; `publish` puts it into its place."""
        judged = self._judged(seen_at)
        masked = [line | {"file": masked_text(line["file"])} for line in lines]
        period, plans = Period.month(month, seen_at), self._plans(judged, seen_at)
        drops = month_drops(self.site.ledger, month, self.facts, self.site.lang)
        story = month_story(judged, period, self.options, drops, plans)
        report = story_report(story, masked)
        with self.site.store.workplace() as place:
            draw_report(report, drawn := place / "report.xlsx")
            sha256 = self._kept(drawn)
            page = self._kept(write_page(report, place / "report.html")) if self.options.has_page else ""
        point("report-kept")
        name = self._name(month, what)
        said = self._said[month, seen_at] = reported(story.now, story.data)
        content = json.dumps(said, ensure_ascii=False, sort_keys=True)
        seen, settings = seen_at.isoformat(), self.site.settings_mark
        version = Version(month, what, self.at, seen, settings, name, sha256)
        if page:
            self._note(replace(version, what=PAGE, file=page_beside(name), sha256=page), "{}")
        self._note(version, content)
        return self.site.workspace.reports / name

    def _kept(self, made: Path) -> str:
        spooled = spool(made, self.site.workspace.spool)
        assert spooled is not None, "nobody else writes to it"
        archive(spooled, self.site.workspace.archive)
        spooled.path.unlink()
        return spooled.sha256

    def _note(self, version: Version, content: str) -> Version:
        """Write down that something was reported: its content into the archive, a line into the journal, the ledger."""
        with self.site.store.workplace() as place:
            (made := place / "content").write_text(content, encoding="utf-8")
            kept = self._kept(made)
        facts = {name: getattr(version, name) for name in _ABOUT}
        Journal(self.site.workspace.journal).append(REPORTED, facts | {"content": kept})
        self.site.ledger.report(version, content)
        point("report-noted")
        return version

    def _name(self, month: str, what: str) -> str:
        """The file of a report: its own name; a correction's next number, or that of one made earlier the same day."""
        lang = self.site.workspace.lang
        if what == FINAL:
            return places.REPORT_BOOK(lang, month=month)
        last = self._last(month)
        if last and last.what == CORRECTION and last.day == f"{self.site.as_of:%Y-%m-%d}":
            return last.file
        taken = {version.file for version in self._versions(month)}
        names = (places.CORRECTED_REPORT_BOOK(lang, month=month, number=n) for n in count(1))
        return next(
            name for name in names if name not in taken and not (self.site.workspace.reports / name).exists()
        )

    def _now(self, month: str, seen_at: datetime) -> Reported:
        """What the month comes to by what is known now, seen from that moment."""
        if (month, seen_at) not in self._said:
            rows, period = self._judged(seen_at), Period.month(month, seen_at)
            self._said[month, seen_at] = month_reported(rows, period, self.options)
        return self._said[month, seen_at]

    @cached_property
    def _said(self) -> dict[tuple[str, datetime], Reported]:
        """What months come to, by month and moment: the facts and the rules are those of one run."""
        return {}

    def _judged(self, seen_at: datetime) -> pd.DataFrame:
        """Everything judged as it looked at a moment: what happened later is not known yet, and no contradiction."""
        moment = np.datetime64(seen_at, "s")
        return judge(
            as_it_stood(complete(self.facts, FEEDBACK.columns), moment),
            self.site.settings,
            moment,
            unwanted=HINTS,
        )

    def _plans(self, judged: pd.DataFrame, seen_at: datetime) -> Improvement:
        """What was planned and what became of it, as known now, dated at that moment."""
        ledger = self.site.ledger
        plans, effects = with_remarks(ledger.facts("plan"), ledger.facts("effects"), self.site.context)
        return improvement(judged, plans, effects, self.site.settings, np.datetime64(seen_at, "s"))

    def _lines(self, month: str, base: Version, now: Reported) -> list[Line]:
        found = differences(self._said_by(base), now, self.site.lang)
        changes = self.site.ledger.changes_since(base.revision) if found else None
        files = {} if changes is None else {
            (str(line.team), str(line.feedback_id)): (f"{line.at}"[:16].replace("T", " "), str(line.file)) for line in changes.itertuples()
        }  # fmt: skip
        differing = {(one["team"], one["feedback_id"]) for one in found} & files.keys()
        otherwise = self._otherwise([files[row] for row in sorted(differing)] or [*files.values()])
        return [_in_words(month, one, files, otherwise) for one in found]

    def _otherwise(self, givers: Sequence[tuple[str, str]]) -> tuple[str, str]:
        """When and from where what is no row came: from the files of the rows that differ, else from the settings."""
        names = sorted({file for _, file in givers})
        if not names:
            return self.at[:16].replace("T", " "), say.BY_SETTINGS(self.site.lang)
        return max(at for at, _ in givers), "、".join(names[:3]) + ("…" if len(names) > 3 else "")

    def _versions(self, month: str) -> list[Version]:
        """What was given out for a month, without the web pages."""
        return [one for one in self.site.ledger.reported() if one.month == month and one.what != PAGE]

    def _said_by(self, version: Version) -> Reported:
        said: Reported = json.loads(self.site.ledger.said(version))
        return said

    def _last(self, month: str) -> Version | None:
        return next(reversed(self._versions(month)), None)

    def _base(self, month: str) -> Version | None:
        """What corrections are held against: the lock, else the first report."""
        versions = self._versions(month)
        return next((one for one in versions if one.what == LOCKED), next(iter(versions), None))


def note_again(line: Mapping[str, str], site: Site) -> None:
    """Keep what a line of the journal says was reported: in a new ledger, or after a kill."""
    content = site.original(line["content"]).read_text(encoding="utf-8")
    month, what, at, seen_at, settings, file, sha256 = (line[name] for name in _ABOUT)
    site.ledger.report(Version(month, what, at, seen_at, settings, file, sha256), content)


def finish_closing(site: Site) -> None:
    """Keep what a killed run had decided to report: its decision is the last line of the journal."""
    lines = list(Journal(site.workspace.journal).lines())
    if lines and lines[-1]["kind"] == REPORTED:
        note_again(lines[-1], site)


def _in_words(
    month: str,
    one: Difference,
    files: _Givers,
    otherwise: tuple[str, str],
) -> Line:
    at, file = files.get((one["team"], one["feedback_id"]), otherwise)
    return {"month": month, "subject": one["subject"], "column": one["column"], "before": one["before"],
            "now": one["now"], "at": at, "file": file}  # fmt: skip
