"""The cell styles of a workbook, append only: a copy of a neighbour's look with another number format or tint."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Literal, TypeAlias

from lxml import etree

from toolkit.excel.look import FACE, PALETTE
from toolkit.excel.markup import MAIN, OFFICE, STYLES_ORDER, Element, count, ensure, insert, main, parse

if TYPE_CHECKING:
    from toolkit.excel.marking import SheetLook
    from toolkit.excel.package import Package

Key: TypeAlias = "tuple[str, tuple[tuple[str, str], ...], tuple[Key, ...]]"
Tint = Literal["", "computed", "suggested"]
Family = Literal["general", "date", "text", "number"]

_BUILTIN = {"General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10, "@": 49}
_CODES = {number: code for code, number in _BUILTIN.items()}
# 27-36 and 50-58 are dates in East Asian Excel, 31 being 2026年10月1日
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_FIRST_OWN = 164
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_OWN_LOOKS = {
    "title": (PALETTE.ink, 14, "<b/>", ""),
    "head": (PALETTE.paper, 10, "<b/>", PALETTE.accent),
    "text": (PALETTE.ink, 10, "", ""),
    "muted": (PALETTE.muted, 10, "", ""),
    "link": (PALETTE.accent, 10, "<u/>", ""),
    "bad": (PALETTE.bad, 10, "<b/>", ""),
    "watch": (PALETTE.watch, 10, "<b/>", ""),
}
_XF_ATTRIBUTES = frozenset(
    [
        "numFmtId",
        "fontId",
        "fillId",
        "borderId",
        "xfId",
        "quotePrefix",
        "pivotButton",
        "applyNumberFormat",
        "applyFont",
        "applyFill",
        "applyBorder",
        "applyAlignment",
        "applyProtection",
    ]
)
_ONE_LINE = ("title", "muted")
"""What stands above a table and runs on over its columns."""
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
        self._known: dict[str, dict[Key, int]] = {}
        self._made: dict[tuple[int, str, Tint], int] = {}
        self._own: dict[str, int] = {}

    @property
    def root(self) -> Element:
        """The style sheet, made when the workbook has none."""
        if self._part is None:
            self._part = "xl/styles.xml"
            self._package.add(self._part, _MINIMAL % MAIN.encode(), _TYPE)
            self._package.relate(self._workbook, f"{OFFICE}/styles", self._part)
        root = self._package.root(self._part)
        if (
            root.find(f"{main('cellXfs')}/{main('xf')}") is None
        ):  # careless writers leave out even the one look
            for element in parse(_MINIMAL % MAIN.encode(), "styles"):
                if root.find(f"{element.tag}/*") is None:
                    for empty in root.findall(str(element.tag)):
                        root.remove(empty)
                    insert(root, element, STYLES_ORDER)
        return root

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

    def number_element(self, code: str) -> Element:
        """A number format as an element of its own, for a format of conditional formatting."""
        return etree.Element(main("numFmt"), numFmtId=str(self._format_number(code)), formatCode=code)

    def own(self, look: SheetLook) -> int:
        """The look of a cell in a sheet of ours, which leans on nothing of the workbook's."""
        if look not in self._own:
            ink, size, more, paper = _OWN_LOOKS[look]
            font = f'<font>{more}<sz val="{size}"/><color rgb="{_argb(ink)}"/><name val="{FACE}"/><charset val="134"/></font>'
            fill = self._append("fills", _fill(paper)) if paper else 0
            xf = etree.Element(main("xf"), numFmtId="0", fillId=str(fill), borderId="0", xfId="0")
            xf.set("fontId", str(self._append("fonts", _element(font))))
            for attribute in ("applyFont", "applyFill", "applyAlignment"):
                xf.set(attribute, "1")
            etree.SubElement(
                xf, main("alignment"), vertical="top", wrapText="0" if look in _ONE_LINE else "1"
            )
            self._own[look] = self._append("cellXfs", xf)
        return self._own[look]

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
        for foreign in [
            key for key in xf.attrib if key not in _XF_ATTRIBUTES and not str(key).startswith("{")
        ]:
            del xf.attrib[foreign]  # what the schema does not know is not to be said twice
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
            self._known[tag] = {_key(e): number for number, e in present}
        known, key = self._known[tag], _key(element)
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


def _element(text: str) -> Element:
    return parse(text.replace(">", f' xmlns="{MAIN}">', 1).encode(), "styles")


def _fill(colour: str) -> Element:
    solid = f'<patternFill patternType="solid"><fgColor rgb="{_argb(colour)}"/><bgColor indexed="64"/></patternFill>'
    return _element(f"<fill>{solid}</fill>")


def _argb(colour: str) -> str:
    return f"FF{colour.lstrip('#')}"


def _key(element: Element) -> Key:
    """What an element says, however its attributes are ordered and its namespace is spelt."""
    inner = tuple(_key(child) for child in element.iterchildren(etree.Element))
    return str(element.tag), tuple(sorted((str(k), str(v)) for k, v in element.attrib.items())), inner
