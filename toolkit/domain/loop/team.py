"""Who acts for whom: a second owner or a deputy in absence, the supervisor for what came back (S2: 主要责任人和次要责任人)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.domain.names import people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class Person:
    """One of the team; away from a day until another, both included, without an end where it is open."""

    name: str
    aliases: tuple[str, ...] = ()
    role: str = ""
    department: str = ""
    deputy: str = ""
    away_from: date | None = None
    away_until: date | None = None

    def is_away(self, on: date | None) -> bool:
        """Say whether the person is away on a day; without a day nobody is."""
        if on is None or (self.away_from is None and self.away_until is None):
            return False
        return (self.away_from is None or self.away_from <= on) and (
            self.away_until is None or on <= self.away_until
        )


@dataclass(frozen=True)
class Team:
    """The people of 人员. Whoever is not on the list is there, and has no deputy."""

    people: tuple[Person, ...] = ()

    @cached_property
    def _by_name(self) -> dict[str, Person]:
        return {
            _form(name): one for one in reversed(self.people) for name in (*one.aliases, one.name) if name
        }

    def known(self, name: str | None) -> Person | None:
        """Return who is meant by a name; None where nobody of the list is."""
        return self._by_name.get(_form(name)) if name else None

    def called(self, name: str) -> str:
        """Return the name as the list writes it, or as it stands."""
        known = self.known(name)
        return known.name if known else name

    def with_role(self, role: str, on: date | None = None, avoid: str = "") -> str | None:
        """Return who has a role and is there; None where nobody of the list is."""
        fit = [one for one in self.people if one.role == role and not self.is_same(one.name, avoid)]
        there = [one for one in fit if not one.is_away(on)]
        return there[0].name if there else self._stand_in_for(fit, on, avoid)

    def _stand_in_for(self, absent: list[Person], on: date | None, avoid: str) -> str | None:
        found = (self.there((one.deputy,), on, avoid) for one in absent)
        return next((name for name in found if name), None)

    def there(self, names: tuple[str, ...], on: date | None, avoid: str = "") -> str | None:
        """Return the first of these who is there and not to be avoided, the deputies of each before the next one."""
        for name in names:
            for one in self._with_deputies(name):
                known = self.known(one)
                if not self.is_same(one, avoid) and not (known and known.is_away(on)):
                    return self.called(one)
        return None

    def _with_deputies(self, name: str) -> Iterator[str]:
        seen: set[str] = set()
        while name and _form(name) not in seen:
            yield name
            seen.add(_form(name))
            known = self.known(name)
            name = known.deputy if known else ""

    def is_same(self, name: str, cell: str) -> bool:
        """Say whether a name is among those that a cell names; a masked name is nobody."""
        own = _form(self.called(name))
        return any(_form(self.called(other)) == own for other in people(cell) if "*" not in other)


@dataclass(frozen=True, slots=True)
class Lead:
    """Who takes over what came back: the role, and what to call it where nobody of the list has it."""

    role: str = SUPERVISOR
    label: str = SUPERVISOR


def acting(cases: pd.DataFrame, team: Team, lead: Lead, on: date | None = None) -> npt.NDArray[np.object_]:
    """Return who has to act on each row, None where nobody is named, shape (n,).

    Reads owner, second_owner, complained_person and status. What came back dissatisfied goes to the lead (S0-045). The
    person complained about never handles it (S2-133); who is away on the day is replaced by the second owner, then by
    the deputy, then by the lead (S2-132). on: None as a returned workbook says it: no clock, nobody away.
    """
    keys = ("owner", "second_owner", "complained_person")
    columns = [_texts(cases, key) for key in keys]
    reopened = (
        cases["status"].eq("reopened").to_numpy(bool) if "status" in cases else np.zeros(len(cases), bool)
    )
    codes, distinct = pd.factorize(pd.MultiIndex.from_arrays([*columns, reopened]))
    found = [_one(team, lead, on, row) for row in distinct]
    return np.array([*found, None], object)[codes]


def _one(team: Team, lead: Lead, on: date | None, row: tuple[str, str, str, bool]) -> str | None:
    owner, second, concerned, is_reopened = row
    if is_reopened:
        return team.with_role(lead.role, on, concerned) or lead.label
    if not owner:
        return team.there((second,), on, concerned) if second else None
    first = (people(owner) or (owner,))[0]
    known = team.known(first)
    if not team.is_same(first, concerned) and not (known and known.is_away(on)):
        return team.called(first)
    found = team.there((second, first), on, concerned)
    return found or team.with_role(lead.role, on, concerned) or lead.label


def _texts(cases: pd.DataFrame, key: str) -> npt.NDArray[np.object_]:
    if key not in cases:
        return np.full(len(cases), "", dtype=object)
    return cases[key].fillna("").to_numpy(dtype=object)


def _form(name: str) -> str:
    """The form in which two names are compared: blanks and case do not count."""
    return "".join(name.split()).casefold()
