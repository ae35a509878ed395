"""Which rules are in force: those of 设置.xlsx, or the last good ones where it has mistakes."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toolkit.errors import SettingsError
from toolkit.intake.archive import archive, archived, spool
from toolkit.intake.durable import hash_of, write_whole
from toolkit.intake.gate.verdict import inspect
from toolkit.rules.codes.settings import P619, P624, P629
from toolkit.rules.finding import Finding, Place, Severity
from toolkit.schema.books.settings import SETTINGS
from toolkit.settings import Settings, load_settings
from toolkit.words import workspace as say
from toolkit.workspace import MACHINE_FILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from toolkit.excel.child import Reader
    from toolkit.rules.finding import Code
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
    try:
        mark = _kept(workspace)
        rules = Rules(read_settings(archived(workspace.archive, mark), reader, workspace, today), mark)
    except SettingsError as error:
        last = _last_good(workspace, reader, today, _why_not(error, workspace))
        if last is None:
            raise
        return last
    errors = sum(finding.severity is Severity.ERROR for finding in rules.settings.findings)
    if errors:
        mistaken = _finding(P619, workspace, count=errors)
        return _last_good(workspace, reader, today, [mistaken, *rules.settings.findings]) or rules
    _remember(workspace, mark, today)
    return rules


def rules_to_look_by(workspace: Workspace, reader: Reader, today: date) -> Rules:
    """Return the rules in force without writing anything, where those that are kept are still the team's."""
    last = _remembered(workspace)
    try:
        mark = hash_of(workspace.settings_file)
    except OSError:
        mark = ""
    if last and last["sha256"] == mark and archived(workspace.archive, mark).is_file():
        return rules_of_mark(mark, workspace, reader, today)
    return rules_in_force(workspace, reader, today)


def _kept(workspace: Workspace) -> str:
    """Archive the settings workbook as it stands, and return its hash.

    Raises:
        SettingsError: it is not there, or cannot be read now.
    """
    if not workspace.settings_file.is_file():
        raise SettingsError(say.SETTINGS_GONE)
    try:
        spooled = spool(workspace.settings_file, workspace.spool)
    except OSError as error:
        raise SettingsError(say.SETTINGS_BUSY) from error
    if spooled is None:
        raise SettingsError(say.SETTINGS_BUSY)
    archive(spooled, workspace.archive)
    spooled.path.unlink(missing_ok=True)
    return spooled.sha256


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
    settings = load_settings(book.tables, lang=workspace.lang, today=today, folder=workspace.root)
    if settings.answers["merits"] == "yes" and (problem := workspace.merits_problem):
        unplaced = Finding(P629, Place(MACHINE_FILE), {"problem": problem})
        return replace(settings, findings=(*settings.findings, unplaced))
    return settings


def _last_good(
    workspace: Workspace, reader: Reader, today: date, findings: Sequence[Finding]
) -> Rules | None:
    """Return the last settings without errors, with what is to be said instead of their own findings."""
    last = _remembered(workspace)
    if last is None:
        return None
    rules = rules_of_mark(last["sha256"], workspace, reader, today)
    return Rules(replace(rules.settings, findings=tuple(findings)), rules.mark)


def _why_not(error: SettingsError, workspace: Workspace) -> list[Finding]:
    if error.findings:
        return [_finding(P619, workspace, count=len(error.findings)), *error.findings]
    return [_finding(P624, workspace, reason=error.said(workspace.lang).rstrip("。."))]


def _finding(code: Code, workspace: Workspace, **facts: object) -> Finding:
    file, last = workspace.settings_file.name, _remembered(workspace)
    return Finding(code, Place(file), {"file": file, "since": last["since"] if last else "", **facts})


def _remembered(workspace: Workspace) -> dict[str, str] | None:
    note = workspace.state / _LAST_GOOD
    return json.loads(note.read_text(encoding="utf-8")) if note.is_file() else None


def _remember(workspace: Workspace, sha256: str, today: date) -> None:
    note, last = workspace.state / _LAST_GOOD, _remembered(workspace)
    if last and last["sha256"] == sha256:
        return
    write_whole(note, json.dumps({"sha256": sha256, "since": str(today)}))
