"""A drawing of native shapes on a page: lines and boxes in pixels from its upper left corner."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Ink(StrEnum):
    """What a shape is, and so how it looks."""

    HEAD = "head"
    SPINE = "spine"
    BONE = "bone"
    LABEL = "label"
    TWIG = "twig"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line from one point to another."""

    start: tuple[int, int]
    end: tuple[int, int]
    ink: Ink = Ink.BONE


@dataclass(frozen=True, slots=True)
class Box:
    """Words in a box: its upper left corner and its size."""

    place: tuple[int, int]
    size: tuple[int, int]
    words: str
    ink: Ink = Ink.WORDS


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes over so many rows of a page. `alt` says in words what they show."""

    title: str
    shapes: tuple[Stroke | Box, ...]
    rows: int
    alt: str
    column: int = 0
    is_beside: bool = False
