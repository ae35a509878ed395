"""XML parts under guard: no document type, no entity, the right encoding, and no tag cut in two."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from toolkit.rules.codes import file as b1
from toolkit.rules.codes import package as b2
from toolkit.words import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from toolkit.intake.gate.container import Container
    from toolkit.intake.gate.directory import Part
    from toolkit.intake.gate.inspection import Inspection

    Attributes = dict[str, str]

# expat tells namespaces from local names by this sign.
_SEPARATOR = " "
_LONGEST_TAG = 1 << 16
_UNICODE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<", b"\0\0")
_DECLARED = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']([^\"'>]+)")
_SHOW_ASCII = ("gb", "big5", "euc-", "shift_jis", "iso-8859-", "windows-125", "latin")
_PLAIN = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})

NOT_WELL_FORMED = Text("“{part}”第 {line} 行不是合格的 XML", "“{part}” is not well-formed XML at line {line}")


def local(name: str) -> str:
    """Return an element's or attribute's name without its namespace."""
    return name.rpartition(_SEPARATOR)[2]


def parse(look: Inspection, part: str, pieces: Iterator[bytes], parser: expat.XMLParserType) -> None:
    """Feed a part to a parser that refuses document types.

    Raises:
        RefusedError: a document type, or no well-formed XML.
    """

    def refuse(*_: object) -> None:
        raise look.refusal(b2.ENTITIES, part=part)

    parser.StartDoctypeDeclHandler = refuse
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        line = getattr(error, "lineno", 1)
        detail = Text(
            NOT_WELL_FORMED.zh.format(part=part, line=line), NOT_WELL_FORMED.en.format(part=part, line=line)
        )
        raise look.refusal(b1.UNREADABLE, detail=detail) from error


def new_parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.buffer_text = True
    return parser


def elements(look: Inspection, part: str, content: bytes, wanted: str) -> list[Attributes]:
    """Return the attributes, by local name, of every element of a small part with this local name.

    Raises:
        RefusedError: as `parse`.
    """
    found: list[Attributes] = []

    def start(name: str, attributes: Attributes) -> None:
        if local(name) == wanted:
            found.append({local(key): value for key, value in attributes.items()})

    parser = new_parser()
    parser.StartElementHandler = start
    parse(look, part, iter((content,)), parser)
    return found


def texts(look: Inspection, part: str, content: bytes, wanted: str) -> dict[str, str]:
    """Return the text inside every element of this local name, by its attribute `name`.

    Raises:
        RefusedError: as `parse`.
    """
    found: dict[str, str] = {}
    current: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        if local(name) == wanted:
            current.append({local(key): value for key, value in attributes.items()}.get("name", ""))

    def end(name: str) -> None:
        if local(name) == wanted:
            current.pop()

    def text(content: str) -> None:
        if current:
            found[current[-1]] = found.get(current[-1], "") + content

    parser = new_parser()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parse(look, part, iter((content,)), parser)
    return found


def guarded(container: Container, part: Part, look: Inspection, *, strict: bool) -> Iterator[bytes]:
    """Yield an XML part in pieces that never end inside a tag; `strict` parts, which readers parse, must be UTF-8.

    Raises:
        RefusedError: a document type or an entity, a wrong encoding, or damage.
    """
    check = codecs.getincrementaldecoder("utf-8")().decode if strict else None
    is_first = True
    for piece in whole_tags(container.stream(part)):
        if is_first:
            _refuse_encoding(container, part, look, piece, strict=strict)
            is_first = False
        if b"<!" in piece and (b"<!DOCTYPE" in piece or b"<!ENTITY" in piece):
            raise look.refusal(b2.ENTITIES, part=part.name)
        if check and not piece.isascii():
            _check_utf8(check, piece, part, look)
        yield piece


def whole_tags(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Cut a stream anew so that a piece ends before a "<", or, in very long text, anywhere."""
    rest = b""
    for piece in pieces:
        joined = rest + piece
        cut = joined.rfind(b"<")
        if len(joined) - cut > _LONGEST_TAG:
            cut = len(joined)
        if cut > 0:
            yield joined[:cut]
        rest = joined[max(cut, 0) :]
    if rest:
        yield rest


def _check_utf8(check: Callable[[bytes], str], piece: bytes, part: Part, look: Inspection) -> None:
    try:
        check(piece)
    except UnicodeDecodeError as error:
        raise look.refusal(b2.WRONG_ENCODING, part=part.name, encoding="?") from error


def _refuse_encoding(
    container: Container, part: Part, look: Inspection, head: bytes, *, strict: bool
) -> None:
    """Some encodings hide a document type from a search for its letters; such a part is parsed to find one."""
    declared = _DECLARED.search(head[:512])
    encoding = declared[1].decode("latin-1").strip().lower() if declared else "utf-8"
    if head.startswith(_UNICODE_MARKS):
        encoding = "utf-16"
    if encoding in _PLAIN:
        return
    if not encoding.startswith(_SHOW_ASCII):
        parse(look, part.name, container.stream(part), new_parser())
    if strict:
        raise look.refusal(b2.WRONG_ENCODING, part=part.name, encoding=encoding)
