"""固化与复发 and 知识库候选: what became of the fixes, whom to ask, and which answers are worth keeping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.domain.improvement.effects import windows
from toolkit.domain.improvement.upkeep import Return, touched_customers
from toolkit.domain.improvement.whole import RECENT_DAYS
from toolkit.report.improvement.desk import cell
from toolkit.schema.books.tracking import RETURNS
from toolkit.schema.page import Page, Row, TableBlock, Tone
from toolkit.words import improvement as say
from toolkit.words.text import listed

if TYPE_CHECKING:
    from toolkit.domain.improvement.upkeep import Recurrence
    from toolkit.report.improvement.desk import Desk
    from toolkit.schema.page import Figure

_WIDTHS = (18.0, 14, 44, 14, 14, 14, 14)
_KNOWLEDGE = ("issue_type", "question", "answer", "used", "satisfied", "last_at", "cases")
_KNOWLEDGE_WIDTHS = (15.0, 44, 50, 10, 10, 13, 22)
_TONES = {Return.BACK: Tone.BAD, Return.GONE: Tone.GOOD, Return.LESS: Tone.GOOD}
_LISTED = 200


def upkeep_page(desk: Desk) -> Page:
    lang = desk.lang
    name = say.PAGES["upkeep"](lang)
    blocks = (_watch(desk), _to_standardise(desk), _customers(desk))
    is_back = any(one.state is Return.BACK for one in desk.known.recurrences)
    return Page(
        "upkeep",
        name,
        name,
        lead=(say.UPKEEP_LEAD(lang),),
        blocks=blocks,
        widths=_WIDTHS,
        light=Tone.BAD if is_back else Tone.PLAIN,
    )


def knowledge_page(desk: Desk) -> Page:
    lang = desk.lang
    found = desk.known.knowledge.iloc[:_LISTED].rename(
        columns={"count": "used", "satisfied_count": "satisfied"}
    )
    cases = [listed(ids, lang) for ids in found["cases"]]
    rows = tuple(
        Row(f"k{n}", {key: cell(key, row[key]) for key in _KNOWLEDGE})
        for n, row in enumerate(found.assign(cases=cases).to_dict("records"), 1)
    )
    table = TableBlock("knowledge", desk.heads(*_KNOWLEDGE), rows, empty=say.NONE(lang))
    name = say.PAGES["knowledge"](lang)
    return Page(
        "knowledge", name, name, lead=(say.KNOWLEDGE_LEAD(lang),), blocks=(table,), widths=_KNOWLEDGE_WIDTHS
    )


def _watch(desk: Desk) -> TableBlock:
    keys = ("issue", "fixed_on", "state", "before_count", "since_count", "last_at")
    rows = tuple(Row(f"w{n}", _watched(desk, one)) for n, one in enumerate(desk.known.recurrences, 1))
    return TableBlock(
        "watch", desk.heads(*keys), rows, say.RECURRENCE_TITLE(desk.lang), empty=say.NONE(desk.lang)
    )


def _watched(desk: Desk, one: Recurrence) -> dict[str, Figure]:
    words = {
        "issue": one.issue,
        "fixed_on": one.fixed_on,
        "before_count": one.before,
        "since_count": one.since,
        "last_at": one.last_at,
    }
    state = cell("state", desk.label(RETURNS, one.state), _TONES.get(one.state, Tone.WATCH))
    return {key: cell(key, value) for key, value in words.items()} | {"state": state}


def _to_standardise(desk: Desk) -> TableBlock:
    keys = ("issue", "fixed_on", "measures", "owner", "remark")
    found = desk.known.to_standardise
    rows = []
    for n, row in enumerate(found.to_dict("records"), 1):
        proven = (say.PROVEN if row["is_proven"] else say.NOT_PROVEN)(desk.lang)
        words = {**row, "fixed_on": row["done_on"], "remark": proven}
        rows.append(Row(f"s{n}", {key: cell(key, words[key]) for key in keys}))
    return TableBlock(
        "standardise",
        desk.heads(*keys),
        tuple(rows),
        say.STANDARD_TITLE(desk.lang),
        empty=say.NONE(desk.lang),
    )


def _customers(desk: Desk) -> TableBlock:
    """Whom the fixed issues touched before their fix: they should hear of it and be asked (S1-036)."""
    keys = ("issue", "customer", "feedback_id", "times", "last_at")
    rows: list[Row] = []
    for one in desk.known.recurrences:
        before, _ = windows(one.fixed_on, RECENT_DAYS, desk.known.as_of)
        for row in (
            touched_customers(desk.known.feedback, one.issue, before).iloc[:_LISTED].to_dict("records")
        ):
            words = {"issue": one.issue, "customer": row["customer_id"], "times": row["count"], **row}
            rows.append(Row(f"c{len(rows)}", {key: cell(key, words[key]) for key in keys}))
    return TableBlock(
        "touched", desk.heads(*keys), tuple(rows), say.CUSTOMERS_TITLE(desk.lang), empty=say.NONE(desk.lang)
    )
