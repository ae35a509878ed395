"""Everything a step may lean on: the folder, the rules in force, the ledger, the reader, and the moment of the run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from toolkit.advice import Asking, models_folder
from toolkit.earlier import Neighbours
from toolkit.enrich import with_suggestions
from toolkit.intake.archive import archived
from toolkit.intake.journal import Journal
from toolkit.intake.store import Store
from toolkit.judging import CROWDS, LEAN_ON_EARLIER, rules_of
from toolkit.rules.checking import Context
from toolkit.schema.books.workbook import DROPPABLE

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    import pandas as pd

    from toolkit.advice import Adviser
    from toolkit.excel.child import Reader
    from toolkit.excel.read import ReadBook
    from toolkit.intake.gate.inspection import Limits
    from toolkit.intake.gate.verdict import Gate
    from toolkit.ledger.ledger import Ledger
    from toolkit.ledger.merging.merged import SheetMerge
    from toolkit.settings.model import Settings
    from toolkit.words import Language
    from toolkit.workspace import Workspace


@dataclass(frozen=True)
class Site:
    """One run over one workspace. settings_mark: the hash of the settings workbook in force."""

    workspace: Workspace
    settings: Settings
    settings_mark: str
    ledger: Ledger
    reader: Reader
    as_of: datetime
    said: Adviser | None = None
    """What models said when a drop was taken that is replayed now; None asks those of today."""

    @property
    def advice(self) -> Adviser:
        """Whoever says something of rows beside the rules."""
        return self.said or Asking(models_folder(self.workspace), Journal(self.workspace.journal))

    @property
    def lang(self) -> Language:
        return self.settings.lang

    @property
    def limits(self) -> Limits:
        """How large a dropped file may be."""
        return self.workspace.machine.limits

    @property
    def moment(self) -> np.datetime64:
        return np.datetime64(self.as_of, "s")

    @property
    def store(self) -> Store:
        """Finished files that wait to be published."""
        return Store(self.workspace.spool / "out", self.workspace.archive)

    @property
    def context(self) -> Context:
        """What the checks may know."""
        settings = self.settings
        return Context(
            self.moment,
            settings.vocabularies,
            self.lang,
            settings.started_on,
            settings.crosswalk,
            settings.alarms,
            suggest=partial(with_suggestions, rules=rules_of(settings, None)),
        )

    def earlier(self, sheet: SheetMerge, team: str, unwanted: frozenset[str]) -> pd.DataFrame | None:
        """Return the team's feedback that may matter to the rows of a table; None where no wanted column leans on it."""
        if unwanted.issuperset(LEAN_ON_EARLIER):
            return None
        crowds = [rule.hours for rule in self.settings.alarms if rule.crowd > 1 and CROWDS not in unwanted]
        known = sheet.feedback_key[sheet.accepted & ~sheet.is_new]
        neighbours = Neighbours(self.workspace.machine_home / "nearby", self.ledger)
        return neighbours.of(sheet.frame[sheet.accepted], known, team, max(crowds, default=0))

    def original(self, sha256: str) -> Path:
        """The archived original with this content."""
        return archived(self.workspace.archive, sha256)

    def read(self, path: Path, gate: Gate, name: str) -> ReadBook:
        """Read the sheets of a workbook that people fill, in a child process."""
        return self.reader.read(
            path, format=gate.format, encoding=gate.encoding, sheets=DROPPABLE,
            vocabularies=self.settings.vocabularies, mapping=self.settings.mapping_for(name), lang=self.lang,
            name=name,
        )  # fmt: skip
