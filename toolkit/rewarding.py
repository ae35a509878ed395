"""Rewards and penalties are tallied from the ledger, once switched on, into a folder outside the workspace."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING

from toolkit.domain.loop.merits import entries
from toolkit.excel.draw.report import draw_report
from toolkit.intake.durable import hash_of, write_whole
from toolkit.intake.publish import Placing, publish
from toolkit.report.merits import merits_report
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.table import complete
from toolkit.words import merits as say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from toolkit.report.options import ReportOptions
    from toolkit.site import Site

LOOKED_AT = 2
"""Months before the running one whose tally is made again when what it says changes."""
_NOTE = "merits.json"


@dataclass(frozen=True)
class Tallies:
    """The tallies of one workspace. What was written where is noted on the machine, not in the shared folder."""

    site: Site
    wall: float
    options: ReportOptions

    def made(self, facts: pd.DataFrame) -> Iterator[tuple[Path, Placing]]:
        """Write the tally of each of the last months that has any entry; a month that says the same is left alone.

        Nothing at all while it is switched off, or the folder cannot be used (which is a finding of the settings).
        """
        folder = self.site.workspace.merits_folder
        if self.site.settings.answers["merits"] != "yes" or folder is None:
            return
        found = entries(complete(facts, FEEDBACK.columns), self.site.settings.merits)
        oldest = str(self.site.moment.astype("M8[M]") - LOOKED_AT)
        for month, part in found.groupby("month"):
            if str(month) >= oldest:
                yield self._made(str(month), part.reset_index(drop=True), folder)

    def _made(self, month: str, part: pd.DataFrame, folder: Path) -> tuple[Path, Placing]:
        noted = self._noted()
        last = noted.get(f"{folder}/{month}", {})
        said = sha256(part.to_json(date_format="iso").encode()).hexdigest()
        standing = folder / last.get("file", say.BOOK(self.options.lang, month=month))
        if last.get("said") == said and standing.is_file():
            return standing, Placing.DONE
        with self.site.store.workplace() as place:
            draw_report(merits_report(part, month, self.options), drawn := place / "merits.xlsx")
            try:
                folder.mkdir(parents=True, exist_ok=True)
                target = self._target(standing, month, last.get("sha256"))
                placed = publish(drawn, target, ours=last.get("sha256"), wall=self.wall)
            except OSError:  # a drive that is not there today: the next run tries again
                return standing, Placing.OPEN
        if placed.placing is Placing.DONE:
            noted[f"{folder}/{month}"] = {"said": said, "file": target.name, "sha256": placed.sha256}
            write_whole(self._note, json.dumps(noted, ensure_ascii=False))
        return target, placed.placing

    def _target(self, standing: Path, month: str, ours: str | None) -> Path:
        """The file itself; beside it under the next number where somebody typed into it."""
        if not standing.exists() or hash_of(standing) == ours:
            return standing
        names = (say.NEXT_BOOK(self.options.lang, month=month, number=number) for number in count(2))
        return next(path for name in names if not (path := standing.with_name(name)).exists())

    @property
    def _note(self) -> Path:
        return self.site.workspace.machine_home / _NOTE

    def _noted(self) -> dict[str, dict[str, str]]:
        return json.loads(self._note.read_text(encoding="utf-8")) if self._note.is_file() else {}
