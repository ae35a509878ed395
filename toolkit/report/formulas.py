"""Excel formulas over the rows of a data sheet: nothing newer than Excel 2016, nothing volatile."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.schema.page import Rows

_WILD = re.compile(r"[~*?]")
_ODD = re.compile(r"[~*?{}]|^[=<>]")
AGGREGATE = "_xlfn.AGGREGATE"
"""Excel 2010's name for it in a file; people see AGGREGATE."""
_PERCENTILE, _LARGEST, _SKIP_ERRORS = 16, 14, 6


def count(data: Rows, **where: object) -> str:
    """Return COUNTIFS over columns of the data; rows on several sheets are added up.

    A condition is a number, a text, a reference in braces, or a tuple of several for the same column.
    """
    counts = [f"COUNTIFS({_conditions(part, data.narrowed(where))})" for part in data.parts]
    return counts[0] if len(counts) == 1 else f"({'+'.join(counts)})"


def mean(data: Rows, key: str, **where: object) -> str:
    """Return the mean of the filled cells, which are not negative, of a column that meet the conditions."""
    if len(data.parts) == 1:
        return f"AVERAGEIFS({data.ref(key)},{_conditions(data, data.narrowed(where))})"
    sums = "+".join(
        f"SUMIFS({part.ref(key)},{_conditions(part, data.narrowed(where))})" for part in data.parts
    )
    return f"({sums})/({count(data, **({key: '>=0'} | where))})"


def percentile(data: Rows, key: str, part: float, **where: object) -> str:
    """Return a percentile of the filled cells of a column that meet the conditions (equality only).

    Nothing where the rows stand on several sheets: no formula takes a percentile over them.
    """
    if len(data.parts) > 1:
        return ""
    values = data.ref(key)
    tests = "*".join(f"({data.ref(name)}={_literal(value)})" for name, value in data.narrowed(where).items())
    return f'{AGGREGATE}({_PERCENTILE},{_SKIP_ERRORS},{values}/({tests}*({values}<>"")),{part:g})'


def largest(data: Rows, key: str, **where: object) -> str:
    """Return the largest filled cell of a column that meets the conditions (equality only); see `percentile`."""
    if len(data.parts) > 1:
        return ""
    values = data.ref(key)
    tests = "*".join(f"({data.ref(name)}={_literal(value)})" for name, value in data.narrowed(where).items())
    return f'{AGGREGATE}({_LARGEST},{_SKIP_ERRORS},{values}/({tests}*({values}<>"")),1)'


def or_dash(formula: str) -> str:
    """Return the formula with a dash where it has no value; no formula stays none."""
    return formula and f'IFERROR({formula},"–")'


def ratio(numerator: str, denominator: str) -> str:
    return f'IF({denominator}=0,"–",{numerator}/{denominator})'


def difference(one: str, other: str, scale: int = 1) -> str:
    """Return one less the other, or a dash where either is no number."""
    times = f"*{scale}" if scale != 1 else ""
    return f'IF(COUNT({one},{other})<2,"–",({one}-{other}){times})'


def fair_share(own: str, column: str, total: str) -> str:
    """Return a share rounded to 0.1 % such that the column's shares add up to exactly 100 %.

    Whole thousandths first; what is left goes to the largest remainders, of equal ones to the upper row.
    """
    rest, rests = f"MOD({own}*1000,{total})", f"MOD({column}*1000,{total})"
    before = f"SUMPRODUCT(({rests}>{rest})+({rests}={rest})*(ROW({column})<ROW({own})))"
    left = f"(1000-SUMPRODUCT(({column}*1000-{rests})/{total}))"
    return f"IF({total}=0,0,(({own}*1000-{rest})/{total}+IF({before}<ROUND({left},0),1,0))/1000)"


def criterion(label: str, reference: str) -> str:
    """Return a condition for a label that stands in a cell: the reference, unless COUNTIFS would read it as a pattern."""
    if not _ODD.search(label):
        return reference
    return "=" + _WILD.sub(r"~\g<0>", label).replace("{", "?").replace("}", "?")


def _conditions(data: Rows, where: Mapping[str, object]) -> str:
    return ",".join(
        f"{data.ref(key)},{_literal(one)}"
        for key, value in where.items()
        for one in (value if isinstance(value, tuple) else (value,))
    )


def _literal(value: object) -> str:
    if not isinstance(value, str):
        return str(value)
    if value.startswith("{"):
        return value
    quoted = value.replace('"', '""')
    return f'"{quoted}"'
