"""Claims that the ledger contradicts: a remark's figures, and a measure called a success that was none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.domain.improvement.effects import MISSED, REACHED, Reason, Standing
from toolkit.report.improvement.effects import figure_text
from toolkit.rules.codes.improvement import L530, L531
from toolkit.rules.finding import Finding, Place
from toolkit.schema.books.improvement import EFFECTS
from toolkit.schema.choices import ACHIEVEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.domain.improvement.effects import Checked
    from toolkit.domain.improvement.metrics import Estimate, Unit
    from toolkit.domain.improvement.whole import Measured
    from toolkit.report.improvement.desk import Desk
    from toolkit.rules.finding import Code


def contradictions(desk: Desk, one: Measured, typed: object) -> Iterator[Finding]:
    """Yield what the ledger contradicts in a row of the effectiveness check; typed: the achievement that a person chose.

    Only what is settled: both windows are over, and there is enough to count. A modest claim contradicts nothing.
    """
    effect = one.effect
    if (typed, effect.achievement, effect.reason) == (REACHED, MISSED, Reason.MEASURED):
        label = desk.label(ACHIEVEMENTS, REACHED), desk.label(ACHIEVEMENTS, MISSED)
        unit = effect.check.named.metric.unit if effect.check.named else None
        facts = {"typed": label[0], "found": label[1], "after": _value(effect.after, unit)}
        yield _finding(desk, L531, "achievement", facts | {"goal": figure_text(effect.target, unit)})
    for claim in one.claims:
        if claim.standing is Standing.CONTRADICTED:
            yield _finding(desk, L530, "note", _of_claim(claim))


def _of_claim(one: Checked) -> dict[str, str]:
    unit = one.named.metric.unit if one.named else None
    return {"claim": one.claim.text, "before": _value(one.before, unit), "after": _value(one.after, unit)}


def _value(found: Estimate | None, unit: Unit | None) -> str:
    return figure_text(found.value if found else None, unit)


def _finding(desk: Desk, code: Code, key: str, facts: dict[str, str]) -> Finding:
    place = Place(EFFECTS.title(desk.lang), header=EFFECTS[key].header(desk.lang))
    return Finding(code, place, facts)
