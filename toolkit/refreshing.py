"""What everybody looks at is made anew from the ledger: the register with its lists, and the reports."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import blake2b
from itertools import count, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.attainment import Basis
from toolkit.excel.draw.report import draw_report
from toolkit.excel.signing import sign
from toolkit.intake.durable import hash_of
from toolkit.intake.publish import Placing, publish
from toolkit.judging import judge
from toolkit.ledger.drop import REGISTER as BOOK_ID
from toolkit.report.monthly import monthly_report
from toolkit.report.options import DropCount, ReportOptions
from toolkit.report.register import MONTHS, Hands, register_report
from toolkit.schema.identity import BOOK, MARK, REVISION
from toolkit.words import places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

    from toolkit.schema.page import Report
    from toolkit.settings.model import Settings
    from toolkit.site import Site

_RATES = ("response", "resolution", "satisfaction")


@dataclass(frozen=True)
class Made:
    """A workbook for people: where it is, and whether it could be put there (else it is open on a screen)."""

    path: Path
    placing: Placing


@dataclass(frozen=True)
class Office:
    """Makes register and reports for one run; the facts are judged once."""

    site: Site
    wall: float

    @cached_property
    def judged(self) -> pd.DataFrame:
        """Every feedback in force, judged as of the moment of the run."""
        return judge(self.facts, self.site.settings, self.site.moment)

    @cached_property
    def facts(self) -> pd.DataFrame:
        return self.site.ledger.facts("feedback").rename(columns={"file": "source_file"})

    @cached_property
    def options(self) -> ReportOptions:
        return options_of(self.site.settings)

    def refresh(self) -> list[Made]:
        """Make the register, the report of the running month, and that of the last month once it is over."""
        return [self.register(), *self.due_reports()]

    def register(self) -> Made:
        target = self.site.workspace.register / places.REGISTER_BOOK(self.site.workspace.lang)
        groups = open_groups(self.site.settings)
        ledger = self.site.ledger
        report = register_report(
            self.judged, self.site.as_of, self.options, ledger.unaccepted(), groups, hands=self.hands()
        )
        mark = self._mark()
        with self.site.store.workplace() as place:
            draw_report(report, drawn := place / "made.xlsx")
            sign(drawn, {BOOK: BOOK_ID, REVISION: str(ledger.revision), MARK: mark})
            self.site.workspace.bases.keep(drawn, mark)
            target.parent.mkdir(parents=True, exist_ok=True)
            return Made(
                target, publish(drawn, target, ours=self._replaceable(target), wall=self.wall).placing
            )

    def _mark(self) -> str:
        """What tells this writing of the register from every other: the same stand gives the same."""
        stand = f"{self.site.ledger.revision}/{self.site.settings_mark}/{self.site.as_of.isoformat()}"
        return blake2b(stand.encode(), digest_size=8).hexdigest()

    def _replaceable(self, target: Path) -> str | None:
        """The content of the register, if we wrote it or have read what people made of it; else it must stay."""
        try:
            standing = hash_of(target) if target.is_file() else None
        except OSError:  # somebody holds it; publishing will see
            return None
        is_read = standing and (
            self.site.workspace.bases.has(standing) or self.site.ledger.has_read(standing)
        )
        return standing if is_read else None

    def hands(self) -> Hands:
        """What several people did to the same feedback."""
        since = (self.site.moment.astype("M8[M]") - (MONTHS - 1)).astype("M8[s]").item()
        ledger = self.site.ledger
        return Hands(ledger.conflicts(), ledger.changes(since=since))

    def due_reports(self) -> Iterator[Made]:
        """The reports that should lie there now; a final one that does is left alone."""
        this = self.site.moment.astype("M8[M]")
        for month in (this - 1, this):
            name = str(month)
            if self._has_rows(month) and not self.final(name).exists():
                yield self.month(name)

    def month(self, name: str) -> Made:
        """Make the report of a month such as "2026-10"; one that is over is final and never overwritten.

        Later changes of a month that has its final report make a correction beside it.
        """
        running = self._named(places.OPEN_REPORT_BOOK(self.site.workspace.lang, month=name))
        if np.datetime64(name, "M") >= self.site.moment.astype("M8[M]"):
            return self._place(self._monthly(name), lambda _drawn: running)
        standing = self._standing(name)
        if standing is not None:
            return Made(standing, Placing.DONE)
        made = self._place(self._monthly(name), lambda _drawn: self._free(name))
        self._finals[made.path.name] = self.site.as_of.isoformat()
        self._finals_note.write_text(json.dumps(self._finals, ensure_ascii=False), encoding="utf-8")
        running.unlink(missing_ok=True)
        return made

    def _monthly(self, name: str, as_of: datetime | None = None) -> Report:
        moment = as_of or self.site.as_of
        judged = (
            self.judged if as_of is None else judge(self.facts, self.site.settings, np.datetime64(as_of, "s"))
        )
        return monthly_report(judged, name, moment, self.options, self._drops())

    def _standing(self, name: str) -> Path | None:
        """The last final report of a month, if it would come out the same today, seen from its own moment."""
        final = next((path for path in reversed([*self._numbered(name)]) if path.name in self._finals), None)
        if final is None:
            return None
        then = datetime.fromisoformat(self._finals[final.name])
        with self.site.store.workplace() as place:
            draw_report(self._monthly(name, then), drawn := place / "again.xlsx")
            return final if hash_of(drawn) == hash_of(final) else None

    def _numbered(self, month: str) -> Iterator[Path]:
        """The final report of a month and its corrections, as far as they are there."""
        yield from takewhile(Path.exists, self._names(month))

    def _names(self, month: str) -> Iterator[Path]:
        lang = self.site.workspace.lang
        yield self.final(month)
        for number in count(1):
            yield self._named(places.CORRECTED_REPORT_BOOK(lang, month=month, number=number))

    @property
    def _finals_note(self) -> Path:
        return self.site.workspace.state / "reports.json"

    @cached_property
    def _finals(self) -> dict[str, str]:
        """The moment of each final report, by its file name."""
        note = self._finals_note
        return dict(json.loads(note.read_text(encoding="utf-8"))) if note.is_file() else {}

    def final(self, month: str) -> Path:
        return self._named(places.REPORT_BOOK(self.site.workspace.lang, month=month))

    def _free(self, month: str) -> Path:
        """Where a final report goes: its name, or the next correction's."""
        return next(path for path in self._names(month) if not path.exists())

    def _place(self, report: Report, where: Callable[[Path], Path]) -> Made:
        """Draw a workbook, ask where it goes, and put it there."""
        with self.site.store.workplace() as place:
            draw_report(report, drawn := place / "made.xlsx")
            target = where(drawn)
            target.parent.mkdir(parents=True, exist_ok=True)
            # These files are written from the ledger alone, so whatever stands there may be replaced.
            standing = hash_of(target) if target.exists() else None
            return Made(target, publish(drawn, target, ours=standing, wall=self.wall).placing)

    def _named(self, name: str) -> Path:
        return self.site.workspace.reports / name

    def _has_rows(self, month: np.datetime64) -> bool:
        received = self.judged["received_at"].to_numpy("M8[M]")
        return bool((received == month).any())

    def _drops(self) -> list[DropCount]:
        drops = self.site.ledger.drops()
        return [
            DropCount(row["name"], row["rows_read"], row["rows_accepted"], row["rows_sent_back"], row["team"])
            for row in drops[drops["state"].isin(("done", "sent_back"))].to_dict("records")
        ]


def options_of(settings: Settings) -> ReportOptions:
    """Return what the settings say about reports."""
    answers = settings.answers
    return ReportOptions(
        lang=settings.lang,
        company=answers["company"] or "",
        made_by=answers["team"] or "",
        basis=Basis(answers["attainment_basis"]),
        targets={f"{name}_rate": answers[f"{name}_target"] / 100 for name in _RATES},
        top=int(answers["top_count"]),
        vocabularies=settings.vocabularies,
        practice=settings.practice,
    )


def open_groups(settings: Settings) -> frozenset[str]:
    """The groups of columns that are unfolded, by key."""
    return frozenset(settings.answers["open_groups"] or ())
