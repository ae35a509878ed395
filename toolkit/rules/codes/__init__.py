"""The catalogue: every code by its id, one file a scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.rules.codes.cell import CELL_CODES
from toolkit.rules.codes.file import FILE_CODES
from toolkit.rules.codes.improvement import IMPROVEMENT_CODES
from toolkit.rules.codes.ledger import LEDGER_CODES
from toolkit.rules.codes.returned import RETURNED_CODES
from toolkit.rules.codes.row import ROW_CODES
from toolkit.rules.codes.settings import SETTINGS_CODES
from toolkit.rules.codes.sheet import SHEET_CODES

if TYPE_CHECKING:
    from toolkit.rules.finding import Code

_ALL: tuple[Code, ...] = (
    *FILE_CODES,
    *SHEET_CODES,
    *RETURNED_CODES,
    *CELL_CODES,
    *ROW_CODES,
    *LEDGER_CODES,
    *IMPROVEMENT_CODES,
    *SETTINGS_CODES,
)

CODES: dict[str, Code] = {code.id: code for code in _ALL}
