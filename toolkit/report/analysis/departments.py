"""各部门: what each department received, resolved and kept, and how long it took (S2-046)."""

from __future__ import annotations

from toolkit.domain.figures import measures
from toolkit.report.analysis.parts import counted, heads
from toolkit.report.formulas import or_dash, percentile, ratio
from toolkit.report.month import Month, number, text
from toolkit.schema.page import Figure, Form, Row, TableBlock, Tone
from toolkit.words import analysis as say
from toolkit.words import report as labels

_DEPARTMENTS = 15


def department_table(month: Month) -> TableBlock:
    """What each department received, resolved and kept (S2-046)."""
    frame = month.data.frame
    sizes = frame.loc[
        (frame["in_received"] == 1) | (frame["in_resolution"] == 1), "lead_department"
    ].value_counts()
    rows = tuple(
        Row(f"d{n}", _department(month, str(name))) for n, name in enumerate(sizes.index[:_DEPARTMENTS], 1)
    )
    keys = ("received", "resolved", "counted", "met", "rate", "overdue", "median_hours")
    forms = dict.fromkeys(keys, Form.COUNT) | {"rate": Form.RATE, "median_hours": Form.DECIMAL}
    return TableBlock(
        "departments", heads(month.lang, "department", *keys, **forms), rows, say.DEPARTMENTS(month.lang),
        empty=labels.NONE(month.lang),
    )  # fmt: skip


def _department(month: Month, name: str) -> dict[str, Figure]:
    own = {"lead_department": name}
    met, breach = (
        counted(month, in_resolution=1, resolution_verdict=month.verdict(word), **own)
        for word in ("met", "breach")
    )
    judged = int(str(met.value)) + int(str(breach.value))
    frame = month.data.frame
    hours = frame.loc[(frame["in_resolved"] == 1) & (frame["lead_department"] == name), "resolution_hours"]
    late = counted(month, in_overdue=1, **own)
    return {
        "department": text(name),
        "received": counted(month, in_received=1, **own),
        "resolved": counted(month, in_resolved=1, **own),
        "counted": number(judged, f"{met.formula}+{breach.formula}"),
        "met": met,
        "rate": number(int(str(met.value)) / judged if judged else None, ratio("{@met}", "{@counted}"), Form.RATE, Tone.STRONG),
        "overdue": Figure(late.value, late.formula, Form.COUNT, Tone.BAD if late.value else Tone.PLAIN),
        "median_hours": number(
            measures.spread(hours.to_numpy(float)).median,
            or_dash(percentile(month.data, "resolution_hours", 0.5, in_resolved=1, **own)), Form.DECIMAL,
        ),
    }  # fmt: skip
