"""客户反馈工作簿: the standard workbook, and each of its four tables as a workbook of its own."""

from __future__ import annotations

from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.books.improvement import EFFECTS, PLAN, STATISTICS
from toolkit.schema.sheet import Book

WORKBOOK = Book("workbook", "客户反馈工作簿", "Feedback workbook", (FEEDBACK, STATISTICS, PLAN, EFFECTS))

SINGLE_BOOKS = (
    Book("feedback", "客户反馈信息汇总表", "Feedback", (FEEDBACK,)),
    Book("statistics", "问题分类统计表", "Statistics", (FEEDBACK, STATISTICS)),
    Book("plan", "根因分析及改进计划表", "Root causes and plan", (PLAN,)),
    Book("effects", "改进效果跟踪表", "Effectiveness check", (EFFECTS,)),
)
TEMPLATES = (WORKBOOK, *SINGLE_BOOKS)

DROPPABLE = (FEEDBACK, PLAN, EFFECTS)
"""The sheets that people fill; the statistics are computed."""
