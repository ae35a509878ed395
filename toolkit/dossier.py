"""One customer on demand: found in the ledger, judged, and put on a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from toolkit.excel.draw.report import draw_report
from toolkit.explaining import past_cycles
from toolkit.intake.durable import hash_of
from toolkit.intake.publish import publish
from toolkit.judging import judge
from toolkit.refreshing import Made, options_of
from toolkit.report.customer import customer_report, of_customer
from toolkit.words import places

if TYPE_CHECKING:
    from toolkit.schema.page import Report
    from toolkit.site import Site

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def dossier(site: Site, customer: str, *, is_full: bool = False) -> Report | None:
    """Return the page of a customer; None where the ledger has none of this id. Masked unless it is asked for in full."""
    facts = site.ledger.facts("feedback")
    rows = of_customer(facts, customer, site.moment)
    if rows.empty:
        return None
    judged = judge(rows, site.settings, site.moment)
    options = options_of(site.settings)
    reopened = judged[judged["cycle"] > 1]
    cycles = {
        number: past_cycles(site.ledger, team, number)
        for team, number in reopened[["team", "feedback_id"]].itertuples(index=False)
    }
    return customer_report(judged, customer.strip(), site.as_of, options, is_full=is_full, cycles=cycles)


def write_dossier(site: Site, customer: str, report: Report, wall: float) -> Made:
    """Put a customer's page into the folder of customers; wall: seconds of the clock on the wall."""
    lang = site.workspace.lang
    safe = _UNSAFE.sub("_", customer.strip())
    target = site.workspace.reports / places.CUSTOMERS(lang) / places.CUSTOMER_BOOK(lang, customer=safe)
    target.parent.mkdir(parents=True, exist_ok=True)
    with site.store.workplace() as place:
        draw_report(report, drawn := place / "customer.xlsx")
        standing = hash_of(target) if target.exists() else None
        return Made(target, publish(drawn, target, ours=standing, wall=wall).placing)
