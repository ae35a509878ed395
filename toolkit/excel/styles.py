"""The cell styles of a workbook, append only: a copy of a neighbour's look with another number format or tint."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Literal

from lxml import etree

from toolkit.excel.look import PALETTE
from toolkit.excel.markup import MAIN, OFFICE, STYLES_ORDER, Element, count, ensure, insert, main, parse

if TYPE_CHECKING:
    from toolkit.excel.package import Package

Tint = Literal["", "computed", "suggested"]
Family = Literal["general", "date", "text", "number"]

_BUILTIN = {"General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10, "@": 49}
_CODES = {number: code for code, number in _BUILTIN.items()}
# 27-36 and 50-58 are dates in East Asian Excel, 31 being 2026年10月1日
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_FIRST_OWN = 164
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_MINIMAL = (
    b'<styleSheet xmlns="%b"><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/>'
    b'</fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    b'<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf xfId="0"/></cellXfs>'
    b'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def family(code: str) -> Family:
    """What a number format shows: dates, text, numbers, or whatever comes."""
    bare = _QUOTED.sub("", code).lower()
    if bare in ("general", ""):
        return "general"
    if bare == "@":
        return "text"
    return "date" if re.search("[ymdhs]", bare) else "number"


class Styles:
    """Looks by number, as the `s` of a cell names them."""

    def __init__(self, package: Package, workbook: str) -> None:
        self._package, self._workbook = package, workbook
        part = next(iter(package.related(workbook, "styles")), None)
        self._part = part if part and package.has(part) else None
        self._known: dict[str, dict[bytes, int]] = {}
        self._made: dict[tuple[int, str, Tint], int] = {}

    @property
    def root(self) -> Element:
        """The style sheet, made when the workbook has none."""
        if self._part is None:
            self._part = "xl/styles.xml"
            self._package.add(self._part, _MINIMAL % MAIN.encode(), _TYPE)
            self._package.relate(self._workbook, f"{OFFICE}/styles", self._part)
        return self._package.root(self._part)

    def fresh(self, base: int, code: str, tint: Tint = "") -> int:
        """The look of `base` with exactly this number format and tint."""
        key = (base, code, tint)
        if key not in self._made:
            plain = self._part is None and key == (0, "General", "")
            self._made[key] = 0 if plain else self._copy(base, code, tint)
        return self._made[key]

    def kept(self, base: int, code: str) -> int:
        """`base` itself where it already shows such values, else a copy that does."""
        present, wanted = self.family_of(base), family(code)
        same = present == wanted or (wanted == "general" and present != "date")
        return base if same else self.fresh(base, code)

    def family_of(self, base: int) -> Family:
        if self._part is None:
            return "general"
        number = int(self._xf(base).get("numFmtId") or 0)
        if number in _DATES:
            return "date"
        if number < _FIRST_OWN and number not in self._codes():
            return family(_CODES.get(number, "0"))
        return family(self._codes().get(number, "General"))

    def differential(self, content: bytes) -> int:
        """The number of a format for conditional formatting, appended unless it is there; `content` goes into <dxf>."""
        return self._append("dxfs", parse(b'<dxf xmlns="%b">%b</dxf>' % (MAIN.encode(), content), "styles"))

    def _xf(self, base: int) -> Element:
        formats = self._list("cellXfs")
        return formats[base if base < len(formats) else 0]

    def _list(self, tag: str) -> Element:
        return ensure(self.root, tag, STYLES_ORDER)

    def _codes(self) -> dict[int, str]:
        formats = self.root.iterfind(f"{main('numFmts')}/{main('numFmt')}")
        return {int(e.get("numFmtId") or 0): e.get("formatCode") or "General" for e in formats}

    def _copy(self, base: int, code: str, tint: Tint) -> int:
        xf = deepcopy(self._xf(base))
        number = self._format_number(code)
        if int(xf.get("numFmtId") or 0) != number:
            xf.set("numFmtId", str(number))
            xf.set("applyNumberFormat", "1")
        if tint == "computed":
            xf.set("fillId", str(self._append("fills", _fill(PALETTE.computed))))
            xf.set("applyFill", "1")
        if tint == "suggested":
            xf.set("fontId", str(self._append("fonts", self._suggested(int(xf.get("fontId") or 0)))))
            xf.set("applyFont", "1")
        return self._append("cellXfs", xf)

    def _suggested(self, base: int) -> Element:
        fonts = self._list("fonts")
        font = deepcopy(fonts[base if base < len(fonts) else 0])
        for tag in ("i", "color"):
            for old in font.findall(main(tag)):
                font.remove(old)
        order = (
            "b",
            "i",
            "strike",
            "condense",
            "extend",
            "outline",
            "shadow",
            "u",
            "vertAlign",
            "sz",
            "color",
        )
        insert(font, etree.Element(main("i")), order)
        insert(font, etree.Element(main("color"), rgb=_argb(PALETTE.suggested)), order)
        return font

    def _append(self, tag: str, element: Element) -> int:
        """The number of an equal element, or of this one put at the end."""
        parent = self._list(tag)
        if tag not in self._known:
            present = reversed(list(enumerate(parent.iterchildren(main("*")))))
            self._known[tag] = {_canonical(e): number for number, e in present}
        known, key = self._known[tag], _canonical(element)
        if key not in known:
            known[key] = len(parent.findall(main("*")))
            parent.append(element)
            count(parent)
        return known[key]

    def _format_number(self, code: str) -> int:
        if code in _BUILTIN:
            return _BUILTIN[code]
        known = {text: number for number, text in self._codes().items()}
        if code not in known:
            known[code] = max([_FIRST_OWN - 1, *known.values()]) + 1
            formats = self._list("numFmts")
            etree.SubElement(formats, main("numFmt"), numFmtId=str(known[code]), formatCode=code)
            count(formats)
        return known[code]


def _fill(colour: str) -> Element:
    text = b'<fill xmlns="%b"><patternFill patternType="solid"><fgColor rgb="%b"/><bgColor indexed="64"/></patternFill></fill>'
    return parse(text % (MAIN.encode(), _argb(colour).encode()), "styles")


def _argb(colour: str) -> str:
    return f"FF{colour.lstrip('#')}"


def _canonical(element: Element) -> bytes:
    return etree.tostring(element, method="c14n", with_tail=False, exclusive=True)
