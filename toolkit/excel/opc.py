"""The rules of a package: how parts are named, point at each other, and which zips are none."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from toolkit.errors import PatchRefusedError

if TYPE_CHECKING:
    from toolkit.excel.markup import Element

MOST_PARTS = 20_000
LARGEST_PART = 2 << 30
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Relation:
    """How one part points at another: `kind` is the last word of its type, `target` a part's name."""

    id: str
    kind: str
    target: str
    external: bool = False


def relations_part(owner: str) -> str:
    """Where the relations of a part are kept."""
    folder, base = posixpath.split(owner)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def read_relation(entry: Element, owner: str) -> Relation:
    """One entry of an owner's relations."""
    target, external = entry.get("Target") or "", entry.get("TargetMode") == "External"
    if not external:
        # a leading slash starts at the package, anything else at the folder of the owner
        target = posixpath.normpath(
            posixpath.join(posixpath.dirname(f"/{owner}"), target.replace("\\", "/"))
        ).lstrip("/")
    return Relation(entry.get("Id") or "", (entry.get("Type") or "").rsplit("/", 1)[-1], target, external)


def part_name(info: zipfile.ZipInfo) -> str:
    """A member's name as a part's: some programs write backslashes or a leading slash."""
    return info.filename.replace("\\", "/").lstrip("/")


def open_zip(file: IO[bytes]) -> zipfile.ZipFile:
    """Open the directory of a zip.

    Raises:
        PatchRefusedError: `password-protected` for what Office encrypts, `not-a-workbook` for what is no zip.
    """
    file.seek(0)
    if file.read(8) == _OLE:
        raise PatchRefusedError("password-protected")
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, EOFError, OSError) as error:
        raise PatchRefusedError("not-a-workbook") from error


def refuse_odd_directory(infos: list[zipfile.ZipInfo], distinct: int) -> None:
    """Refuse a zip whose parts nobody can tell apart or read.

    Raises:
        PatchRefusedError: `too-many-parts`, `parts-twice`, `password-protected` or `too-large`.
    """
    if len(infos) > MOST_PARTS:
        raise PatchRefusedError("too-many-parts")
    if distinct != len(infos):
        raise PatchRefusedError("parts-twice")
    for info in infos:
        if info.flag_bits & _ENCRYPTED:
            raise PatchRefusedError("password-protected", info.filename)
        if info.file_size > LARGEST_PART:
            raise PatchRefusedError("too-large", info.filename)
