"""A workbook as a package of parts: what is not touched keeps its compressed bytes, and the file is replaced whole."""

from __future__ import annotations

import io
import os
import posixpath
import tempfile
import zipfile
import zlib
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self, TypeAlias, cast
from uuid import uuid4

from lxml import etree

from toolkit.errors import PatchRefusedError
from toolkit.excel import zipcopy
from toolkit.excel.markup import Element, parse, serialise
from toolkit.excel.opc import (
    MOST_PARTS,
    Relation,
    open_zip,
    part_name,
    read_relation,
    refuse_odd_directory,
    relations_part,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Source: TypeAlias = Path | str | bytes | IO[bytes]

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CONTENT_TYPES = "[Content_Types].xml"
_SPOOLED = 32 << 20


class Package:
    """The parts of an open workbook, and what is to become of them. Close it, or use it in a `with`."""

    def __init__(self, file: IO[bytes], *, owned: bool = False) -> None:
        """Read the directory of a zip.

        Raises:
            PatchRefusedError: the file is no plain zip of parts (encrypted, damaged, names twice).
        """
        self._file = file
        with ExitStack() as stack:
            if owned:
                stack.callback(file.close)
            self._zip = stack.enter_context(open_zip(file))
            self._infos = {part_name(info): info for info in self._zip.infolist()}
            self._actual = {name.lower(): name for name in self._infos}
            refuse_odd_directory(self._zip.infolist(), len(self._actual))
            self._open = stack.pop_all()
        self._new: dict[str, zipcopy.Member] = {}
        self._written: dict[str, bytes] = {}
        self._roots: dict[str, Element] = {}
        self._before: dict[str, bytes] = {}
        self._gone: set[str] = set()

    @classmethod
    def open(cls, source: Source) -> Package:
        """Open a workbook by its path, its bytes or a binary file that can seek."""
        if isinstance(source, bytes):
            return cls(io.BytesIO(source), owned=True)
        if isinstance(source, str | Path):
            return cls(Path(source).open("rb"), owned=True)
        return cls(source)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._open.close()

    def scratch(self) -> IO[bytes]:
        """An empty file for what is too large to hold, gone when the package is closed."""
        spool = tempfile.SpooledTemporaryFile(max_size=_SPOOLED)  # noqa: SIM115 - closed by close()
        return cast("IO[bytes]", self._open.enter_context(spool))

    def names(self) -> list[str]:
        """The parts as they will be written: the original order, then what is new."""
        kept = [name for name in self._infos if name not in self._gone]
        fresh = [name for name in (*self._roots, *self._written, *self._new) if name not in self._infos]
        return kept + [name for name in dict.fromkeys(fresh) if name not in self._gone]

    def resolve(self, name: str) -> str:
        """The name as the package spells it; names differ by case only in careless files."""
        return self._actual.get(name.lower(), name)

    def has(self, name: str) -> bool:
        name = self.resolve(name)
        known = name in self._infos or name in self._written or name in self._new or name in self._roots
        return known and name not in self._gone

    def size(self, name: str) -> int:
        """The length of an original part, 0 for a new one."""
        info = self._infos.get(self.resolve(name))
        return info.file_size if info else 0

    def read(self, name: str) -> bytes:
        """The bytes of a part, as changed so far."""
        name = self.resolve(name)
        if name in self._roots:
            return serialise(self._roots[name])
        if name in self._written:
            return self._written[name]
        with self.stream(name) as part:
            return part.read()

    @contextmanager
    def stream(self, name: str) -> Iterator[IO[bytes]]:
        """The original bytes of a part as a file, or those of a new one.

        Raises:
            PatchRefusedError: the part is missing, damaged or packed in a way that zipfile does not know.
        """
        name = self.resolve(name)
        if name not in self._infos:
            if name not in self._written:
                raise PatchRefusedError("part-missing", name)
            yield io.BytesIO(self._written[name])
            return
        try:
            with self._zip.open(self._infos[name]) as part:
                yield part
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise PatchRefusedError("damaged-part", name) from error
        except (NotImplementedError, RuntimeError) as error:
            raise PatchRefusedError("odd-compression", name) from error

    def root(self, name: str) -> Element:
        """The parsed root of a part; what is changed in it is written, what is only looked at is not."""
        name = self.resolve(name)
        if name not in self._roots:
            self._roots[name] = parse(self.read(name), name)
            self._before[name] = serialise(self._roots[name])
        return self._roots[name]

    def write(self, name: str, data: bytes) -> None:
        """Give a part new content; an unchanged part stays untouched."""
        name = self.resolve(name)
        self._gone.discard(name)
        self._forget(name)
        if name not in self._infos or self.read(name) != data:
            self._written[name] = data

    def stage(self, name: str, chunks: Iterable[bytes], expected: int) -> None:
        """Pack a large part from chunks now, so that what is learnt on the way can still go into other parts."""
        name = self.resolve(name)
        self._forget(name)
        self._new[name] = zipcopy.pack(chunks, name, self._original(name), expected, self.scratch())

    def _forget(self, name: str) -> None:
        for store in (self._roots, self._before, self._written, self._new):
            cast("dict[str, object]", store).pop(name, None)

    def add(self, name: str, data: bytes, content_type: str) -> None:
        """Put in a part and its content type; a part of that name is overwritten."""
        self.write(name, data)
        types = self.root(CONTENT_TYPES)
        wanted = f"/{self.resolve(name)}"
        override = next((e for e in types if (e.get("PartName") or "").lower() == wanted.lower()), None)
        if override is None:
            override = etree.SubElement(types, f"{{{TYPES}}}Override", PartName=wanted)
        override.set("ContentType", content_type)

    def ensure_default(self, extension: str, content_type: str) -> None:
        """Declare what files of an extension hold, unless the package already says."""
        types = self.root(CONTENT_TYPES)
        if not any((e.get("Extension") or "").lower() == extension for e in types):
            types.insert(
                0, etree.Element(f"{{{TYPES}}}Default", Extension=extension, ContentType=content_type)
            )

    def drop(self, name: str, owner: str) -> None:
        """Take a part out, with its content type, its own relations and the owner's relations to it."""
        name = self.resolve(name)
        types = self.root(CONTENT_TYPES)
        for override in [e for e in types if (e.get("PartName") or "").lower() == f"/{name}".lower()]:
            types.remove(override)
        for relation in self.relations(owner):
            if self.resolve(relation.target) == name:
                self.unrelate(owner, relation.id)
        for part in (name, relations_part(name)):
            self._gone.add(self.resolve(part))
            self._forget(self.resolve(part))

    def relations(self, owner: str) -> list[Relation]:
        """What a part points at; the owner "" is the package itself."""
        part = self.resolve(relations_part(owner))
        return [read_relation(e, owner) for e in self.root(part)] if self.has(part) else []

    def related(self, owner: str, kind: str) -> list[str]:
        """The parts of a kind that a part points at, as the package spells them."""
        return [self.resolve(r.target) for r in self.relations(owner) if r.kind == kind and not r.external]

    def relate(self, owner: str, kind: str, target: str) -> str:
        """Point a part at another and return the relation's id; `kind` is a whole URI."""
        part = self.resolve(relations_part(owner))
        if not self.has(part):
            self._gone.discard(part)
            self._roots[part] = parse(b'<Relationships xmlns="%s"/>' % RELATIONS.encode(), part)
            self._before[part] = b""
        root = self.root(part)
        taken = {e.get("Id") for e in root}
        number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        relative = posixpath.relpath(f"/{target}", posixpath.dirname(f"/{owner}") or "/")
        tag = f"{{{RELATIONS}}}Relationship"
        etree.SubElement(root, tag, Id=f"rId{number}", Type=kind, Target=relative)
        return f"rId{number}"

    def unrelate(self, owner: str, relation_id: str) -> None:
        root = self.root(relations_part(owner))
        for entry in [e for e in root if e.get("Id") == relation_id]:
            root.remove(entry)

    def free_name(self, pattern: str) -> str:
        """The first name of a numbered series, such as "xl/comments%d.xml", that no part has."""
        return next(name for n in range(1, MOST_PARTS) if not self.has(name := pattern % n))

    def changed(self) -> list[str]:
        """The parts that will not be the original bytes, deleted ones included."""
        rewritten = [name for name, root in self._roots.items() if serialise(root) != self._before[name]]
        gone = [name for name in self._gone if name in self._infos]
        return sorted({*rewritten, *self._written, *self._new, *gone})

    def save(self, target: Path, check: Callable[[Path], None]) -> int:
        """Write the package beside the target, let `check` look at it, put it in place; return its size.

        The target is whole at every moment: either the old file or the checked new one.
        """
        # not by `tempfile`: its files are for one user only, and a shared folder is for all
        draft = target.with_name(f".~{uuid4().hex}.tmp")
        try:
            with draft.open("xb") as out:
                zipcopy.write(self._members(), out, self._zip.comment)
                out.flush()
                os.fsync(out.fileno())
            check(draft)
            self.close()
            size = draft.stat().st_size
            draft.replace(target)
        except BaseException:
            with suppress(OSError):
                draft.unlink()
            raise
        return size

    def _members(self) -> Iterator[zipcopy.Member]:
        changed = set(self.changed())
        for name in self.names():
            if name in self._new:
                yield self._new[name]
            elif name in changed:
                data = self.read(name)
                yield zipcopy.pack([data], name, self._original(name), len(data), self.scratch())
            elif name in self._infos:
                yield zipcopy.original(self._infos[name], self._file)

    def _original(self, name: str) -> zipcopy.Member | None:
        info = self._infos.get(name)
        return zipcopy.original(info, self._file) if info else None
