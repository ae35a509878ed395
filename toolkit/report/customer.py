"""客户档案: one customer on one page, from everything the ledger has (S2-029)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from toolkit.domain.figures import attainment as kept
from toolkit.domain.figures import satisfaction
from toolkit.domain.figures.measures import as_known
from toolkit.domain.privacy import mask_frame
from toolkit.domain.text.duplicates import plain_id
from toolkit.report.month import joined, moment_text
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.page import Figure, Form, Page, Report, Row, TableBlock, TableColumn
from toolkit.schema.table import complete
from toolkit.words import customer as say
from toolkit.words import cycles as words
from toolkit.words.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from toolkit.domain.loop.past import PastCycle
    from toolkit.report.options import ReportOptions
    from toolkit.words import Language

_COLUMNS = (
    "feedback_id",
    "received_at",
    "channel",
    "kind",
    "issue_type",
    "description",
    "solution",
    "status",
    "satisfaction",
    "rating",
    "owner",
)
_WIDTHS = (11.0, 17, 11, 9, 14, 46, 40, 12, 12, 8, 11)
_FORMS = {
    "feedback_id": Form.ID,
    "received_at": Form.MOMENT,
    "description": Form.WRAPPED,
    "solution": Form.WRAPPED,
    "rating": Form.DECIMAL,
}
_LABELLED = ("channel", "kind", "issue_type", "status", "satisfaction", "customer_type")
_PAST = {"solution": "new_solution", "reason": "dissatisfied_reason"}
"""The columns whose texts a cycle holds, which say what in them is personal."""
_PAST_FORMS = {"solution": Form.WRAPPED, "reason": Form.WRAPPED}
_SAID_ONCE = ("customer_type", "region", "contact")


def of_customer(frame: pd.DataFrame, customer: str, as_of: np.datetime64) -> pd.DataFrame:
    """Return a customer's rows as known at a moment, the latest first; ids are the same but for case, width and marks."""
    known = as_known(frame, as_of)
    wanted = plain_id(customer)
    codes, names = pd.factorize(known["customer_id"])
    is_named = np.array([*(bool(wanted) and plain_id(str(name)) == wanted for name in names), False], bool)[
        codes
    ]
    found: pd.DataFrame = known[is_named].sort_values(
        ["received_at", "feedback_id"], ascending=False, kind="stable"
    )
    return found.reset_index(drop=True)


def customer_report(
    rows: pd.DataFrame,
    customer: str,
    as_of: datetime,
    options: ReportOptions,
    *,
    is_full: bool = False,
    cycles: Mapping[str, Sequence[PastCycle]] | None = None,
) -> Report:
    """Return a customer's page.

    Args:
        rows: the customer's rows, as `of_customer` gives them; at least one.
        customer: the id to show.
        as_of: the moment that it speaks of.
        options: the language and the lists in force.
        is_full: whether personal data is shown; masked otherwise, as in whatever leaves the register.
        cycles: by feedback id, every cycle of those that were reopened.
    """
    lang, moment = options.lang, np.datetime64(as_of).astype("M8[s]")
    rows = complete(rows, FEEDBACK.columns)
    shown = _in_words(rows if is_full else mask_frame(rows, FEEDBACK.columns), options)
    note = (say.FULL if is_full else say.MASKED)(lang, moment=moment_text(moment))
    heads = tuple(TableColumn(key, say.HEADERS[key](lang), _FORMS.get(key, Form.TEXT)) for key in _COLUMNS)
    history = TableBlock(
        "history", heads, tuple(_row(n, row) for n, row in enumerate(shown.to_dict("records"), 1))
    )
    heading = say.HEADING(lang, customer=customer)
    lead = (joined(lang, *_sentences(rows, shown, moment, lang)),)
    again = (_cycles(cycles, lang, is_full=is_full),) if cycles else ()
    blocks = (_facts(shown, lang), history, *again)
    page = Page("customer", say.PAGE(lang), heading, note, lead, blocks, _WIDTHS)
    return Report(
        say.TITLE(lang),
        heading,
        lang,
        (page,),
        key="customer",
        home="customer",
        vocabularies=options.vocabularies,
        brand=options.brand,
    )


def _cycles(cycles: Mapping[str, Sequence[PastCycle]], lang: Language, *, is_full: bool) -> TableBlock:
    """Every cycle of what was reopened, which a row of its own can only tell the first and the last of."""
    told = [{"feedback_id": number} | one.told for number, past in cycles.items() for one in past]
    frame = pd.DataFrame(told, dtype=object).rename(columns=_PAST)
    shown = (frame if is_full else mask_frame(frame, FEEDBACK.columns)).rename(
        columns={key: name for name, key in _PAST.items()}
    )
    heads = tuple(
        TableColumn(key, head(lang), Form.ID if key == "feedback_id" else _PAST_FORMS.get(key, Form.TEXT))
        for key, head in words.HEADERS.items()
    )
    rows = tuple(
        Row(f"c{number}", {head.key: Figure(one[head.key] or None, form=head.form) for head in heads})
        for number, one in enumerate(shown.to_dict("records"), 1)
    )
    return TableBlock("cycles", heads, rows, words.TITLE(lang))


def printed(report: Report) -> Iterator[str]:
    """Yield the page as lines for a terminal."""
    (page,) = report.pages
    yield from (page.heading, page.note, *page.lead)
    for block in page.blocks:
        assert isinstance(block, TableBlock), "the page is made of tables"
        yield block.title
        for row in block.rows:
            yield "  ".join(_plain(figure) for figure in row.cells.values() if figure.value not in (None, ""))


def _plain(figure: Figure) -> str:
    is_moment = figure.form is Form.MOMENT and not pd.isna(figure.value)  # type: ignore[call-overload]
    return f"{pd.Timestamp(figure.value):%Y-%m-%d %H:%M}" if is_moment else str(figure.value)  # type: ignore[arg-type]


def _in_words(rows: pd.DataFrame, options: ReportOptions) -> pd.DataFrame:
    words = {
        key: rows[key].map(lambda value, key=key: options.label(key, value), na_action="ignore")
        for key in _LABELLED
    }
    return rows.assign(**words)


def _row(number: int, row: dict[Any, Any]) -> Row:
    cells = {
        key: Figure(None if pd.isna(row[key]) else row[key], form=_FORMS.get(key, Form.TEXT))
        for key in _COLUMNS
    }
    return Row(f"h{number}", cells)


def _sentences(
    rows: pd.DataFrame, shown: pd.DataFrame, moment: np.datetime64, lang: Language
) -> Iterator[str]:
    first, last = (f"{day:%Y-%m-%d}" for day in (rows["received_at"].min(), rows["received_at"].max()))
    facts = {
        "complaints": int((rows["kind"] == "complaint").sum()),
        "open": int(kept.is_open(rows, moment).sum()),
    }
    yield say.LEAD(lang, first=first, last=last, count=len(rows), **facts)
    asked = satisfaction.answered_at(rows).where(rows["satisfaction"].notna())
    if asked.notna().any():
        place = int(np.argmax(asked.fillna(pd.Timestamp.min.as_unit("s")).to_numpy()))
        yield say.ASKED(lang, said=shown["satisfaction"].iloc[place], day=f"{asked.iloc[place]:%Y-%m-%d}")
    else:
        yield say.NEVER_ASKED(lang)
    if again := int((rows["cycle"] > 1).sum()):
        yield say.BACK(lang, count=again)


def _facts(shown: pd.DataFrame, lang: Language) -> TableBlock:
    """What is known of the customer: what was said last, what it mostly is about, the mean mark."""
    known = {key: shown[key].dropna() for key in _SAID_ONCE}
    values: dict[str, object] = {key: said.iloc[0] for key, said in known.items() if len(said)}
    about = shown["issue_type"].value_counts()
    if len(about):
        values["issue_type"] = listed((f"{name} {count}" for name, count in about.head(3).items()), lang)
    if (mark := satisfaction.rating(shown)).mean is not None:
        values["rating"] = f"{mark.mean:.1f} ({mark.count})"
    heads = (
        TableColumn("fact", say.HEADERS["fact"](lang)),
        TableColumn("value", say.HEADERS["value"](lang), Form.SPREAD),
    )
    rows = tuple(
        Row(key, {"fact": Figure(say.FACTS[key](lang)), "value": Figure(str(value), form=Form.SPREAD)})
        for key, value in values.items()
    )
    return TableBlock("facts", heads, rows)
