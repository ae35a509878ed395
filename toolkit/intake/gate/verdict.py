"""The gate: everything about a file that can be decided before a reader sees it, with bounded memory."""

from __future__ import annotations

import io
import os
import stat
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from toolkit.intake.gate import sniff
from toolkit.intake.gate.compound import Compound
from toolkit.intake.gate.container import Container
from toolkit.intake.gate.inspection import MB, Counts, Inspection, Limits, RefusedError
from toolkit.intake.gate.ods import inspect_ods
from toolkit.intake.gate.ooxml import inspect_package
from toolkit.intake.gate.text import inspect_text
from toolkit.intake.gate.xls import inspect_compound
from toolkit.rules.codes import file as b1
from toolkit.rules.finding import Severity
from toolkit.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.rules.finding import Finding

_SPREADSHEET_ENDS = frozenset(
    {".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".ods", ".ots", ".et", ".ett"}
)
_ALSO_CALLED = {
    "xlsx": {".xlsx", ".xltx"},
    "xlsm": {".xlsm", ".xltm"},
    "xlsb": {".xlsb"},
    "xls": {".xls", ".xlt", ".et", ".ett"},
    "ods": {".ods", ".ots"},
    "csv": {".csv", ".tsv", ".txt", ".tab"},
}
_ODS_MIME = b"application/vnd.oasis.opendocument.spreadsheet"
_ODF_MIME = b"application/vnd.oasis.opendocument."
_PLAIN_TEXT = Text("纯文本（CSV）", "plain text (CSV)")
_ODF = Text("OpenDocument 文档，但不是表格", "an OpenDocument file, but no spreadsheet")
_ARCHIVE = Text("压缩包（ZIP），请先解压", "a ZIP archive; unpack it first")
_NUMBERS = Text("Apple Numbers 表格", "an Apple Numbers spreadsheet")
_LINK = Text("链接", "a link")
_FOLDER = Text("文件夹", "a folder")
_DEVICE = Text("管道或设备", "a pipe or device")


@dataclass(frozen=True, slots=True)
class Gate:
    """What the gate found: the format by content, a text's encoding and delimiter, the counts, every finding."""

    format: str
    encoding: str | None
    delimiter: str | None
    counts: Counts
    findings: tuple[Finding, ...]

    @property
    def is_refused(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def inspect(source: Path | bytes, limits: Limits | None = None, name: str = "") -> Gate:
    """Return what a dropped file is and whether a reader may have it.

    Args:
        source: the file, or its bytes. A link, pipe, device or folder is never opened.
        limits: how large it may be.
        name: what people call the file; by default the name on disk.

    Raises:
        OSError: the file cannot be read at all just now.
    """
    look = Inspection(name or (source.name if isinstance(source, Path) else "?"), limits or Limits())
    form, encoding, delimiter = "", None, None
    try:
        with _opened(source, look) as (stream, size):
            form, encoding, delimiter = _look_into(stream, size, look)
        _note_extension(form, look)
    except RefusedError as refused:
        look.notes.append(refused.finding)
    return Gate(form, encoding, delimiter, look.counts, tuple(look.notes))


def _look_into(stream: BinaryIO, size: int, look: Inspection) -> tuple[str, str | None, str | None]:
    head = stream.read(sniff.HEAD)
    found = sniff.sniff(head)
    match found.container:
        case sniff.ZIP:
            return _inspect_zip(Container(stream, size, look), look), None, None
        case sniff.COMPOUND:
            return inspect_compound(Compound(stream, size, look), look), None, None
        case sniff.PLAIN if _suffix(look.file) not in _SPREADSHEET_ENDS:
            return "csv", *inspect_text(stream, look)
        case sniff.PLAIN:
            raise look.refusal(b1.NOT_A_WORKBOOK, kind=_PLAIN_TEXT)
        case _:
            raise look.refusal(found.code, kind=found.kind, detail=found.kind)


def _inspect_zip(container: Container, look: Inspection) -> str:
    mime = container.read("mimetype")
    if mime.startswith(_ODS_MIME):
        return inspect_ods(container, look)
    if mime.startswith(_ODF_MIME):
        raise look.refusal(b1.NOT_A_WORKBOOK, kind=_ODF)
    if any(key.endswith(".iwa") or key.startswith("index/") for key in container.parts):
        raise look.refusal(b1.OLD_FORMAT, kind=_NUMBERS)
    if any(key.startswith(("xl/", "_rels/", "[content_types]", "word/", "ppt/")) for key in container.parts):
        return inspect_package(container, look)
    raise look.refusal(b1.NOT_A_WORKBOOK, kind=_ARCHIVE)


def _note_extension(form: str, look: Inspection) -> None:
    if _suffix(look.file) not in _ALSO_CALLED[form]:
        look.note(b1.CONTENT_DIFFERS, format=form)


def _suffix(name: str) -> str:
    return Path(name).suffix.casefold()


@contextmanager
def _opened(source: Path | bytes, look: Inspection) -> Iterator[tuple[BinaryIO, int]]:
    """Open a regular file, and only the one that was looked at; yield it with its size."""
    if isinstance(source, bytes):
        _refuse_size(len(source), look)
        yield io.BytesIO(source), len(source)
        return
    before = source.lstat()
    _refuse_irregular(before, look)
    _refuse_size(before.st_size, look)
    with os.fdopen(os.open(source, os.O_RDONLY | _NO_FOLLOW | _BINARY), "rb") as stream:
        opened = os.fstat(stream.fileno())
        if not os.path.samestat(before, opened):
            raise look.refusal(b1.NOT_REGULAR, what=_LINK)
        yield stream, opened.st_size


# Systems without links have no such flag, and only Windows tells text from binary.
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)


def _refuse_irregular(facts: os.stat_result, look: Inspection) -> None:
    if stat.S_ISLNK(facts.st_mode):
        raise look.refusal(b1.NOT_REGULAR, what=_LINK)
    if stat.S_ISDIR(facts.st_mode):
        raise look.refusal(b1.NOT_REGULAR, what=_FOLDER)
    if not stat.S_ISREG(facts.st_mode):
        raise look.refusal(b1.NOT_REGULAR, what=_DEVICE)


def _refuse_size(size: int, look: Inspection) -> None:
    limit = look.limits.file_bytes
    if not size:
        raise look.refusal(b1.EMPTY)
    if size > limit:
        raise look.refusal(b1.TOO_LARGE, size=-(-size // MB), limit=limit // MB)
