"""What the settings say about register and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.domain.figures.attainment import Basis
from toolkit.judging import rules_of
from toolkit.report.options import ReportOptions

if TYPE_CHECKING:
    from toolkit.settings.model import Settings

_RATES = ("response", "resolution", "satisfaction")


def options_of(settings: Settings) -> ReportOptions:
    """Return what the settings say about reports."""
    answers = settings.answers
    return ReportOptions(
        lang=settings.lang,
        company=answers["company"] or "",
        made_by=answers["team"] or "",
        basis=Basis(answers["attainment_basis"]),
        targets={f"{name}_rate": answers[f"{name}_target"] / 100 for name in _RATES},
        top=int(answers["top_count"]),
        vocabularies=settings.vocabularies,
        practice=settings.practice,
        speech=rules_of(settings, None),
        population=settings.population,
        baselines=settings.baselines,
        wordings=settings.sentences,
        has_page=answers["page_html"] == "yes",
        brand=settings.brand,
    )


def open_groups(settings: Settings) -> frozenset[str]:
    """The groups of columns that are unfolded, by key."""
    return frozenset(settings.answers["open_groups"] or ())
