"""Tags of rows and cells tidied in their bytes: no prefixes or comments, the number first, in double quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from toolkit.excel.parts.rowindex import IrregularXmlError

if TYPE_CHECKING:
    from collections.abc import Sequence

_CELL_TAG = re.compile(rb"""<c((?:\s[^>]*?)??)\s+r\s*=\s*["']([A-Z]{1,3}[0-9]+)["']([^>]*)>""")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_ROW_TAG = re.compile(rb"""<row((?:\s[^>]*?)??)\s+r\s*=\s*["']([0-9]+)["']([^>]*)>""")


def tidied(chunk: bytes, prefixes: Sequence[str]) -> bytes:
    """Rows without comments and these prefixes, the number of each row and cell first in its tag, in double quotes.

    Text cannot look like a tag, for it has no "<" of its own; instructions are left to be noticed later.

    Raises:
        IrregularXmlError: there is a section of character data, or a comment that ends in another piece.
    """
    if b"<!" in chunk:
        chunk = _COMMENT.sub(b"", chunk)
        if b"<!" in chunk or b"<?" in chunk:
            raise IrregularXmlError
    for prefix in prefixes:
        for start in (b"<", b"</"):
            chunk = chunk.replace(start + prefix.encode() + b":", start)
    return _ROW_TAG.sub(rb'<row r="\2"\1\3>', _CELL_TAG.sub(rb'<c r="\2"\1\3>', chunk))
