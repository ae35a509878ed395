"""会议议程: what the meeting across departments goes through, who answers for it, and room for what is decided (S0-050)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.domain.improvement.effects import MISSED
from toolkit.domain.improvement.tasks import Timing
from toolkit.domain.privacy import masked_text
from toolkit.report.analysis.plan import masked_owner
from toolkit.report.month import Month, number, text
from toolkit.schema.page import Figure, Form, Page, Row, TableBlock, TableColumn
from toolkit.words import digest as say
from toolkit.words import report as labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.domain.improvement.whole import Improvement
    from toolkit.report.digest.parts import Digest
    from toolkit.report.pages.top import Issues

_AGENDA = (6.0, 78, 20, 16, 40)


def agenda_page(digest: Digest, issues: Issues, proof: str) -> Page:
    """What the meeting goes through, who answers for it, and room for what is decided. proof: the page that the meeting looks at first."""
    lang = digest.month.lang
    items = list(_items(digest, issues, proof))
    columns = tuple(
        TableColumn(key, say.HEADERS[key](lang), form)
        for key, form in (
            ("number", Form.COUNT),
            ("topic", Form.WRAPPED),
            ("who", Form.TEXT),
            ("page", Form.TEXT),
            ("decision", Form.TEXT),
        )
    )
    titles = {**labels.PAGES, **say.PAGES}
    rows = tuple(
        Row(
            f"a{n}",
            {
                "number": number(n),
                "topic": text(topic, form=Form.WRAPPED),
                "who": text(who),
                "page": Figure(titles[page](lang), link=page),
            },
        )
        for n, (topic, who, page) in enumerate(items, 1)
    )
    name = say.PAGES["agenda"](lang)
    lead, rules = (say.AGENDA_LEAD(lang, count=len(items)),), (say.AGENDA_RULES(lang),)
    return Page(
        "agenda",
        name,
        name,
        lead=lead,
        rules=rules,
        blocks=(TableBlock("agenda", columns, rows),),
        widths=_AGENDA,
    )


def _items(digest: Digest, issues: Issues, proof: str) -> Iterator[tuple[str, str, str]]:
    """Yield topic, who answers, and the page that shows it."""
    month, lang = digest.month, digest.month.lang
    yield say.ITEMS["review"](lang), say.LEAD(lang), proof
    for name in issues.named.index[: month.options.top]:
        leads = month.received.loc[month.received["issue_type"] == name, "lead_department"].dropna()
        who = masked_text(str(leads.value_counts().index[0])) if len(leads) else say.LEAD(lang)
        count = int(issues.named["count"][name])
        yield (
            say.ITEMS["issue"](lang, issue=name, count=count, change=_moved(month, issues, str(name), count)),
            who,
            "issue_months",
        )
    if month.now.overdue:
        yield say.ITEMS["overdue"](lang, count=month.now.overdue), say.LEAD(lang), "overdue"
    if month.improvement:
        yield from _of_plan(month, month.improvement)
    yield say.ITEMS["goals"](lang), say.ALL(lang), "months"


def _moved(month: Month, issues: Issues, name: str, count: int) -> str:
    if month.last is None:
        return say.CHANGES["none"](month.lang)
    more = count - int(issues.before.get(name, 0))
    if not more:
        return say.CHANGES["same"](month.lang)
    return say.CHANGES["more" if more > 0 else "fewer"](month.lang, count=abs(more))


def _of_plan(month: Month, known: Improvement) -> Iterator[tuple[str, str, str]]:
    """Measures that are late, that did not reach their goal, and that worked and should become a rule."""
    lang = month.lang
    for task in known.tasks[known.tasks["timing"] == Timing.OVERDUE].to_dict("records"):
        said = say.ITEMS["late"](lang, task=masked_text(task["task"]), issue=masked_text(task["issue"]))
        yield said, masked_owner(task["owner"]) or task["department"], "plan"
    for one in known.measured:
        if one.effect.achievement == MISSED:
            measure = masked_text(str(known.effects["measure"].iloc[one.place]))
            yield say.ITEMS["missed"](lang, task=measure), say.LEAD(lang), "plan"
    for row in known.to_standardise.to_dict("records"):
        if row["is_proven"]:
            yield (
                say.ITEMS["standard"](lang, task=masked_text(str(row["measures"]))),
                masked_owner(str(row["owner"] or "")),
                "plan",
            )
