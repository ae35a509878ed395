"""journal.jsonl: what arrived and what was decided, in order; from it and the archive the ledger can be rebuilt."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toolkit.intake.crash import point

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

    Line = dict[str, Any]

_TAIL = 65_536
"""Bytes from the end in which the last line is looked for first; one is some hundred long."""

_BINARY = getattr(os, "O_BINARY", 0)

ARRIVED, RESUMED, UNDONE, REPORTED = "arrived", "resumed", "undone", "reported"
SUGGESTED = "suggested"
"""Kinds of lines: a file came; a drop was gone on with; one was taken back; what was reported of a month was fixed;
what a model said of a drop's rows."""
FORGOTTEN = "forgotten"
"""A customer was taken out of these originals; who it was is said nowhere."""


@dataclass(frozen=True, slots=True)
class Journal:
    """An append-only file of JSON lines. A line counts once it is durable; a torn one never counted."""

    path: Path

    def append(self, kind: str, facts: Mapping[str, object]) -> None:
        """Add a line and make it durable before returning.

        Moments and paths become text. A torn last line of a killed process is closed first and stays for the record.

        Raises:
            OSError: the journal cannot be written, so nothing may be decided.
        """
        line = json.dumps({"kind": kind, **facts}, ensure_ascii=False, default=str)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        point("journal-before")
        with _open_for_one(self.path) as stream:
            opening = b"" if _is_closed(stream) else b"\n"
            stream.write(opening + line.encode() + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
        point("journal-after")

    def lines(self) -> Iterator[Line]:
        """Yield every whole line in order; torn ones are passed over (see `torn`)."""
        yield from (line for _, line in self._parsed() if line is not None)

    def last(self) -> Line | None:
        """Return the last whole line, None where there is none. It is read from the end: a journal is never shortened."""
        if not self.path.exists():
            return None
        with self.path.open("rb") as stream:
            end = stream.seek(0, os.SEEK_END)
            for length in (_TAIL, end):
                start = stream.seek(max(end - length, 0))
                lines = stream.read().split(b"\n")[1 if start else 0 :]
                parsed = (line for raw in reversed(lines) if (line := _parse(raw)) is not None)
                if (found := next(parsed, None)) is not None:
                    return found
        return None

    def torn(self) -> list[int]:
        """Return the numbers of the lines that hold nothing whole: a process was killed while it wrote them."""
        return [number for number, line in self._parsed() if line is None]

    def _parsed(self) -> Iterator[tuple[int, Line | None]]:
        if not self.path.exists():
            return
        with self.path.open("rb") as stream:
            for number, raw in enumerate(stream, start=1):
                if raw.strip():
                    yield number, _parse(raw)


def _open_for_one(path: Path) -> BinaryIO:
    """Open for reading and for writing at the end, where only one writes at a time (the lock, the lease).

    Not in the system's mode for appending: on a share it protects from nobody, since each client appends where it
    believes the end to be, and some clients (libsmbclient in smbnetfs) cannot open a file so.
    """
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | _BINARY, 0o666), "r+b")


def _is_closed(stream: BinaryIO) -> bool:
    """Say whether the last line is whole; leaves the stream at its end."""
    if not stream.seek(0, os.SEEK_END):
        return True
    stream.seek(-1, os.SEEK_END)
    return stream.read(1) == b"\n"


def _parse(raw: bytes) -> Line | None:
    try:
        line = json.loads(raw)
    except ValueError:
        return None
    return line if isinstance(line, dict) else None
