"""The team's lists of words: what drop-downs offer, and what else people type for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.rules.codes.settings import P607, P608
from toolkit.schema import choices as lists
from toolkit.schema.naming import normalise
from toolkit.schema.vocabulary import Choice, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.settings.rows import Row
    from toolkit.words import Language


def team_list(declared: Vocabulary, rows: Iterable[Row], lang: Language) -> Vocabulary:
    """Return a team-owned list from its sheet; what we know as other words for a name stays known."""
    known = {normalise(word): choice for choice in declared.choices for word in (choice.zh, choice.en)}
    seen: dict[str, int] = {}
    choices: list[Choice] = []
    for row in rows:
        name = row.text("name")
        if not name:
            continue
        if (form := normalise(name)) in seen:
            row.wrong(P607, "name", first_row=seen[form])
            continue
        seen[form] = int(row.table.rows[row.number])
        ours = known.get(form)
        choices.append(Choice(name, name, name, (*row.words("aliases"), *(ours.aliases if ours else ()))))
    return replace(declared, choices=tuple(choices)) if choices else declared.in_language(lang)


def kinds_list(rows: Iterable[Row]) -> Vocabulary:
    """Return the four kinds with the team's further words for them."""
    more = {row["name"]: row.words("aliases") for row in rows}
    choices = tuple(
        replace(choice, aliases=(*choice.aliases, *more.get(choice.key, ())))
        for choice in lists.KINDS.choices
    )
    return replace(lists.KINDS, choices=choices)


def check_aliases(rows: Iterable[Row]) -> None:
    """Note every word that stands for two names."""
    owner: dict[str, str] = {}
    for row in rows:
        name = row.text("name")
        for word in row.words("aliases"):
            first = owner.setdefault(normalise(word), name)
            if first != name:
                row.wrong(P608, "aliases", value=word, first=first, second=name)
