"""What is suggested where a person left a blank: one line a question, with the words and the usual answers that decide it."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.enrich.columns import column
from toolkit.words import texts as say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from toolkit.enrich.rules import EnrichRules, TypeRule
    from toolkit.words import Text


@dataclass(frozen=True)
class Question:
    """A column that gets suggestions.

    words: the team's words by label. usual: what rows of an issue type usually are, "" where that says nothing.
    without_words: the reason where no word decided.
    """

    key: str
    name: Text
    words: Callable[[EnrichRules], Mapping[str, Sequence[str]]]
    usual: Callable[[TypeRule], str]
    without_words: Text = say.BY_ISSUE_TYPE

    def usual_of(self, frame: pd.DataFrame, rules: EnrichRules) -> np.ndarray:
        """Return the usual answer of each row by its issue type, None where there is none, shape (n,)."""
        known = {rule.name: self.usual(rule) or None for rule in rules.issue_types}
        codes, types = pd.factorize(column(frame, "issue_type"))
        return np.array([*(known.get(name) for name in types), None], object)[codes]


def _nothing(_rule: TypeRule) -> str:
    return ""


def _class_words(key: str) -> Callable[[EnrichRules], Mapping[str, Sequence[str]]]:
    return lambda rules: rules.class_words.get(key, {})


ISSUE_TYPE = Question(
    "issue_type",
    say.ISSUE_TYPE,
    lambda rules: {rule.name: rule.keywords for rule in rules.issue_types},
    _nothing,
)
KIND = Question("kind", say.KIND, lambda rules: rules.kind_words, attrgetter("kind"), say.BY_FORM)
CLASSED = tuple(
    Question(key, name, _class_words(key), attrgetter(usual))
    for key, name, usual in (
        ("issue_attribute", say.ISSUE_ATTRIBUTE, "attribute"),
        ("process_stage", say.PROCESS_STAGE, "stage"),
        ("issue_nature", say.ISSUE_NATURE, "nature"),
    )
)
ASKED = (ISSUE_TYPE, KIND, *CLASSED)
