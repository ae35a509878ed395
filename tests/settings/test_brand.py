"""A company's colour and logo, from the settings to what reports are drawn with."""

from __future__ import annotations

import os
import struct
import zlib

import pytest
from settings_tables import TODAY, faults, load_settings, table

from toolkit.excel.look import PALETTE, contrast, picture_type
from toolkit.words import LANGUAGES
from toolkit.words import brand as say


def png(width=8, height=4):
    """A picture of one colour."""
    rows = b"".join(b"\0" + b"\x1b\x4f\x8a" * width for _ in range(height))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = (struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts)  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def brand(folder=None, lang="zh", **typed):
    names = {"accent": "主色", "logo": "标志图片"}
    rows = [{"item": names[key], "value": value} for key, value in typed.items()]
    settings = load_settings([table("report_options", *rows)], lang=lang, today=TODAY, folder=folder)
    return settings.brand, [code for code, *_ in faults(settings) if code in ("P626", "P627")]


@pytest.mark.parametrize(
    ("typed", "accent"),
    [("墨绿", "#1F6B4F"), ("forest", "#1F6B4F"), ("#8c2f39", "#8C2F39"), ("＃5B3A8E", "#5B3A8E"), ("3A4653", "#3A4653"),
     ("", ""), ("深蓝", ""), (PALETTE.accent, "")],
)  # fmt: skip
def test_a_colour_has_a_name_or_is_written_out(typed, accent):
    found, codes = brand(accent=typed)
    assert (found.accent, codes) == (accent, [])


@pytest.mark.parametrize("typed", ["#FFFFFF", "#E69F00", "浅黄", "#GGGGGG", "rgb(1,2,3)"])
def test_a_colour_that_cannot_be_read_is_said_and_ours_stays(typed):
    found, codes = brand(accent=typed)
    assert (found.accent, codes) == ("", ["P626"])


def test_every_colour_that_we_name_can_be_read():
    for text, colour in say.ACCENTS:
        assert contrast(colour, PALETTE.paper) >= 4.5, text.zh
    assert say.ACCENTS[0][1] == PALETTE.accent


def test_a_logo_is_read_from_the_workspace(tmp_path):
    (tmp_path / "图").mkdir()
    (tmp_path / "图" / "标志.png").write_bytes(png())
    found, codes = brand(tmp_path, logo="图\\标志.png")
    assert (found.logo, found.logo_type, codes) == (png(), "image/png", [])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("name", "content"), [("没有.png", None), ("文字.png", b"not a picture"), ("空.png", b""),
                                              ("大.png", png() + b"\0" * (1 << 20)), ("零.png", png(0, 0))])  # fmt: skip
def test_a_logo_that_cannot_be_used_is_said(tmp_path, name, content, lang):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    found, codes = brand(tmp_path, lang, logo=name)
    assert (found.logo, codes) == (b"", ["P627"])


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_out_of_the_workspace_is_not_followed(tmp_path):
    (tmp_path / "secret.png").write_bytes(png())
    space = tmp_path / "space"
    space.mkdir()
    (space / "标志.png").symlink_to(tmp_path / "secret.png")
    assert brand(space, logo="标志.png")[1] == ["P627"]


def test_a_jpeg_is_known_by_its_frame():
    frame = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0\x00\x11\x08\x00\x04\x00\x08\x03"
    assert picture_type(frame) == "image/jpeg"
    assert picture_type(frame[:18]) == ""
