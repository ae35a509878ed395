"""What is told beside a file: each finding with its sheet and cell, what is wrong, and what to type."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from markupsafe import Markup

from toolkit.domain.privacy import masked_text
from toolkit.excel.look import css_variables, font_stack
from toolkit.report.html.templates import template
from toolkit.report.month import moment_text
from toolkit.rules.finding import Finding, Hits, Severity
from toolkit.schema.books.settings import MAPPINGS
from toolkit.words import notes as say
from toolkit.words.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np

    from toolkit.report.options import DropCount
    from toolkit.rules.finding import Place
    from toolkit.words import Language

_DIGITS = re.compile(r"\d+")
SHOWN = 8
"""Different messages of one code in one column that stand by themselves; of further ones the cells are named."""
NAMED = 40
"""Cells of one code in one column that are looked at; further ones are counted."""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One thing to look at. place: the cell, column or row in words; same: other cells with the same matter."""

    severity: Severity
    place: str
    header: str
    message: str
    why: str
    cure: str
    code: str
    same: str = ""

    @property
    def level(self) -> str:
        return self.severity.name.lower()


@dataclass(frozen=True, slots=True)
class NotePart:
    """What there is to say about one sheet, or about the file as a whole.

    mapping: rows for 导入映射 in the settings that would say what the guessed columns are, ready to be copied.
    """

    title: str
    lines: tuple[NoteLine, ...]
    mapping: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """All there is to say about one file. Values that findings quote are masked."""

    file: str
    lang: Language
    heading: str
    counts: str
    steps: tuple[str, ...]
    parts: tuple[NotePart, ...]
    foot: str


def drop_note(
    drop: DropCount, findings: Iterable[Finding | Hits], as_of: np.datetime64, lang: Language = "zh"
) -> Note:
    """Return what to tell about a drop, the worst first within each sheet."""
    findings = list(findings)
    grouped = _by_matter(findings)
    guessed = _mappings(drop.file, findings)
    sheets: dict[str, list[NoteLine]] = defaultdict(list)
    for (sheet, _, _), found in sorted(grouped.items(), key=lambda pair: -pair[1].found[0].severity):
        sheets[sheet] += _lines(found, lang)
    # What concerns the whole file stands before any sheet.
    parts = tuple(
        NotePart(_part_title(sheet, lang), tuple(sheets[sheet]), guessed.get(sheet, ()))
        for sheet in sorted(sheets, key=bool)
    )
    read = {"read": drop.read, "accepted": drop.accepted, "sent_back": drop.sent_back}
    steps = tuple(step(lang) for step in say.STEPS) if drop.sent_back or not drop.accepted else ()
    return Note(
        masked_text(drop.file), lang, _heading(drop, lang), say.COUNTS(lang, **read) if drop.read else "", steps,
        parts, say.FOOT(lang, moment=moment_text(as_of)),
    )  # fmt: skip


def _mappings(file: str, findings: Iterable[Finding | Hits]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return, by sheet, the rows of 导入映射 for the columns that were guessed; digits in the name stand for any."""
    pattern = _DIGITS.sub("*", file)
    guessed = {one.place.sheet: one.facts.get("pairs") for one in findings if isinstance(one, Finding)}
    return {
        sheet: tuple((pattern, "", theirs, ours) for theirs, ours in pairs)
        for sheet, pairs in guessed.items()
        if isinstance(pairs, tuple)
    }


def note_html(note: Note) -> str:
    """Return the note as one self-contained page: no script, nothing from the network, readable on a phone."""
    style = template("style.css.j2").render(variables=css_variables(), fonts=font_stack())
    page = template("note.html.j2")
    title = say.TITLE(note.lang, file=note.file)
    sheet = Markup(style)  # noqa: S704 - our own style sheet
    heads = tuple(MAPPINGS[key].header(note.lang) for key in ("file", "sheet", "header", "our_column"))
    return page.render(note=note, title=title, say=say, heads=heads, style=sheet, policy=page_policy(style))


def _heading(drop: DropCount, lang: Language) -> str:
    if not drop.accepted:
        return say.SENT_BACK(lang)
    if drop.sent_back:
        return say.PARTLY(lang, accepted=drop.accepted, sent_back=drop.sent_back)
    return say.TAKEN(lang)


def _part_title(sheet: str, lang: Language) -> str:
    return say.SHEET(lang, sheet=masked_text(sheet)) if sheet else say.WHOLE_FILE(lang)


@dataclass
class _Matter:
    """One code in one column: the first places as findings, and how many there are."""

    found: list[Finding] = field(default_factory=list)
    count: int = 0


def _by_matter(findings: Iterable[Finding | Hits]) -> dict[tuple[str, str, str], _Matter]:
    """Group findings by sheet, code and header, in the order they came."""
    grouped: dict[tuple[str, str, str], _Matter] = defaultdict(_Matter)
    for one in findings:
        sheet, header = (
            (one.sheet, one.header) if isinstance(one, Hits) else (one.place.sheet, one.place.header)
        )
        matter = grouped[sheet, one.code.id, header]
        room = NAMED - len(matter.found)
        matter.found += islice(one, room) if isinstance(one, Hits) else [one][:room]
        matter.count += len(one) if isinstance(one, Hits) else 1
    return {key: matter for key, matter in grouped.items() if matter.count}


def _lines(matter: _Matter, lang: Language) -> list[NoteLine]:
    """Say each distinct message once, beside its first cell; below it the other cells it is true of."""
    said: dict[str, list[Finding]] = defaultdict(list)
    for one in matter.found:
        said[one.message(lang)].append(one)
    groups = list(said.values())
    groups[SHOWN - 1 :] = (
        [[one for group in groups[SHOWN - 1 :] for one in group]] if groups[SHOWN - 1 :] else []
    )
    unseen = matter.count - len(matter.found)
    return [_line(group, lang, unseen if group is groups[-1] else 0) for group in groups]


def _same(others: list[Finding], unseen: int, lang: Language) -> str:
    """Name the other cells; what was not even looked at is only counted."""
    if not others:
        return ""
    cells = listed((_place(one.place, lang) for one in others), lang)
    return say.SAME(
        lang, cells=say.AND_MORE(lang, cells=cells, count=len(others) + unseen) if unseen else cells
    )


def _line(group: list[Finding], lang: Language, unseen: int) -> NoteLine:
    one = group[0]
    return NoteLine(
        one.severity, _place(one.place, lang), one.place.header, masked_text(one.message(lang)), one.code.why(lang),
        masked_text(one.cure(lang)), one.code.id, _same(group[1:], unseen, lang),
    )  # fmt: skip


def _place(place: Place, lang: Language) -> str:
    if place.row and place.column:
        return place.address
    if place.column:
        return say.COLUMN(lang, address=place.address)
    if place.row:
        return say.ROW(lang, row=place.row)
    return say.WHOLE_SHEET(lang) if place.sheet else say.WHOLE_FILE(lang)


def page_policy(style: str) -> str:
    """Return the content policy of a page: this style sheet and nothing else; its hash says which."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
