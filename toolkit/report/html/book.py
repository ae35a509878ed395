"""The report as one page: heading, contents, then each page of the report as a section."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from toolkit.excel.look import OTHERS, SERIES, SIZES, css_variables, font_stack
from toolkit.report.html.blocks import Piece, pieces
from toolkit.report.html.edition import Edition
from toolkit.report.html.templates import template
from toolkit.words import report_html as say

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.schema.page import Page, Report

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
"""Nothing is fetched and nothing runs, whatever a customer wrote."""


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the report as it is shown."""

    page: Page
    rows: list[list[Piece]]
    light: str
    """How it stands, in words; "" where there is nothing to say."""

    @property
    def key(self) -> str:
        return self.page.key


def report_html(report: Report) -> str:
    """Return a report as one page that needs nothing else; the same report gives the same text."""
    edition = Edition(report)
    sections = [_section(page, edition) for page in report.pages if not page.is_aid]
    home = next(one for one in sections if one.key == report.home)
    style = template("report.css.j2").render(
        variables=css_variables(report.brand.accent),
        fonts=font_stack(),
        series=SERIES,
        others=OTHERS,
        sizes=SIZES,
    )
    return template("report.html.j2").render(
        report=report, home=home, sections=sections, say=say, lang=report.lang, logo=_logo(report),
        style=Markup(style), policy=POLICY,  # noqa: S704 - our own style sheet
    )  # fmt: skip


def write_page(report: Report, target: Path) -> Path:
    """Write a report's page to `target` and return that; the same report gives the same bytes."""
    # Half a character, as some programs leave it where they cut a text, cannot be written.
    target.write_bytes(report_html(report).encode("utf-8", "replace"))
    return target


def page_beside(name: str) -> str:
    """Return the name of the page that goes with a workbook."""
    return f"{name.removesuffix('.xlsx')}.html"


def _section(page: Page, edition: Edition) -> Section:
    light = say.LIGHTS[page.light](edition.lang) if page.light in say.LIGHTS else ""
    return Section(page, pieces(page, edition), light)


def _logo(report: Report) -> str:
    """Return the logo as an address that holds all of it."""
    brand = report.brand
    return f"data:{brand.logo_type};base64,{base64.b64encode(brand.logo).decode()}" if brand.logo else ""
