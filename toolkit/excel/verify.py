"""The last look at a written workbook before it takes its place: every checksum, every part, our cells read back."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import IO, TYPE_CHECKING

import numpy as np

from toolkit.errors import PatchRefusedError
from toolkit.excel.markup import parse
from toolkit.excel.refs import column_number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from toolkit.excel.edits import Edits
    from toolkit.excel.splice import Splice

_BLOCK = 1 << 20
_CELL = rb'(<c r="(%b)(\d+)"[^>]*?(?:/>|>(?:<v>[^<]*</v>|<is>.*?</is>)</c>))'


def verify(draft: Path, names: Sequence[str], parsed: Collection[str], sheets: Mapping[str, Splice]) -> None:
    """Read a written workbook with other eyes than wrote it.

    Args:
        draft: the file.
        names: the parts it must have, in order.
        parsed: parts that must be whole XML.
        sheets: for each rewritten worksheet part what was written into it.

    Raises:
        PatchRefusedError: `verification-failed` or `damaged-part`, with the part that is not as it should be.
    """
    with zipfile.ZipFile(draft) as written:
        infos = {_name(info): info for info in written.infolist() if not info.is_dir()}
        if list(infos) != list(names):
            raise PatchRefusedError("verification-failed", "parts")
        for name, info in infos.items():
            try:
                with written.open(info) as part:
                    _inspect(part, name, sheets.get(name), whole=name in parsed)
            except (zipfile.BadZipFile, EOFError, zlib.error) as error:
                raise PatchRefusedError("damaged-part", name) from error
            except NotImplementedError:  # packed in a way that we can copy but not unpack
                continue


def _name(info: zipfile.ZipInfo) -> str:
    return info.filename.replace("\\", "/").lstrip("/")


def _inspect(part: IO[bytes], name: str, sheet: Splice | None, *, whole: bool) -> None:
    if sheet is not None:
        _read_back(part, name, sheet)
    elif whole:
        parse(part.read(), name)
    while part.read(_BLOCK):  # the checksum is compared at the end
        pass


def _read_back(part: IO[bytes], name: str, sheet: Splice) -> None:
    """Find our cells in the order of the sheet; together they must be the bytes that were to be written."""
    names = sorted(
        {column.letters for area in sheet.edits.areas for column in area.columns}, key=len, reverse=True
    )
    pattern = re.compile(_CELL % b"|".join(names), re.DOTALL)
    cells = digest = 0
    for chunk in _whole_rows(part):
        ours = _ours(pattern.findall(chunk), sheet.edits)
        cells, digest = cells + len(ours), zlib.crc32(b"".join(ours), digest)
    if (cells, digest) != (sheet.cells, sheet.digest):
        raise PatchRefusedError("verification-failed", name)


def _ours(found: list[tuple[bytes, bytes, bytes]], edits: Edits) -> list[bytes]:
    if not found:
        return []
    cells, letters, rows = zip(*found, strict=True)
    numbers = {name: column_number(name.decode()) for name in set(letters)}
    columns = np.array([numbers[name] for name in letters], np.int64)
    mask = edits.hits(np.array(rows, "S7").astype(np.int64), columns)
    return [cell for cell, ours in zip(cells, mask.tolist(), strict=True) if ours]


def _whole_rows(part: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while block := part.read(_BLOCK):
        block = rest + block
        cut = max(block.rfind(b"<row"), 0)
        rest = block[cut:]
        yield block[:cut]
    yield rest
