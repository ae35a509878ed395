"""One workspace as its people see it: they drop files, somebody runs `voc`, they look at what lies there then."""

from __future__ import annotations

import hashlib
import os
import shutil
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
from flow_warm import MUTANT

from toolkit.intake.journal import Journal
from toolkit.ledger.ledger import Ledger
from toolkit.words import places
from toolkit.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flow_warm import Ran, Runner
    from openpyxl.worksheet.worksheet import Worksheet

REPOSITORY = Path(__file__).resolve().parents[2]
AS_OF = datetime.fromisoformat("2026-11-02T09:00:00")
LONG_AGO = datetime.fromisoformat("2020-01-01T00:00:00").timestamp()
PINNED = f"as_of = {AS_OF.isoformat()}\nquiet = 0\n"


@dataclass(frozen=True)
class Desk:
    """A workspace with its machine's own folder beside it, and somebody to run commands."""

    root: Path
    home: Path
    runner: Runner
    lang: str = "zh"
    changed: str = ""
    """Functions of flow_mutants that every command begins with."""

    def init(self) -> None:
        """Make the workspace, its moment pinned before anything looks at the clock."""
        self.root.mkdir()
        (self.root / "voc.toml").write_text(PINNED, "utf-8")
        made = self.voc("init", "--lang", self.lang)
        assert made.code == 0, made.said

    def voc(self, verb: str, *arguments: object, at: str = "", **environment: str) -> Ran:
        """Run a verb on this workspace; `at` is what --as-of says."""
        moment = ["--as-of", at] if at else []
        return self.anywhere(verb, self.root, *arguments, *moment, **environment)

    def ask(self, verb: str, *arguments: object, **environment: str) -> Ran:
        """Run a verb that takes its workspace as an option."""
        return self.anywhere(verb, *arguments, "--workspace", self.root, **environment)

    def anywhere(self, verb: str, *arguments: object, **environment: str) -> Ran:
        own = {"VOC_HOME": str(self.home), "COLUMNS": "300"}
        if changed := f"{self.changed} {environment.pop(MUTANT, '')}".strip():
            own[MUTANT] = changed
        return self.runner([verb, *map(str, arguments)], own | environment)

    def run(self, at: str = "") -> Ran:
        """Run once, and insist that every file was taken or sent back, without a word of Python's."""
        ran = self.voc("run", at=at)
        assert (ran.code, ran.err) == (0, ""), ran.said
        return ran

    def copy(self, root: Path) -> Desk:
        """Return the same workspace at another place, machine's folder and all."""
        shutil.copytree(self.root, root / "desk")
        return replace(self, root=root / "desk", home=root / "home")

    def without_reports(self) -> Desk:
        """Return the same desk with runs that make no monthly report."""
        return replace(self, changed="without_reports")

    @property
    def space(self) -> Workspace:
        return Workspace.open(self.root)

    @property
    def inbox(self) -> Path:
        return self.space.inbox

    @property
    def returned(self) -> Path:
        return self.space.returned

    @property
    def sent_back(self) -> Path:
        return self.space.sent_back

    @property
    def register(self) -> Path:
        return self.space.register / places.REGISTER_BOOK(self.lang)

    def report(self, month: str = "2026-10") -> Path:
        return self.space.reports / places.REPORT_BOOK(self.lang, month=month)

    def drop(self, source: Path | bytes, name: str = "", *, is_young: bool = False) -> Path:
        """Put a file, or some bytes, into the inbox under this name; it has lain there for long unless it is young."""
        target = self.inbox / (name or source.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source if isinstance(source, bytes) else source.read_bytes())
        if not is_young:
            os.utime(target, (LONG_AGO, LONG_AGO))
        return target

    def reasons(self, name: str) -> str:
        """The page beside a workbook that was sent back."""
        return (self.sent_back / f"{name}{places.REASONS_SUFFIX(self.lang)}").read_text("utf-8")

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        with Ledger.open(self.space.state / "ledger.sqlite3") as ledger:
            yield ledger

    def drops(self) -> dict[str, dict[str, object]]:
        """Every drop of the ledger by its path; where a path came twice, the last one."""
        with self.ledger() as ledger:
            return {row["path"]: row for row in ledger.drops().to_dict("records")}

    def journal(self) -> list[dict[str, object]]:
        return list(Journal(self.space.journal).lines())

    def waiting(self) -> list[str]:
        """What lies in the inbox, our own half-written files included."""
        return files_in(self.inbox)

    def contents(self) -> dict[str, str]:
        """The hash of everything that people can see, by path."""
        seen = (path for path in sorted(self.root.rglob("*")) if path.is_file())
        return {
            path.relative_to(self.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in seen
            if ".voc" not in path.relative_to(self.root).parts
        }

    def stamps(self) -> dict[str, tuple[int, int]]:
        """When everything in the workspace was last written and how large it is, our own files included."""
        facts = {path: path.stat() for path in sorted(self.root.rglob("*")) if path.is_file()}
        return {
            path.relative_to(self.root).as_posix(): (s.st_mtime_ns, s.st_size) for path, s in facts.items()
        }


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def reports_in(space: Workspace) -> list[str]:
    """The workbooks among the reports; each must have its web page beside it, and nothing else lies there."""
    found = files_in(space.reports)
    books = [name for name in found if name.endswith(".xlsx")]
    assert sorted([*books, *(name.replace(".xlsx", ".html") for name in books)]) == found
    return books


@contextmanager
def opened(path: Path, title: str = "") -> Iterator[Worksheet]:
    """A sheet of a workbook as an independent reader sees it, values only."""
    book = loaded(path, data_only=True)
    try:
        yield book[title] if title else book.worksheets[0]
    finally:
        book.close()


def loaded(path: Path, **options: bool) -> openpyxl.Workbook:
    """A workbook as an independent reader sees it, without its remarks on what it cannot show."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*not supported and will be removed", category=UserWarning)
        return openpyxl.load_workbook(path, **options)


def table_of(path: Path, title: str, header_row: int = 1) -> list[dict[str, object]]:
    """The rows under a header, by header."""
    with opened(path, title) as sheet:
        header, *rows = sheet.iter_rows(min_row=header_row, values_only=True)
        return [
            dict(zip(header, row, strict=True)) for row in rows if any(value is not None for value in row)
        ]


def reconciled(report: Path) -> list[dict[str, object]]:
    """The table 行数核对 of the page 口径说明."""
    with opened(report, "口径说明") as sheet:
        rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    start = next(n for n, row in enumerate(rows) if row[:1] == ["文件"])
    heads = ["文件", "读到", "收下", "退回", "核对"]
    found = []
    for row in rows[start + 1 :]:
        if len(row) < len(heads):
            break
        found.append(dict(zip(heads, [row[0], *row[-4:]], strict=True)))
    return found
