"""What every block of one report's page is made with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from toolkit.excel.draw.layout import Layout
from toolkit.excel.draw.pivots import plan_pivots
from toolkit.report.html.values import Values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.excel.pivot import Grid
    from toolkit.schema.page import Report
    from toolkit.words import Language


@dataclass(frozen=True)
class Edition:
    """One report, with the values behind its charts and the figures of its pivots."""

    report: Report

    @property
    def lang(self) -> Language:
        return self.report.lang

    @cached_property
    def pages(self) -> frozenset[str]:
        """The pages that a link can lead to."""
        return frozenset(page.key for page in self.report.pages) - self.aids

    @cached_property
    def aids(self) -> frozenset[str]:
        """The pages that are left out: charts need no cells here."""
        return frozenset(page.key for page in self.report.pages if page.is_aid)

    @cached_property
    def values(self) -> Values:
        return Values(self.report)

    @cached_property
    def pivots(self) -> Mapping[str, Grid]:
        return plan_pivots(self.report, Layout.of(self.report))
