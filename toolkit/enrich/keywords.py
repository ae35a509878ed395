"""The words of a row that the team's tables know."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from toolkit.domain.text.lexicon import Lexicon, plain
from toolkit.enrich.columns import Columns, texts
from toolkit.words.checks import LIST_COMMA

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.enrich.rules import EnrichRules

_MOST_A_ROW = 5


def keywords(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return keywords: the words of the team's tables in each row, in order, at most five; None where there is none."""
    found = _lexicon(team_words(rules)).find(texts(frame))
    return {"keywords": found.listed(_MOST_A_ROW, LIST_COMMA(rules.lang))}


def team_words(rules: EnrichRules) -> tuple[str, ...]:
    """Return the words of the team's own tables, each once, in their plain form."""
    of_types = (plain(word) for rule in rules.issue_types for word in rule.keywords)
    return tuple(dict.fromkeys([*of_types, *map(plain, rules.words)]))


@lru_cache(maxsize=8)
def _lexicon(words: tuple[str, ...]) -> Lexicon:
    return Lexicon({"": words})
