"""A kept file without a person, whatever it is: a package, a text, a workbook of another kind, or nothing readable."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from toolkit.intake.redact import opendocument, package, plain, values

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.intake.redact.person import Person


def holds(path: Path, person: Person) -> bool:
    """Say whether a file tells of a person, as far as its text can be read; pictures cannot."""
    return without(path, person) is not None


def without(path: Path, person: Person) -> bytes | None:
    """Return a file's content without a person; None where nothing in it tells of them.

    A workbook that is no package of XML becomes one with the same values in the same cells. What cannot be read at all
    brought no rows, and becomes a line that says that somebody stood there.
    """
    content = path.read_bytes()
    parts = _parts(content)
    if parts is not None and "xl/workbook.bin" not in parts:
        changed = opendocument.changed if "content.xml" in parts else package.changed
        new = changed(parts, person)
        return _packed(parts | new) if new else None
    if parts is None and (text := plain.decoded(content)) is not None:
        return plain.without(*text, person)
    try:
        return values.without(content, path.name, person)
    except values.UnreadableError:
        tells = any(person.is_in(content.decode(encoding, errors="ignore")) for encoding in plain.ENCODINGS)
        return person.token.encode() if tells else None


def _parts(content: bytes) -> dict[str, bytes] | None:
    """The parts of a package by name, None where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist()}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
        return None


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), part, stored)
    return out.getvalue()
