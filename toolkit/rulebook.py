"""Which rules are in force: those of 设置.xlsx, or the last good ones where it has mistakes."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toolkit.errors import SettingsError
from toolkit.intake.archive import archive, archived, spool
from toolkit.intake.durable import write_whole
from toolkit.intake.gate import inspect
from toolkit.rules.codes.settings import P619
from toolkit.rules.finding import Finding, Place, Severity
from toolkit.schema.books.settings import SETTINGS
from toolkit.settings import Settings, load_settings

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from toolkit.excel.child import Reader
    from toolkit.workspace import Workspace

_LAST_GOOD = "settings.json"


@dataclass(frozen=True, slots=True)
class Rules:
    """Settings, and the hash of the workbook that they stand in ("" for the shipped defaults)."""

    settings: Settings
    mark: str


def rules_in_force(workspace: Workspace, reader: Reader, today: date) -> Rules:
    """Return the rules of the settings workbook; with errors in it the last good ones stay, and it is said.

    The workbook is archived with its hash, so that what was done under it can be done again.
    """
    spooled = spool(workspace.settings_file, workspace.spool) if workspace.settings_file.is_file() else None
    if spooled is None:
        return _last_good(workspace, reader, today, ()) or Rules(
            load_settings([], lang=workspace.lang, today=today), ""
        )
    kept = archive(spooled, workspace.archive)
    spooled.path.unlink(missing_ok=True)
    try:
        settings = read_settings(kept, reader, workspace, today)
    except SettingsError:
        fallback = _last_good(workspace, reader, today, ())
        if fallback is None:
            raise
        return fallback
    errors = [finding for finding in settings.findings if finding.severity is Severity.ERROR]
    if errors:
        return _last_good(workspace, reader, today, settings.findings) or Rules(settings, spooled.sha256)
    _remember(workspace, spooled.sha256, today)
    return Rules(settings, spooled.sha256)


def rules_of_mark(mark: str, workspace: Workspace, reader: Reader, today: date) -> Rules:
    """Return the rules as they stood in the archived settings workbook with this hash."""
    kept = archived(workspace.archive, mark) if mark else None
    if kept is None or not kept.is_file():
        return Rules(load_settings([], lang=workspace.lang, today=today), "")
    return Rules(read_settings(kept, reader, workspace, today), mark)


def read_settings(path: Path, reader: Reader, workspace: Workspace, today: date) -> Settings:
    """Read a settings workbook by the same machinery as a drop.

    Raises:
        SettingsError: it is no workbook, or holds no working time.
    """
    gate = inspect(path, name=workspace.settings_file.name)
    if gate.is_refused:
        raise SettingsError(
            next(f.message(workspace.lang) for f in gate.findings if f.severity is Severity.ERROR)
        )
    book = reader.read(path, format=gate.format, encoding=gate.encoding, sheets=SETTINGS.sheets, vocabularies={},
                       mapping=None, lang=workspace.lang)  # fmt: skip
    return load_settings(book.tables, lang=workspace.lang, today=today)


def _last_good(
    workspace: Workspace, reader: Reader, today: date, findings: tuple[Finding, ...]
) -> Rules | None:
    note = workspace.state / _LAST_GOOD
    if not note.is_file():
        return None
    last = json.loads(note.read_text(encoding="utf-8"))
    rules = rules_of_mark(last["sha256"], workspace, reader, today)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    kept = Finding(P619, Place(workspace.settings_file.name), {"count": errors, "since": last["since"]})
    return Rules(replace(rules.settings, findings=(kept, *findings)), rules.mark)


def _remember(workspace: Workspace, sha256: str, today: date) -> None:
    note = workspace.state / _LAST_GOOD
    if note.is_file() and json.loads(note.read_text(encoding="utf-8"))["sha256"] == sha256:
        return
    write_whole(note, json.dumps({"sha256": sha256, "since": str(today)}))
