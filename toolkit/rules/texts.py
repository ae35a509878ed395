"""Checks of what is written in a text: readable, specific, one person, a cause that goes deep, a goal with a figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.improvement.causes import LEAST_DEPTH, blames_a_person, cause_chain
from toolkit.domain.improvement.goals import has_figure
from toolkit.domain.names import people
from toolkit.domain.text.wording import Gap, gaps, is_garbled, is_vague
from toolkit.rules.checking import check
from toolkit.rules.codes import cell as code
from toolkit.rules.quoting import shorten
from toolkit.schema.column import Kind, Personal
from toolkit.words import checks as words

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.rules.checking import Cells, Facts, Mask
    from toolkit.schema.column import Column

_DIGITS = re.compile(r"[\s()（）+\-—.\d]+")
_PHONE = re.compile(r"(?:00?86)?(?:1[3-9]\d{9}|0\d{9,11}|[48]00\d{7}|[2-9]\d{6,7}|95\d{3,6}|1[02]\d{3})")
_FORMULA = re.compile(r"\s*[=＝]\s*[^\s=＝>]|\s*[+\-@＋－＠][A-Za-z_.]+\d*[(!|]|\s*[+\-＋－]\d+[+\-*/]")
_SIGNS = frozenset("=＝+-@＋－＠")
_GAP_WORDS = {
    Gap.TIME: words.GAP_TIME,
    Gap.PERSON: words.GAP_PERSON,
    Gap.EVENT: words.GAP_EVENT,
    Gap.ORDER: words.GAP_ORDER,
}
_NEEDS_NO_STORY = ("praise", "question")


def _key(key: str) -> Callable[[Column], bool]:
    return lambda column: column.key == key


def _is_text(column: Column) -> bool:
    return column.kind in (Kind.TEXT, Kind.LONG_TEXT)


def _where(values: pd.Series, is_wrong: Callable[[str], bool]) -> Mask:
    """Ask once for every distinct text; a blank is never wrong."""
    codes, texts = pd.factorize(values)
    return np.array([*(is_wrong(str(text)) for text in texts), False], bool)[codes]


@check(code.C318, on=lambda column: column.personal is Personal.CONTACT)
def odd_contact(cells: Cells) -> Mask:
    return _where(cells.series, _is_odd_number)


def _is_odd_number(contact: str) -> bool:
    """Whether a text of digits only is no phone number; names, mails and masked numbers are let be."""
    if not _DIGITS.fullmatch(contact):
        return False
    digits = re.sub(r"\D", "", contact)
    is_abroad = contact.lstrip().startswith("+") and not digits.startswith("86") and 7 <= len(digits) <= 15
    return not is_abroad and not _PHONE.fullmatch(digits.removeprefix("86") if len(digits) > 11 else digits)


@check(code.C319, on=_is_text)
def looks_like_formula(cells: Cells) -> Mask:
    return _where(cells.series, lambda text: text.lstrip()[:1] in _SIGNS and bool(_FORMULA.match(text)))


@check(code.C320, on=_is_text)
def garbled(cells: Cells) -> Mask:
    return _where(cells.series, is_garbled)


def _missing_words(cells: Cells, index: np.ndarray) -> Facts:
    lang = cells.context.lang
    missing = (
        words.LIST_COMMA(lang).join(_GAP_WORDS[gap](lang) for gap in gaps(text))
        for text in cells.series.iloc[index]
    )
    return {"missing": np.array(list(missing), object)}


@check(code.C321, on=_key("description"), facts=_missing_words)
def vague(cells: Cells) -> Mask:
    kinds = cells.table.frame.get("kind", pd.Series(index=cells.series.index, dtype=object))
    needs_none: Mask = np.asarray(kinds.isin(_NEEDS_NO_STORY), bool)
    return is_vague(cells.series) & ~needs_none


@check(code.C322, on=_key("owner"))
def several_owners(cells: Cells) -> Mask:
    return _where(cells.series, lambda owner: len(people(owner)) > 1)


def _depths(cells: Cells, index: np.ndarray) -> Facts:
    return {"depth": np.array([len(cause_chain(text)) for text in cells.series.iloc[index]])}


@check(code.C323, on=_key("root_cause"), facts=_depths)
def short_cause_chain(cells: Cells) -> Mask:
    return _where(cells.series, lambda text: len(cause_chain(text)) < LEAST_DEPTH)


def _deepest(cells: Cells, index: np.ndarray) -> Facts:
    return {"value": np.array([shorten(cause_chain(text)[-1]) for text in cells.series.iloc[index]], object)}


@check(code.C324, on=_key("root_cause"), facts=_deepest)
def blames_somebody(cells: Cells) -> Mask:
    return _where(cells.series, lambda text: any(map(blames_a_person, cause_chain(text)[-1:])))


@check(code.C325, on=_key("goal"))
def goal_without_figure(cells: Cells) -> Mask:
    return _where(cells.series, lambda goal: not has_figure(goal))


TEXT_CHECKS = (
    odd_contact, looks_like_formula, garbled, vague,
    several_owners, short_cause_chain, blames_somebody, goal_without_figure,
)  # fmt: skip
