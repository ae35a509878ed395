"""文本规则 and 归类词: the team's own words, and those that say what an issue is; patterns among them are never run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from toolkit.rules.codes.settings import P631
from toolkit.schema.choices import CLASSES
from toolkit.schema.naming import normalise
from toolkit.schema.rule_choices import ISSUE_CLASSES
from toolkit.settings.model import Speech

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.settings.rows import Row

_PATTERN = re.compile(r"\\[dDwWsSbB]|\.[*+?]|[\])][*+?{]|\(\?[:=!<P]|^\^|\$$|\[\^?\w-\w|\w\|\w")


def read_speech(rows: Iterable[Row]) -> Speech:
    """Return the words by their use."""
    found: dict[str, dict[str, None]] = {"dictionary": {}, "stop": {}, "product": {}}
    for row in rows:
        if row["use"] in found:
            found[row["use"]].update(dict.fromkeys(row.words("keywords")))
    return Speech(
        tuple(found["dictionary"]), frozenset(map(str.casefold, found["stop"])), tuple(found["product"])
    )


def read_class_words(rows: Iterable[Row]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the words by question and class; a word that stands for two classes of one question is noted."""
    found: dict[str, dict[str, tuple[str, ...]]] = {one.name: {} for one in CLASSES}
    owner: dict[tuple[str, str], Row] = {}
    for row in rows:
        label = row["name"]
        for one in CLASSES:
            if label in one.keys:
                _check_owner(owner, one.name, row)
                known = found[one.name].get(label, ())
                found[one.name][label] = (*known, *row.words("keywords"))
    return found


def _check_owner(owner: dict[tuple[str, str], Row], question: str, row: Row) -> None:
    labels = ISSUE_CLASSES.label_of(row.faults.lang)
    for word in row.words("keywords"):
        first = owner.setdefault((question, normalise(word)), row)["name"]
        if first != row["name"]:
            row.wrong(P631, "keywords", value=word, first=labels[first], second=labels[row["name"]])


def pattern_in(words: Iterable[str]) -> str:
    """Return the first of these words that is written as a regular expression, "" where none is.

    They are found as they are written: a pattern of a user's could take for ever. Source: of "(a+)+$" the re module of
    Python does not come back.
    """
    return next((word for word in words if _PATTERN.search(word)), "")
