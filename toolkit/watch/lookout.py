"""While a workbook is worked on, or the register is made, somebody goes on watching the next files come to rest."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from toolkit.intake.scan import scan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from toolkit.intake.settle import Settling

_EVERY = 0.25
_LEISURE = 20.0
"""How many times as long as a look took it rests: with 10,000 files in the inbox it must not slow the work down."""


class Lookout:
    """Looks at the inbox beside the work, so that the quiet time of a file does not begin only when the work is over."""

    def __init__(self, inbox: Path, settling: Settling, monotonic: Callable[[], float]) -> None:
        self._inbox, self._settling, self._monotonic = inbox, settling, monotonic

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep it for as long as the block runs."""
        over = threading.Event()
        thread = threading.Thread(target=self._watch, args=(over,), name="lookout", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def look(self) -> None:
        """Note what lies there now; while the share is away, nothing."""
        with suppress(OSError):
            self._settling.notice(scan(self._inbox), self._monotonic())

    def _watch(self, over: threading.Event) -> None:
        rest = _EVERY
        while not over.wait(rest):
            began = time.monotonic()
            self.look()
            rest = max(_EVERY, _LEISURE * (time.monotonic() - began))
