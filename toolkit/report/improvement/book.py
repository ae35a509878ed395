"""改进计划.xlsx as a report: two sheets to fill, then tasks, priority, causes, effects, upkeep, knowledge, metrics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.report.improvement.desk import Desk
from toolkit.report.improvement.effects import effects_page, metrics_page
from toolkit.report.improvement.fishbone import fishbone_page
from toolkit.report.improvement.priority import priority_page
from toolkit.report.improvement.sheets import effects_sheet, plan_sheet
from toolkit.report.improvement.tasks import tasks_page
from toolkit.report.improvement.upkeep import knowledge_page, upkeep_page
from toolkit.schema.identity import Role
from toolkit.schema.page import Report
from toolkit.words import improvement as say

if TYPE_CHECKING:
    from toolkit.domain.improvement.whole import Improvement
    from toolkit.report.options import ReportOptions

KEY = "improvement"


def improvement_report(known: Improvement, options: ReportOptions) -> Report:
    """Return the improvement workbook, ready to be drawn. Not masked: it stays beside the register."""
    desk = Desk(known, options)
    pages = (
        tasks_page(desk), priority_page(desk), fishbone_page(desk), effects_page(desk),
        upkeep_page(desk), knowledge_page(desk), metrics_page(desk),
    )  # fmt: skip
    title = say.TITLE(options.lang)
    return Report(
        title, title, options.lang, pages, entries=(plan_sheet(desk), effects_sheet(desk)), role=Role.REGISTER,
        key=KEY, home="tasks", vocabularies=options.vocabularies, brand=options.brand,
    )  # fmt: skip
