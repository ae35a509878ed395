"""Reading in a child process: a file that kills, hangs or fills the memory costs a finding, not the run."""

from __future__ import annotations

import gc
import multiprocessing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pebble import ProcessExpired, ProcessPool

from toolkit.excel.read import ReadBook, spread_out
from toolkit.excel.reading.drafting import DraftBook, Request, draft_book, unreadable
from toolkit.excel.reading.limits import limit_memory
from toolkit.rules.codes.reading import TOO_MUCH, TOO_SLOW
from toolkit.rules.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toolkit.schema.mapping import Mapping as FileMapping
    from toolkit.schema.sheet import Sheet
    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.words import Language


_PANIC = "PanicException"


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What one book may cost: seconds by the clock, and megabytes beyond what an idle child has."""

    seconds: float = 60
    megabytes: int = 1536


class Reader:
    """A warm child process that reads one book after another. Close it, or use it in a `with`."""

    # a fresh child now and then gives back what the allocator kept
    _BOOKS_A_CHILD = 500

    def __init__(self, limits: ReadingLimits = ReadingLimits()) -> None:
        """Start nothing yet; the child starts with the first book or `warm_up`."""
        self._limits = limits
        # spawned everywhere, so that it behaves the same on every system
        self._pool = ProcessPool(
            max_workers=1, max_tasks=self._BOOKS_A_CHILD, context=multiprocessing.get_context("spawn"),
            initializer=_prepare, initargs=(limits.megabytes,),
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm_up(self) -> None:
        """Start the child in the background, so that the first book need not wait for its imports."""
        self._pool.schedule(_nothing)

    def close(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble is typed but for this
        self._pool.join()

    def read(
        self,
        path: Path | str,
        *,
        format: str,  # noqa: A002 - everybody calls it so
        encoding: str | None = None,
        sheets: Sequence[Sheet],
        vocabularies: Mapping[str, Vocabulary],
        mapping: FileMapping | None = None,
        lang: Language = "zh",
        name: str = "",
    ) -> ReadBook:
        """Read a workbook like `read` does, in the child. name: what people call the file, where the path does not say.

        A book that takes too long, too much memory or the child's life gives one finding; an error of our own is
        raised here as it was there.
        """
        request = Request(
            Path(path), format, encoding, tuple(sheets), dict(vocabularies), _plain(mapping), lang, name
        )
        future = self._pool.schedule(_read, args=(request,), timeout=self._limits.seconds)
        try:
            book = future.result()
        except TimeoutError:
            book = DraftBook(findings=[Finding(TOO_SLOW, facts={"seconds": f"{self._limits.seconds:g}"})])
        except (ProcessExpired, MemoryError):
            book = DraftBook(findings=[Finding(TOO_MUCH)])
        return spread_out(book, sheets)


def _prepare(megabytes: int) -> None:
    """Limit the child. Standing here and not in `limits`, it is found only after all that reading imports."""
    limit_memory(megabytes)
    # a million cells are no cycles, so garbage is looked for less often
    gc.set_threshold(50_000, 20, 50)


def _read(request: Request) -> DraftBook:
    """Read in the child. A panic of the parser is no Exception and cannot be sent home, but it is only a bad file."""
    try:
        return draft_book(request)
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        return DraftBook(findings=[unreadable(error, request.lang)])


def _nothing() -> None:
    """Import what reading needs, by having been imported."""


def _plain(mapping: FileMapping | None) -> FileMapping | None:
    """Return a mapping made of plain dicts, which can be sent whatever it was made of."""
    if mapping is None:
        return None
    values = {key: dict(words) for key, words in mapping.values.items()}
    return replace(mapping, headers=dict(mapping.headers), values=values)
