"""Three things to do, each with who and by when: from the plan, what is overdue, and who was not satisfied."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.figures import attainment as kept
from toolkit.domain.improvement.tasks import Timing
from toolkit.domain.names import masked_name
from toolkit.domain.privacy import masked_text
from toolkit.report.derived import is_due_soon
from toolkit.report.month import Month, text
from toolkit.schema.page import Figure, Form, Row, TableBlock, TableColumn, Tone
from toolkit.words import actions as say
from toolkit.words import report as labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toolkit.report.pages.top import Issues
    from toolkit.schema.page import Page
    from toolkit.words import Text

MOST = 3
_TOMORROW, _WEEK = 1, 7


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. by: a day; page: where it is proved."""

    what: str
    who: str
    by: np.datetime64
    page: str
    tone: Tone = Tone.PLAIN


def actions_table(month: Month, issues: Issues, others: Sequence[Page]) -> TableBlock:
    """Return the three most pressing, the first first, over the whole of a first page; `others` are those that prove them."""
    pages = {page.key for page in others}
    heads = {key: header(month.lang) for key, header in say.HEADERS.items()}
    columns = (
        TableColumn("what", heads["what"], span=8), TableColumn("who", heads["who"], span=2),
        TableColumn("by", heads["by"], Form.DAY, span=2), TableColumn("page", heads["page"], span=2),
    )  # fmt: skip
    rows = tuple(
        Row(f"a{n}", {
            "what": text(action.what, Tone.STRONG), "who": text(action.who),
            "by": Figure(action.by, form=Form.DAY, tone=action.tone),
            "page": Figure(labels.PAGES[action.page](month.lang), link=action.page) if action.page in pages else Figure(),
        })
        for n, action in enumerate(islice(actions(month, issues), MOST), 1)
    )  # fmt: skip
    title = say.TITLE if len(rows) == MOST else say.FEWER
    return TableBlock("actions", columns, rows, title(month.lang), empty=say.NOTHING(month.lang))


def actions(month: Month, issues: Issues) -> Iterator[Action]:
    """Yield what there is to do, the most pressing first."""
    yield from _tasks(month, Timing.OVERDUE, say.LATE_TASK)
    rows, until = month.rows, month.period.until
    is_back = (rows["satisfaction"] == "dissatisfied") & kept.is_open(rows, until)
    yield from _rows(month, rows[kept.is_overdue(rows, until)], "overdue", "overdue")
    yield from _rows(month, rows[is_back], "dissatisfied", "satisfaction")
    yield from _unplanned(month, issues)
    yield from _tasks(month, Timing.THIS_WEEK, say.DUE_TASK)
    yield from _rows(month, rows[is_due_soon(rows, month.period)], "due_soon", "overdue")


def _tasks(month: Month, timing: Timing, said: Text) -> Iterator[Action]:
    """The first measure of the plan that stands so; one is enough here, the page has the rest."""
    known = month.improvement
    found = known.tasks[known.tasks["timing"] == timing] if known else pd.DataFrame()
    for task in found.iloc[:1].to_dict("records"):
        owner = masked_name(task["owner"] or "") or task["department"]
        what = said(month.lang, task=masked_text(task["task"]), issue=masked_text(task["issue"]))
        by = np.datetime64(task["due"], "D")
        yield Action(
            what,
            owner or say.NOBODY(month.lang),
            by,
            "plan",
            Tone.BAD if timing is Timing.OVERDUE else Tone.PLAIN,
        )


def _rows(month: Month, rows: pd.DataFrame, what: str, page: str) -> Iterator[Action]:
    """What has to be done about some rows, and who has most of them; where nobody has any, that is said.

    The rows are not masked ones: masked names of two persons may be the same.
    """
    if rows.empty:
        return
    owned = rows[rows["owner"].notna()]
    persons = owned["owner"].groupby([owned["team"].fillna(""), owned["owner"]], sort=False)
    counts = persons.size().sort_values(ascending=False, kind="stable")
    who = masked_name(str(counts.index[0][1])) if len(counts) else say.NOBODY(month.lang)
    said, own = (say.OWNED, counts.iloc[0]) if len(counts) else (say.UNOWNED, len(rows))
    yield Action(said[what](month.lang, count=len(rows), own=int(own)), who, _day(month, _TOMORROW), page)


def _unplanned(month: Month, issues: Issues) -> Iterator[Action]:
    """The most frequent issue, where nobody has planned anything against it."""
    known = month.improvement
    if known is None:
        return
    open_issues = [name for name in known.seeds if name in issues.named.index[: month.options.top]]
    for name in open_issues[:1]:
        departments = month.received.loc[month.received["issue_type"] == name, "lead_department"].dropna()
        who = str(departments.value_counts().index[0]) if len(departments) else say.NOBODY(month.lang)
        count = int(issues.named["count"][name])
        what = say.NO_PLAN(month.lang, issue=masked_text(name), count=count)
        yield Action(what, masked_text(who), _day(month, _WEEK), "plan")


def _day(month: Month, days: int) -> np.datetime64:
    """So many days after the moment of the report, moved to a working day."""
    day = month.period.as_of.astype("M8[D]") + days
    calendar = month.options.practice.calendar
    moments = np.array([day], "M8[s]")
    moved: np.ndarray = calendar.next_open(moments) if calendar else moments
    return np.datetime64(moved[0], "D")
