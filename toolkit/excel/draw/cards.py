"""Draws a row of cards: a label, one big figure, what it changed by, and how it ran."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.excel.draw.layout import Placed, widths
from toolkit.excel.draw.looks import figure_look
from toolkit.excel.look import LOOKS, PALETTE
from toolkit.schema.page import Card, Cards, Figure, Page

if TYPE_CHECKING:
    from toolkit.excel.draw.pen import Pen
    from toolkit.excel.look import Look

_GAP = 3.0
"""Columns narrower than this part the cards."""
_HEIGHTS = {"label": 26, "figure": 48, "note": 24, "trend": 40}


def draw_cards(pen: Pen, page: Page, placed: Placed, cards: Cards) -> dict[int, int]:
    """Draw the cards over the page's columns and return the heights of their rows."""
    notes = max((len(card.notes) for card in cards.cards), default=0)
    for (first, last), card in zip(_places(page), cards.cards, strict=False):
        _draw_card(pen, placed.top, (first, last), card, notes)
    kinds = ["label", "figure"] + ["note"] * notes
    kinds += ["trend"] * any(card.trend for card in cards.cards)
    return {placed.top + place: _HEIGHTS[kind] for place, kind in enumerate(kinds)}


def _places(page: Page) -> list[tuple[int, int]]:
    """Return the first and last column of each card: the runs of columns between the gaps."""
    found: list[tuple[int, int]] = []
    start = 0
    columns = widths(page)
    for place in range(len(columns) + 1):
        if place == len(columns) or columns[place] < _GAP:
            found.append((start, place - 1))
            start = place + 1
    return found


def _draw_card(pen: Pen, top: int, span: tuple[int, int], card: Card, notes: int) -> None:
    label = replace(LOOKS["card_label"], top_line=PALETTE.accent)
    _write(pen, top, span, Figure(card.label), label)
    number = figure_look(card.figure.form, card.figure.tone, pen.canvas.lang).number
    _write(pen, top + 1, span, card.figure, replace(LOOKS["card_figure"], number=number))
    for place in range(notes):
        note = card.notes[place] if place < len(card.notes) else Figure()
        signed = figure_look(note.form, note.tone, pen.canvas.lang).number
        _write(pen, top + 2 + place, span, note, replace(LOOKS["card_note"], number=signed))
    if card.trend:
        _write(pen, top + 2 + notes, span, Figure(), LOOKS["card_note"])
    if card.trend and card.trend.formula:
        pen.trend(top + 2 + notes, span[0], card.trend)


def _write(pen: Pen, row: int, span: tuple[int, int], figure: Figure, look: Look) -> None:
    if span[1] > span[0]:
        pen.sheet.merge_range(row, span[0], row, span[1], "", pen.format(look))
    pen.figure(row, span[0], figure, look)
