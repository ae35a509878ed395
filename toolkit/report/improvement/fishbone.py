"""鱼骨图: the causes of each issue as native shapes, a bone for each kind of cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.schema.drawing import Box, Drawing, Ink, Stroke
from toolkit.schema.page import Page
from toolkit.words import improvement as say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.domain.improvement.causes import Category
    from toolkit.domain.improvement.whole import Fishbone
    from toolkit.report.improvement.desk import Desk

_WIDTH, _HEAD = 1080, (180, 56)
_LABEL = (118, 30)
_SLANT = 90
"""How far a bone leans towards the tail."""
_STEP, _TWIG = 26, 210
"""Height of a cause, and how far its twig reaches."""
_ROW = 24
_SHORTEST = 3


def fishbone_page(desk: Desk) -> Page:
    lang = desk.lang
    name = say.PAGES["fishbone"](lang)
    drawings = tuple(fishbone_drawing(desk, one) for one in desk.known.fishbones)
    lead = say.FISHBONE_LEAD(lang) if drawings else say.NO_CAUSES(lang)
    return Page("fishbone", name, name, lead=(lead,), blocks=drawings)


def fishbone_drawing(desk: Desk, fishbone: Fishbone) -> Drawing:
    """Lay out an issue and its causes: the head at the right, bones alternating above and below the spine."""
    bones = list(fishbone.bones.items())
    deepest = max((len(causes) for _, causes in bones), default=0)
    reach = _STEP * max(deepest, _SHORTEST) + 20
    middle = reach + _LABEL[1] + 8
    shapes = [*_spine(fishbone.issue, middle), *_bones(desk, bones, (middle, reach))]
    causes = "；".join(f"{say.CATEGORIES[kind](desk.lang)}：{'、'.join(found)}" for kind, found in bones)
    rows = -(-(2 * middle + 8) // _ROW)
    alt = say.FISHBONE_ALT(desk.lang, issue=fishbone.issue, causes=causes)
    return Drawing(fishbone.issue, tuple(shapes), rows, alt)


def _spine(issue: str, middle: int) -> Iterator[Stroke | Box]:
    end = _WIDTH - _HEAD[0]
    yield Stroke((10, middle), (end, middle), Ink.SPINE)
    yield Box((end, middle - _HEAD[1] // 2), _HEAD, issue, Ink.HEAD)


def _bones(
    desk: Desk, bones: list[tuple[Category, tuple[str, ...]]], size: tuple[int, int]
) -> Iterator[Stroke | Box]:
    """Draw the bones in pairs from the head to the tail: one above the spine, the next below."""
    middle, reach = size
    pairs = -(-len(bones) // 2)
    room = (_WIDTH - _HEAD[0] - 20) // max(pairs, 3)
    for number, (kind, causes) in enumerate(bones):
        foot = _WIDTH - _HEAD[0] - 16 - (number // 2) * room
        side = -1 if number % 2 == 0 else 1
        tip = (foot - _SLANT, middle + side * reach)
        yield Stroke(tip, (foot, middle), Ink.BONE)
        top = tip[1] - _LABEL[1] if side < 0 else tip[1]
        yield Box((tip[0] - _LABEL[0] // 2, top), _LABEL, say.CATEGORIES[kind](desk.lang), Ink.LABEL)
        yield from _twigs(causes, foot, (middle, side * reach), min(_TWIG, room - 24))


def _twigs(causes: tuple[str, ...], foot: int, size: tuple[int, int], length: int) -> Iterator[Stroke | Box]:
    """Draw the causes along a bone, the first nearest to its label, each with its words on the twig."""
    middle, reach = size
    for place, cause in enumerate(causes):
        part = 1 - (place + 0.75) / max(len(causes), _SHORTEST)
        at = (round(foot - _SLANT * part), round(middle + reach * part))
        yield Stroke((at[0] - length, at[1]), at, Ink.TWIG)
        yield Box((at[0] - length, at[1] - 22), (length, 22), cause, Ink.WORDS)
