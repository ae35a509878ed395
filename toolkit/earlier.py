"""Rows of before that new ones may repeat: found through an index on this machine, and only those read from the ledger.

The index is a help and never an authority: what it names is looked at in the ledger, and it is made anew from there
when it is missing, damaged, or of another ledger. A row that changes is entered again, and its earlier state stands
there until parts are joined: what the index names may be too much, never too little.
"""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toolkit.domain.fields import moments
from toolkit.domain.text.nearby import MOST_OF_ONE, SAME, WORDS, WRITER, Nearby, day_keys, entries, likeliest
from toolkit.intake.durable import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from toolkit.domain.text.likeness import Hashes
    from toolkit.domain.text.nearby import Numbers
    from toolkit.ledger.ledger import Ledger

NOTE = "nearby.json"
VERSION = 1
_FIELDS = ("keys", "numbers")
_READ = ("description", "customer_id", "contact", "order_no", "received_at")


@dataclass(frozen=True)
class Neighbours:
    """Everything a ledger holds, by what it is like. folder: on this machine's own disk."""

    folder: Path
    ledger: Ledger

    def of(self, rows: pd.DataFrame, known: Numbers, team: str, hours: float = 0) -> pd.DataFrame:
        """Return the facts of a team's earlier feedback that may matter to new rows, by feedback_key ascending.

        Args:
            rows: new rows with description, received_at, and what there is of customer_id, contact and order_no.
            known: the feedback_key of those among them that are not new, which are told as they were.
            team: whose they are; teams do not repeat each other.
            hours: also what was received so many hours before any of the rows, for crowds of posts; 0 for none.
        """
        parts = self._brought_up_to_date()
        wanted = entries(rows, team)
        alike = _likely(parts, wanted[:, WORDS])
        theirs = _named(parts, wanted[:, WRITER], MOST_OF_ONE)
        near = _named(parts, _days(rows, hours, team), None)
        exact = _named(parts, wanted[:, SAME], None)
        numbers = np.unique(np.concatenate([known, alike, theirs, near, exact]))
        return self._closed(parts, numbers, exact, team)

    def _closed(self, parts: Sequence[Nearby], numbers: Numbers, fresh: Numbers, team: str) -> pd.DataFrame:
        """Also what repeats the repeated: by contact the one of a customer, by order the one of that contact."""
        while fresh.size:
            found = self.ledger.facts_of(fresh, team)
            further = _named(parts, entries(found, team)[:, SAME], None) if len(found) else fresh[:0]
            fresh = np.setdiff1d(further, numbers)
            numbers = np.union1d(numbers, fresh)
        return self.ledger.facts_of(numbers, team)

    def _brought_up_to_date(self) -> list[Nearby]:
        """The parts of the index with everything that the ledger holds by now."""
        try:
            return self._grown(self._held())
        except (OSError, EOFError, ValueError, KeyError, TypeError):  # damaged, or half thrown away
            return self._grown(None)

    def _grown(self, held: Held | None) -> list[Nearby]:
        stand = self.ledger.stand
        if held is None:
            shutil.rmtree(self.folder, ignore_errors=True)
            held = Held((), -1, "", stand.undone)
        if held.revision != stand.revision:
            parts = list(held.parts)
            for number, facts in enumerate(self.ledger.facts_since(held.revision)):
                if len(facts):
                    parts = self._few([*parts, self._enter(facts, f"{stand.revision}-{number}")])
            held = Held(tuple(parts), *stand)
            self._remember(held)
        return [self._open(name) for name in held.parts]

    def _enter(self, facts: pd.DataFrame, name: str) -> str:
        """Write a part with these rows."""
        columns = facts[[key for key in _READ if key in facts]]
        entered = [
            Nearby.of(entries(columns.loc[group.index], str(team)), group.to_numpy(np.int64))
            for team, group in facts.groupby("team")["feedback_key"]
        ]
        return self._write(entered[0] if len(entered) == 1 else Nearby.merged(entered), name)

    def _few(self, names: Sequence[str]) -> list[str]:
        """Join a part with the one before it while it is not much smaller: their number grows with the logarithm of all."""
        kept = list(names)
        while len(kept) > 1 and 2 * self._size(kept[-1]) > self._size(kept[-2]):
            joined = Nearby.merged([self._open(name) for name in kept[-2:]])
            kept[-2:] = [self._write(joined, f"{kept[-2]}+")]
        return kept

    def _write(self, part: Nearby, name: str) -> str:
        self.folder.mkdir(parents=True, exist_ok=True)
        for field in _FIELDS:
            np.save(self.folder / f"{name}.{field}.npy", getattr(part, field))
        return name

    def _open(self, name: str) -> Nearby:
        keys, numbers = (np.load(self.folder / f"{name}.{field}.npy", mmap_mode="r") for field in _FIELDS)
        return Nearby(keys, numbers)

    def _size(self, name: str) -> int:
        return (self.folder / f"{name}.keys.npy").stat().st_size

    def _held(self) -> Held | None:
        """What the index holds; None where there is none that fits the ledger."""
        note = self.folder / NOTE
        if not note.is_file():
            return None
        told = json.loads(note.read_text(encoding="utf-8"))
        if told.pop("version") != VERSION:
            return None
        held, stand = Held(tuple(told.pop("parts")), **told), self.ledger.stand
        # What was undone may be again as it was before the index began, so that must be entered anew.
        fits = held.undone == stand.undone and held.revision <= stand.revision
        return held if fits and (not held.last or self.ledger.has_drop(held.last)) else None

    def _remember(self, held: Held) -> None:
        """Say what the index holds, then throw away what it no longer does."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self.folder / NOTE, json.dumps({"version": VERSION, **held._asdict()}))
        used = {f"{name}.{field}.npy" for name in held.parts for field in _FIELDS}
        for path in self.folder.glob("*.npy"):
            if path.name not in used:
                with suppress(OSError):  # still mapped by somebody; the next time, then
                    path.unlink()


class Held(NamedTuple):
    """What an index holds: the names of its parts, and the stand of the ledger that it was made from."""

    parts: tuple[str, ...]
    revision: int
    last: str
    undone: int


def _named(parts: Sequence[Nearby], keys: Hashes, most: int | None) -> Numbers:
    found = [part.find(keys, most) for part in parts]
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)


def _likely(parts: Sequence[Nearby], bands: Hashes) -> Numbers:
    found = [part.pairs(bands) for part in parts]
    return (
        likeliest(*(np.concatenate(side) for side in zip(*found, strict=True)))
        if found
        else np.zeros(0, np.int64)
    )


def _days(rows: pd.DataFrame, hours: float, team: str) -> Hashes:
    """The keys of the days on which others may have come that make a crowd with these rows."""
    if not hours:
        return np.zeros(0, np.uint64)
    received = moments(rows, "received_at")
    days = np.unique(received[~np.isnat(received)].astype("M8[D]"))
    back = np.arange(int(np.ceil(hours / 24)) + 1)
    return day_keys(np.unique((days[:, None] - back[None, :]).ravel()), team)
