"""What the findings mean for each row: is it taken, and what does its 校验结果 say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from toolkit.rules.book import ColumnFinding
from toolkit.rules.finding import Hits, Severity
from toolkit.words.checks import ROW_MORE, ROW_NOT_TAKEN, ROW_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    from toolkit.rules.finding import Code, Finding
    from toolkit.words import Language

_MOST_MESSAGES = 3


def rows_in_error(findings: Iterable[Hits | Finding], count: int) -> npt.NDArray[np.bool_]:
    """Return which of the table's `count` rows are not taken, shape (count,)."""
    in_error = np.zeros(count, bool)
    for finding in findings:
        if isinstance(finding, (Hits, ColumnFinding)) and finding.code.severity is Severity.ERROR:
            in_error[finding.index] = True
    return in_error


def row_messages(findings: Sequence[Hits | Finding], count: int, lang: Language) -> np.ndarray:
    """Return what the 校验结果 of each row says, shape (count,), objects; "" where there is nothing to look at.

    Errors come first, then warnings; notes and what is said once for a whole column are left to the summary,
    except that a row which was not taken always says why.
    """
    texts = np.full(count, "", object)
    told = [_told(finding, lang) for finding in _by_severity(findings) if _concerns_rows(finding)]
    if not told:
        return texts
    index = np.concatenate([where for where, _ in told])
    said = pd.DataFrame({"row": index, "text": np.concatenate([messages for _, messages in told])})
    said["nth"] = said.groupby("row").cumcount()
    for nth in range(_MOST_MESSAGES):
        some = said[said["nth"] == nth]
        separator = ROW_SEPARATOR(lang) if nth else ""
        texts[some["row"]] += separator + some["text"].to_numpy(object)
    counts = np.bincount(index, minlength=count)
    for much in np.unique(counts[counts > _MOST_MESSAGES]):
        texts[counts == much] += ROW_MORE(lang, count=much)
    in_error = rows_in_error(findings, count)
    texts[in_error] = ROW_NOT_TAKEN(lang) + texts[in_error]
    return texts


def _by_severity(findings: Sequence[Hits | Finding]) -> list[Hits | Finding]:
    return sorted(findings, key=lambda finding: -finding.code.severity)


def _concerns_rows(finding: Hits | Finding) -> bool:
    if isinstance(finding, ColumnFinding):
        return finding.severity is Severity.ERROR
    return isinstance(finding, Hits) and finding.code.severity > Severity.NOTE


def _told(finding: Hits | Finding, lang: Language) -> tuple[np.ndarray, np.ndarray]:
    """The positions that a finding concerns, and what it says at each."""
    if isinstance(finding, ColumnFinding):
        text = _sentence(finding.code, lang, {"header": finding.place.header, **finding.facts})
        return finding.index, np.full(len(finding.index), text, object)
    assert isinstance(finding, Hits)
    return finding.index, _messages(finding, lang)


def _messages(hits: Hits, lang: Language) -> np.ndarray:
    """The message of each hit, shape (n,): every distinct set of facts is put into words once."""
    varying = {name: value for name, value in hits.facts.items() if isinstance(value, np.ndarray)}
    fixed = {"sheet": hits.sheet, "header": hits.header, **hits.facts}
    if not varying:
        return np.full(len(hits), _sentence(hits.code, lang, fixed), object)
    facts = pd.DataFrame(varying)
    codes = facts.groupby(list(varying), sort=False, dropna=False).ngroup().to_numpy()
    _, first = np.unique(codes, return_index=True)
    distinct = facts.iloc[first].to_dict("records")
    texts = [_sentence(hits.code, lang, {**fixed, **record}) for record in distinct]
    return np.array(texts, object)[codes]


def _sentence(code: Code, lang: Language, facts: Mapping[Any, object]) -> str:
    """A message without its full stop: others follow in the same cell."""
    return code.message(lang, **facts).rstrip("。.")
