"""保存期限 while standing guard: once a day it is asked whether somebody is to be forgotten."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toolkit.forgetting import forget_outlived, outlived_before
from toolkit.ledger.ledger import Ledger

if TYPE_CHECKING:
    from datetime import date

    from toolkit.site import Site


@dataclass
class Retention:
    """When it was asked last; losing it costs one question."""

    _asked_on: date | None = None

    def is_due(self, site: Site) -> bool:
        return site.as_of.date() != self._asked_on and outlived_before(site) is not None

    def keep(self, site: Site, wall: float) -> int:
        """Forget whoever is to be forgotten, with a ledger of our own, for it is replaced; return how many rows told."""
        self._asked_on = site.as_of.date()
        with Ledger.open(site.workspace.ledger_url) as ledger:
            return forget_outlived(replace(site, ledger=ledger), wall)
