"""Months are closed, corrected and locked."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from toolkit.closing.corrections import Corrections, Line, in_words
from toolkit.closing.given import CORRECTION, FINAL, LOCKED, PAGE, Given
from toolkit.closing.hindsight import Hindsight
from toolkit.closing.keeping import keep, note
from toolkit.domain.privacy import masked_text
from toolkit.errors import WorkspaceError
from toolkit.excel.draw.report import draw_report
from toolkit.intake.crash import point
from toolkit.ledger.keeping.reported import Version
from toolkit.report.html import page_beside, write_page
from toolkit.report.monthly import story_report
from toolkit.report.reported import differences
from toolkit.words import hands as say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    import pandas as pd

    from toolkit.intake.publish import Placing
    from toolkit.report.options import ReportOptions
    from toolkit.report.reported import Reported
    from toolkit.schema.page import Report
    from toolkit.site import Site


@dataclass(frozen=True)
class Months:
    """The months of one workspace. facts: everything in force; wall: the clock, in seconds."""

    site: Site
    wall: float
    facts: pd.DataFrame
    options: ReportOptions

    @cached_property
    def given(self) -> Given:
        return Given(self.site)

    @cached_property
    def _hindsight(self) -> Hindsight:
        return Hindsight(self.site, self.facts, self.options)

    @cached_property
    def _corrections(self) -> Corrections:
        return Corrections(self.site, self.given)

    def close(self, month: str) -> Path | None:
        """Give out the final report of a month that is over, or a correction if it comes out otherwise now.

        Returns the file that stands for the month; None where nothing new had to be given out.
        """
        base, last = self.given.base(month), self.given.last(month)
        if base is None or last is None:
            return self._give_out(month, FINAL, self.site.as_of, ())
        # Held against column by column: what another version of the toolkit wrote may tell less, or more.
        now, lang = self._hindsight.said(month, base.moment), self.site.lang
        if not differences(self.given.said(last), now, lang):
            return None
        return self._give_out(month, CORRECTION, base.moment, self.differences(month))

    def lock(self, month: str) -> Version | None:
        """Make what was reported of a month a fact for good; None where that was done before.

        Raises:
            WorkspaceError: the month is not over, or nothing was received in it.
        """
        if np.datetime64(month, "M") >= self.site.moment.astype("M8[M]"):
            raise WorkspaceError(say.NOT_OVER, month=month)
        if not (self.facts["received_at"].to_numpy("M8[M]") == np.datetime64(month, "M")).any():
            raise WorkspaceError(say.NO_ROWS, month=month)
        if self.given.is_locked(month):
            return None
        self.close(month)
        last = self.given.last(month)
        assert last is not None, "it was just given out"
        locked = replace(last, what=LOCKED, at=self.site.as_of.isoformat(), settings=self.site.settings_mark)
        return note(locked, self.site.ledger.said(last), self.site)

    def correct(self) -> list[Line]:
        """Give out a correction of every month that comes out otherwise now; return all that differs, month by month."""
        return self._corrections.lines(self.close, self.differences)

    def differences(self, month: str) -> list[Line]:
        """What differs from what was reported of a month."""
        base = self.given.base(month)
        if base is None:
            return []
        now = self._hindsight.said(month, base.moment)
        found = differences(self.given.said(base), now, self.site.lang)
        return in_words(month, found, self._corrections.last_look(month, base), self.site)

    def publish(self) -> Iterator[tuple[Path, Placing]]:
        """Put every report where people look for it, if it is not there (any more)."""
        return self.given.publish(self.wall)

    def _give_out(self, month: str, what: str, seen_at: datetime, lines: Sequence[Line]) -> Path:
        """Draw a report, keep it in the archive, and note that it was given out; `publish` puts it into its place."""
        story = self._hindsight.story(month, seen_at)
        masked = [line | {"file": masked_text(line["file"])} for line in lines]
        report, page = self._drawn(story_report(story, masked))
        name = self.given.name(month, what)
        at, seen, settings = self.site.as_of.isoformat(), seen_at.isoformat(), self.site.settings_mark
        version = Version(month, what, at, seen, settings, name, report)
        if page:
            note(replace(version, what=PAGE, file=page_beside(name), sha256=page), "{}", self.site)
        note(version, _as_text(self._hindsight.said(month, seen_at)), self.site)
        return self.site.workspace.reports / name

    def _drawn(self, report: Report) -> tuple[str, str]:
        """Draw a report into the archive; return its hash, and that of its web page ("" for none)."""
        with self.site.store.workplace() as place:
            draw_report(report, drawn := place / "report.xlsx")
            book = keep(drawn, self.site)
            has_page = self.options.has_page
            page = keep(write_page(report, place / "report.html"), self.site) if has_page else ""
        point("report-kept")
        return book, page


def _as_text(said: Reported) -> str:
    return json.dumps(said, ensure_ascii=False, sort_keys=True)
