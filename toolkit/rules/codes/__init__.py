"""The catalogue: every code by its id, one file a scope."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.rules.finding import Code

_SCOPES = ("file", "sheet", "cell", "row", "ledger", "settings")


def _all() -> Iterator[Code]:
    for scope in _SCOPES:
        name = f"{__name__}.{scope}"
        if find_spec(name):
            yield from getattr(import_module(name), f"{scope.upper()}_CODES")


CODES: dict[str, Code] = {code.id: code for code in _all()}
