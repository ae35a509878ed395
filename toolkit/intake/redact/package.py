"""A workbook of XML parts (.xlsx, .xlsm) without a person: only texts that people read are changed, never markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from toolkit.intake.redact.cells import Strings, cells_without
from toolkit.intake.redact.plain import ENCODINGS
from toolkit.intake.redact.texts import local, parsed, texts_without, written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.intake.redact.person import Person

_XML = (".xml", ".rels", ".vml")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".tif", ".tiff", ".svg")
_STRINGS = "xl/sharedStrings.xml"


def changed(parts: Mapping[str, bytes], person: Person) -> dict[str, bytes]:
    """Return the parts of a package that are other ones without a person, by name."""
    if not any(_may_tell(part, person) for part in parts.values()):
        return {}
    strings = Strings.of(parts.get(_STRINGS, b""))
    order = sorted(parts, key=lambda name: name == _STRINGS)  # the shared texts when all cells were looked at
    made = ((name, _new_part(name, parts[name], strings, person)) for name in order)
    return {name: new for name, new in made if new != parts[name]}


def _new_part(name: str, part: bytes, strings: Strings, person: Person) -> bytes:
    if name.lower().endswith(_PICTURES):
        return part
    root = parsed(part) if name.lower().endswith(_XML) else None
    if root is None:
        return _blotted(part, person)
    has_cells = local(root) == "worksheet" and cells_without(root, strings, person)
    has_unused = name == _STRINGS and strings.forget_unused(root, person)
    return written(root) if texts_without(root, person) or has_cells or has_unused else part


def _may_tell(part: bytes, person: Person) -> bool:
    """Whether a part has any of the words in it, its tags left out: a quick look before it is taken apart."""
    for encoding in ENCODINGS:
        text = re.sub(r"<[^>]*>", "", part.decode(encoding, errors="ignore")).casefold()
        if any(word.casefold() in text for word in person.spellings()) or person.is_in(text):
            return True
    return person.is_in(part.decode("utf-8", errors="ignore"))


def _blotted(part: bytes, person: Person) -> bytes:
    """What is no text keeps its length, so that whoever reads it finds the rest where it was."""
    for encoding in ENCODINGS:
        for word in person.sure():
            spelled = word.encode(encoding)
            part = part.replace(spelled, "x".encode(encoding) * (len(spelled) // len("x".encode(encoding))))
    return part
