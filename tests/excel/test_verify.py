"""A file that came out wrong never takes its place."""

from __future__ import annotations

import numpy as np
import pytest

from tests.excel.books import drawn, raw_book, values
from toolkit.errors import PatchRefusedError
from toolkit.excel import package as package_module
from toolkit.excel import zipcopy
from toolkit.excel.parts.strings import Strings
from toolkit.excel.patch import Block, BlockColumn, fill
from toolkit.excel.patching.weave import Pieces

ROWS = np.array([2, 3, 4])
BLOCK = Block(
    1,
    ROWS,
    (BlockColumn("统一级别", np.array(["高", "中", "低"], object)), BlockColumn("次数", np.array([1, 2, 3]))),
)


@pytest.fixture
def target(tmp_path):
    return drawn(tmp_path / "returned.xlsx")


def spoiled(target, source=None):
    """The cause of refusing; what stood at the target stands there still, and nothing beside it."""
    before = target.read_bytes()
    with pytest.raises(PatchRefusedError) as caught:
        fill(target if source is None else source, target, "反馈", BLOCK)
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    return caught.value.cause


def test_a_flipped_bit(target, monkeypatch):
    def write(members, out, comment=b""):
        zipcopy.write(members, out, comment)
        out.seek(out.tell() // 3)
        out.write(b"\xff\xff")

    class Wrong:
        pack, original = staticmethod(zipcopy.pack), staticmethod(zipcopy.original)

    Wrong.write = staticmethod(write)
    monkeypatch.setattr(package_module, "zipcopy", Wrong)
    assert spoiled(target) in {"damaged-part", "verification-failed"}


def written_as(change):
    """Pieces woven into the sheet after somebody changed their bytes."""
    woven = Pieces.woven

    def spoilt(self, chunk):
        return woven(self._replace(text=[change(text) for text in self.text]), chunk)

    return spoilt


def test_a_cell_in_the_wrong_place(target, monkeypatch):
    monkeypatch.setattr(Pieces, "woven", written_as(lambda text: text.replace(b'E3"', b'E4"')))
    assert spoiled(target) == "verification-failed"


def test_a_cell_lost(target, monkeypatch):
    monkeypatch.setattr(
        Pieces, "woven", written_as(lambda text: b"" if text.endswith(b"<v>2</v></c>") else text)
    )
    assert spoiled(target, raw_book()) == "verification-failed"


def test_a_cell_with_another_value(target, monkeypatch):
    monkeypatch.setattr(Pieces, "woven", written_as(lambda text: text.replace(b"<v>3</v>", b"<v>4</v>")))
    assert spoiled(target) == "verification-failed"


def test_a_string_in_the_wrong_place(target, monkeypatch):
    grown = Strings._grown
    monkeypatch.setattr(Strings, "_grown", lambda self, added, more: grown(self, b"<si/>" + added, more))
    assert spoiled(target) == "verification-failed"


def test_a_part_lost(target, monkeypatch):
    members = package_module.Package._members
    monkeypatch.setattr(package_module.Package, "_members", lambda self: list(members(self))[:-1])
    assert spoiled(target) == "verification-failed"


def test_what_is_right_takes_its_place(target):
    fill(target, target, "反馈", BLOCK)
    assert values(target)["E4"] == 3
