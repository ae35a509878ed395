"""What is said of something that went wrong while standing guard; what is our own fault is logged in full."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from toolkit.errors import ToolkitError
from toolkit.words import watch as say

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from toolkit.workspace import Workspace

_LOG_BYTES = 2_000_000
"""A mistake that repeats itself for months must not fill the disk; the log before is kept beside."""


def said_of(error: Exception, workspace: Workspace, now: datetime) -> str:
    """Return the sentence for an error, in the language of the workspace."""
    if isinstance(error, OSError):
        return say.AWAY(workspace.lang, error=f"{error.strerror or error} {error.filename or ''}".strip())
    if isinstance(error, ToolkitError):
        # Without the folder there is no settings workbook either, but that is not the trouble.
        is_away = not workspace.root.is_dir()
        return say.AWAY(workspace.lang, error=workspace.root) if is_away else error.said(workspace.lang)
    log_fault(workspace.log, error, now)
    return say.OUR_FAULT(workspace.lang, log=workspace.log)


def log_fault(log: Path, error: Exception, now: datetime) -> None:
    """Add a mistake of the program to the log."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.is_file() and log.stat().st_size > _LOG_BYTES:
        log.replace(log.with_name(f"{log.name}.1"))
    with log.open("a", encoding="utf-8") as lines:
        lines.write(f"{now:%Y-%m-%d %H:%M}\n{''.join(traceback.format_exception(error))}\n")
