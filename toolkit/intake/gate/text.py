"""A file of plain text: its encoding, what divides its columns, and how large its table is."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from typing import TYPE_CHECKING, BinaryIO

from toolkit.rules.codes import file as b1
from toolkit.rules.codes import package as b2
from toolkit.rules.finding import Place
from toolkit.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.intake.gate.inspection import Inspection

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DELIMITERS = ",;\t|"
_NEVER_IN_TEXT = bytes(set(range(32)) - set(b"\a\b\t\n\v\f\r\x1a\x1b"))
_BLOCK = 1 << 20
_SAMPLED_LINES = 50
_LONGEST_FIELD = 1 << 30
_LAST_LETTER = 4  # bytes that a letter may take
_MOSTLY = 0.8
_ZEROS = 16

ONLY_ZEROS = Text("后面全是零，还没有写完", "its end is nothing but zeros, not written yet")
HALF_A_LETTER = Text("最后一个字只有一半", "its last letter is cut in two")


def is_text(head: bytes) -> bool:
    """Say whether this beginning of a file holds nothing that text never holds."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    return len(head.translate(None, _NEVER_IN_TEXT)) == len(head) or bool(_bare_utf16(head))


def inspect_text(stream: BinaryIO, look: Inspection) -> tuple[str, str]:
    """Return encoding, as Python names it, and delimiter; count lines and cells.

    Raises:
        RefusedError: no encoding fits every byte, or the table is larger than the limits.
    """
    _refuse_zeros(stream, look)
    encoding = _encoding(stream, look)
    delimiter = _delimiter(stream, encoding)
    _measure(stream, encoding, delimiter, look)
    return encoding, delimiter


def _refuse_zeros(stream: BinaryIO, look: Inspection) -> None:
    """A copy over the network sets the size first, so what has not arrived yet is zeros."""
    stream.seek(max(0, stream.seek(0, io.SEEK_END) - _ZEROS))
    if stream.read() == bytes(_ZEROS):
        raise look.refusal(b1.INCOMPLETE, detail=ONLY_ZEROS)


def _encoding(stream: BinaryIO, look: Inspection) -> str:
    stream.seek(0)
    head = stream.read(_BLOCK)
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), "") or _bare_utf16(head)
    guesses = (marked,) if marked else ("utf-8", "gb18030")
    row = 1
    for guess in guesses:
        row, is_last = _first_wrong(stream, guess)
        if not row and (guess != "gb18030" or _looks_chinese(head)):
            return guess
        if row and is_last and guess != "gb18030":
            raise look.refusal(b1.INCOMPLETE, detail=HALF_A_LETTER)
    raise look.refusal(b1.NO_ENCODING, row=max(row, 1))


def _bare_utf16(head: bytes) -> str:
    """UTF-16 without a mark shows in the zeros beside Latin letters, commas and line ends."""
    zeros = (head[0::2].count(0), head[1::2].count(0))
    if max(zeros) * 10 < len(head) or min(zeros) * 10 > max(zeros):
        return ""
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _first_wrong(stream: BinaryIO, encoding: str) -> tuple[int, bool]:
    """Return the line with the first byte that does not fit, 0 for none, and whether only the file's end is wrong."""
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    row = 1
    for block in iter(lambda: stream.read(_BLOCK), b""):
        try:
            decoder.decode(block)
        except UnicodeDecodeError as error:
            return row + block[: error.start].count(b"\n"), False
        row += block.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return row, True
    return 0, False


def _looks_chinese(head: bytes) -> bool:
    """GB18030 fits nearly any bytes; in real Chinese both bytes of nearly every letter are high."""
    text = head.decode("gb18030", "ignore")
    pairs = [letter.encode("gb18030") for letter, _ in Counter(text).most_common() if not letter.isascii()]
    high = [pair for pair in pairs if len(pair) == 2 and pair[1] >= 0xA1]
    return len(high) >= _MOSTLY * len(pairs)


def _lines(stream: BinaryIO, encoding: str) -> Iterator[str]:
    stream.seek(0)
    wrapper = io.TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        for line in wrapper:
            yield line.replace("\0", "")
    finally:
        wrapper.detach()


def _delimiter(stream: BinaryIO, encoding: str) -> str:
    """Return the sign that cuts the first lines into the most columns in the steadiest way."""
    sample = [line for line, _ in zip(_lines(stream, encoding), range(_SAMPLED_LINES), strict=False)]
    return max(_DELIMITERS, key=lambda sign: _steadiness(sample, sign))


def _steadiness(sample: list[str], sign: str) -> tuple[int, int]:
    csv.field_size_limit(_LONGEST_FIELD)
    widths = [len(row) for row in csv.reader(sample, delimiter=sign) if row]
    usual = Counter(widths).most_common(1)[0][0] if widths else 1
    return (widths.count(usual) if usual > 1 else 0, usual)


def _measure(stream: BinaryIO, encoding: str, delimiter: str, look: Inspection) -> None:
    """A reader fills every row up to the widest one."""
    rows = width = widest = cells = 0
    for row in csv.reader(_lines(stream, encoding), delimiter=delimiter):
        rows += 1
        cells += len(row)
        if len(row) > width:
            width, widest = len(row), rows
        if cells > look.limits.cells:
            raise look.refusal(b2.TOO_MANY_CELLS, count=cells, limit=look.limits.cells)
    look.counts.sheets, look.counts.cells, look.counts.area = 1, cells, rows * width
    if rows * width > look.limits.area:
        raise look.refusal(b2.STRAY_CELL, Place(look.file, widest, width), count=cells, area=rows * width)
