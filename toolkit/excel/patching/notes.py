"""Notes of ours on cells: added beside those of people, never over one, found again by author or title."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from toolkit.excel.look import FACE
from toolkit.excel.markup import MAIN, OFFICE, WORKSHEET_ORDER, Element, insert, main
from toolkit.excel.parts import vml
from toolkit.excel.refs import cell_name, cell_numbers
from toolkit.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.excel.marking import Marks, Note
    from toolkit.excel.package import Package

AUTHOR = "voc-toolkit"
TITLE = Text("【校验】", "[Check] ")
"""How each note of ours begins: people see whose it is, and so do we when a program forgot the author."""

MOST_NOTES = 200
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_EMPTY = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode()


def set_notes(package: Package, sheet_part: str, root: Element, marks: Marks) -> int:
    """Let exactly these notes of ours stand on a sheet, at most 200 and none where a person's is; return how many.

    `root` is the frame of the sheet, which points at the drawing of the notes.
    """
    part = next(iter(package.related(sheet_part, "comments")), None)
    theirs, ours = _present(package, part)
    theirs |= _threaded(package, sheet_part)
    fresh = {cell_name(note.row, note.column): note for note in reversed(marks.notes)}
    wanted = [note for name, note in reversed(fresh.items()) if name not in theirs][:MOST_NOTES]
    drawing = _drawing(package, sheet_part, root)
    if not (ours or wanted) or (drawing and not vml.is_plain(package.read(drawing))):
        return 0
    _write_drawing(package, sheet_part, root, drawing, (ours, wanted))
    _write_comments(package, sheet_part, part, replace(marks, notes=tuple(wanted)))
    return len(wanted)


def _present(package: Package, part: str | None) -> tuple[set[str], set[str]]:
    """The cells with a person's note, and those with one of ours."""
    theirs: set[str] = set()
    ours: set[str] = set()
    if part and package.has(part):
        authors = _authors(package.root(part))
        for comment in package.root(part).iterfind(f"{main('commentList')}/{main('comment')}"):
            (ours if _is_ours(comment, authors) else theirs).add(comment.get("ref") or "")
    return theirs, ours


def _threaded(package: Package, sheet_part: str) -> set[str]:
    parts = [part for part in package.related(sheet_part, "threadedComment") if package.has(part)]
    return {
        e.get("ref") or "" for part in parts for e in package.root(part).iter(etree.Element) if e.get("ref")
    }


def _authors(root: Element) -> list[str]:
    return [author.text or "" for author in root.iterfind(f"{main('authors')}/{main('author')}")]


def _is_ours(comment: Element, authors: Sequence[str]) -> bool:
    number = int(comment.get("authorId") or 0)
    by_us = number < len(authors) and authors[number] == AUTHOR
    return by_us or "".join(map(str, comment.itertext())).startswith((TITLE.zh, TITLE.en))


def _write_comments(package: Package, sheet_part: str, part: str | None, marks: Marks) -> None:
    if part is None:
        part = package.free_name("xl/comments%d.xml")
        package.add(part, _EMPTY, _TYPE)
        package.relate(sheet_part, f"{OFFICE}/comments", part)
    root = package.root(part)
    authors, comments = root.find(main("authors")), root.find(main("commentList"))
    if authors is None or comments is None:
        return
    names = _authors(root)
    for comment in comments.findall(main("comment")):
        if _is_ours(comment, names):
            comments.remove(comment)
    if marks.notes and AUTHOR not in names:
        etree.SubElement(authors, main("author")).text = AUTHOR
        names.append(AUTHOR)
    if not marks.notes and names[-1:] == [AUTHOR]:
        authors.remove(authors[-1])
    for note in marks.notes:
        _add_comment(comments, note, names.index(AUTHOR), TITLE(marks.lang))
    if not len(comments):
        package.drop(part, sheet_part)


def _add_comment(comments: Element, note: Note, author: int, title: str) -> None:
    attributes = {"ref": cell_name(note.row, note.column), "authorId": str(author)}
    comment = etree.SubElement(comments, main("comment"), attributes)
    run = etree.SubElement(etree.SubElement(comment, main("text")), main("r"))
    look = etree.SubElement(run, main("rPr"))
    for tag, value in (("sz", "9"), ("rFont", FACE)):
        etree.SubElement(look, main(tag), val=value)
    # no xml:space: the schema has none here, and our text neither begins nor ends with a blank
    etree.SubElement(run, main("t")).text = title + vml.printable(note.text).strip()


def _drawing(package: Package, sheet_part: str, root: Element) -> str | None:
    """The drawing with the notes and old controls of a sheet."""
    pointer = root.find(main("legacyDrawing"))
    wanted = pointer.get(f"{{{OFFICE}}}id") if pointer is not None else None
    found = (r.target for r in package.relations(sheet_part) if wanted and r.id == wanted)
    return next((package.resolve(target) for target in found if package.has(target)), None)


def _write_drawing(
    package: Package,
    sheet_part: str,
    root: Element,
    part: str | None,
    change: tuple[set[str], Sequence[Note]],
) -> None:
    gone, notes = change
    places = {cell_numbers(name) for name in gone}
    data = vml.without(package.read(part), places) if part else vml.EMPTY
    data = vml.with_notes(data, notes)
    if part and not vml.has_shapes(data):
        pointer = root.find(main("legacyDrawing"))
        if pointer is not None:
            root.remove(pointer)
        package.drop(part, sheet_part)
    elif part:
        package.write(part, data)
    else:
        part = package.free_name("xl/drawings/vmlDrawing%d.vml")
        package.ensure_default("vml", _DRAWING)
        package.write(part, data)
        pointer = etree.Element(main("legacyDrawing"))
        pointer.set(f"{{{OFFICE}}}id", package.relate(sheet_part, f"{OFFICE}/vmlDrawing", part))
        insert(root, pointer, WORKSHEET_ORDER)
