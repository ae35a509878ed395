"""Where workbooks for people are put: whole or not at all, and never over what somebody typed and nobody has read."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from toolkit.excel.draw.report import draw_report
from toolkit.excel.signing import sign
from toolkit.intake.durable import hash_of
from toolkit.intake.publish import Placing, publish
from toolkit.ledger.drop import REGISTER as BOOK_ID
from toolkit.report.html import page_beside, write_page
from toolkit.schema.identity import BOOK, MARK, REVISION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from toolkit.schema.page import Report
    from toolkit.site import Site


class MoreUrgentError(Exception):
    """Something else is wanted first; what was being made lies nowhere yet and is made another time."""


@dataclass(frozen=True)
class Made:
    """A workbook for people: where it is, and whether it could be put there (else it is open on a screen)."""

    path: Path
    placing: Placing


@dataclass(frozen=True)
class Shelf:
    """Draws workbooks and puts them there.

    has_page: whether a report has its web page beside it. may_go_on: asked before something is drawn; where it says no
    a MoreUrgentError is raised.
    """

    site: Site
    wall: float
    has_page: bool
    may_go_on: Callable[[], bool]

    def step(self) -> None:
        """Go on, unless the share is away or something else is wanted first."""
        self.site.workspace.state.stat()  # where the share should be nothing is made
        if not self.may_go_on():
            raise MoreUrgentError

    def keep(self, report: Report, target: Path) -> Made:
        """Draw a workbook that people type into, keep it as it is, and put it there unless what stands there is unread."""
        mark = self._mark(report)
        self.step()
        with self.site.store.workplace() as place:
            draw_report(report, drawn := place / "made.xlsx")
            sign(drawn, {BOOK: BOOK_ID, REVISION: str(self.site.ledger.revision), MARK: mark})
            self.site.workspace.bases.keep(drawn, mark)
            target.parent.mkdir(parents=True, exist_ok=True)
            return Made(
                target, publish(drawn, target, ours=self._replaceable(target), wall=self.wall).placing
            )

    def _mark(self, report: Report) -> str:
        """What tells this writing of a workbook from every other: the same stand gives the same."""
        stand = f"{report.key}/{self.site.ledger.revision}/{self.site.settings_mark}/{self.site.as_of.isoformat()}"
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

    def place(self, report: Report, target: Path) -> Made:
        """Draw a report and put it there."""
        self.step()
        with self.site.store.workplace() as place:
            draw_report(report, drawn := place / "made.xlsx")
            made = Made(target, self._put(drawn, target))
            if self.has_page:
                beside = target.with_name(page_beside(target.name))
                self._put(write_page(report, place / "made.html"), beside)
            return made

    def _put(self, made: Path, target: Path) -> Placing:
        """Put a file there; it is written from the ledger alone, so whatever stands there may be replaced."""
        target.parent.mkdir(parents=True, exist_ok=True)
        standing = hash_of(target) if target.exists() else None
        return publish(made, target, ours=standing, wall=self.wall).placing
