"""How a workbook says that it is ours: custom document properties, which every spreadsheet program keeps."""

from __future__ import annotations

from enum import StrEnum

ROLE = "voc.role"
"""What the workbook is; a value of Role."""
BOOK = "voc.book"
"""The lineage: stays the same through every copy, edit and return of one workbook."""
REVISION = "voc.revision"
"""The ledger's revision that a returned workbook shows."""
MARK = "voc.mark"
"""Of a workbook that we write from the ledger: which writing it is, so that we know what was typed into it."""
TEAM = "voc.team"
"""The subfolder of the inbox that the workbook belongs to."""
TEMPLATE = "voc.template"
"""The key of the book that a template declares; a workbook made from it keeps it."""
LANGUAGE = "voc.language"
"""The language of its headers."""


class Role(StrEnum):
    """What a workbook of ours is for. Reports are refused in the inbox; all others may be dropped."""

    TEMPLATE = "template"
    SETTINGS = "settings"
    RETURNED = "returned"
    REGISTER = "register"
    REPORT = "report"
