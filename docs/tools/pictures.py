"""The pictures of the guide, made from a real run over the sample workspace; a developer's tool.

Needs LibreOffice, poppler (pdftotext, pdftoppm), pngquant and Chromium: what people see is drawn by other programs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from toolkit.rounds import run_once
from toolkit.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
MONTH, RETURNED = "报告/2026-10 客户反馈月度报告.xlsx", "已处理/华东/夜班补录.xlsx"
REGISTER, PLAN, SETTINGS = "台账/客户反馈台账.xlsx", "台账/改进计划.xlsx", "设置.xlsx"
DPI, COLOURS = 104, "48"
_BARE_ROW = re.compile(rb'<row r="\d+"(?=>)')
HEADER = round(33 * DPI / 72)  # header and footer stand in the outer 33 points
MARGIN = 12  # pixels left around what is drawn


@dataclass(frozen=True, slots=True)
class Page:
    """A picture of one printed page of a workbook: the first that says all of this.

    until: how much of the height to show, 1 being all. has_margins: keep header and footer of the page.
    is_roomy: give every row two lines; Excel fits rows to their text, LibreOffice does not when it only prints.
    """

    name: str
    workbook: str
    says: tuple[str, ...]
    until: float = 1.0
    has_margins: bool = False
    is_roomy: bool = False


PAGES = (
    Page("report-1", MONTH, ("目录", "回答什么"), has_margins=True),
    Page("report-mix", MONTH, ("类型、级别与渠道",)),
    Page("report-top", MONTH, ("高频问题 TOP3",)),
    Page("report-time", MONTH, ("时效达标情况",)),
    Page("report-effects", MONTH, ("根因与改进", "生效前 30 天")),
    Page("report-basis", MONTH, ("口径说明与行数核对",)),
    Page("guide-sheet", "客户反馈工作簿.xlsx", ("五步", "颜色和记号")),
    Page("returned", RETURNED, ("F001", "校验结果"), until=0.62, is_roomy=True),
    Page("register-state", REGISTER, ("客户反馈台账 · 状态",)),
    Page("register-overdue", REGISTER, ("逾期", "已超(天)"), until=0.62),
    Page("improvement-tasks", PLAN, ("改进计划 · 改进任务", "看什么")),
    Page("improvement-priority", PLAN, ("影响范围 × 客户价值", "每月的前三"), until=0.78),
    Page("settings-basics", SETTINGS, ("常用", "启用日期")),
)
WEB = MONTH.replace(".xlsx", ".html")
DESK, PHONE = (1280, 900), (390, 844)
REASONS = ("reasons", "待修正/包装材料报价.xlsx.说明.html", (900, 660))


def draw_pictures(target: Path = PICTURES) -> None:
    """Run the toolkit over a copy of the sample workspace and draw what it made."""
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["VOC_HOME"] = str(Path(scratch) / "home")
        space = _fresh_workspace(Path(scratch) / "space")
        run_once(Workspace.open(space))
        shutil.copyfile(ROOT / "templates" / "客户反馈工作簿.xlsx", space / "客户反馈工作簿.xlsx")
        for page in PAGES:
            _draw(page, space, target)
        name, source, size = REASONS
        _photograph(space / source, target / f"{name}.png", size)
        _photograph(space / WEB, target / "report-desk.png", DESK)
        _photograph(_as_on_a_phone(space / WEB), target / "report-phone.png", (PHONE[0] + 110, PHONE[1] + 56))


def _fresh_workspace(space: Path) -> Path:
    """The sample workspace as the repository has it, without what runs have made there."""
    samples = ROOT / "workbooks"
    shutil.copytree(samples / "示例", space / "示例")
    for name in ("设置.xlsx", "voc.toml"):
        shutil.copyfile(samples / name, space / name)
    return space


def _draw(page: Page, space: Path, target: Path) -> None:
    pdf = _printed(space / page.workbook, is_roomy=page.is_roomy)
    number = _page_number(pdf, page.says)
    area = () if page.has_margins else _drawn_area(pdf, number, page.until)
    place = target / f"{page.name}.png"
    _run("pdftoppm", *_only(number), "-r", str(DPI), *area, "-png", "-singlefile", pdf, place.with_suffix(""))
    _shrink(place)


def _printed(workbook: Path, *, is_roomy: bool) -> Path:
    """The workbook as PDF, beside it; made once."""
    pdf = workbook.with_suffix(".pdf")
    if not pdf.exists():
        if is_roomy:
            _make_room(workbook)
        profile = f"-env:UserInstallation={Path(tempfile.gettempdir(), 'voc-office').as_uri()}"
        _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", workbook.parent, workbook)
    return pdf


def _make_room(workbook: Path) -> None:
    with zipfile.ZipFile(workbook) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(workbook, "w") as package:
        for name, content in parts.items():
            is_sheet = name.startswith("xl/worksheets/sheet")
            package.writestr(
                name, _BARE_ROW.sub(rb'\g<0> ht="29" customHeight="1"', content) if is_sheet else content
            )


def _page_number(pdf: Path, says: tuple[str, ...]) -> int:
    pages = _run("pdftotext", "-layout", pdf, "-").decode().split("\f")
    for number, text in enumerate(pages, start=1):
        if all(words in text for words in says):
            return number
    raise LookupError(f"{pdf.name}: no page says {says}")


def _drawn_area(pdf: Path, number: int, until: float) -> tuple[str, ...]:
    """What is drawn between header and footer of a page, as pdftoppm wants it."""
    grey = _pixels(_run("pdftoppm", *_only(number), "-r", str(DPI), "-gray", pdf))
    body = slice(HEADER, grey.shape[0] - HEADER)
    rows, columns = np.nonzero(grey[body] < 250)  # what is not nearly white
    left, right = max(int(columns.min()) - MARGIN, 0), int(columns.max()) + MARGIN
    top, bottom = max(int(rows.min()) - MARGIN, 0) + body.start, int(rows.max()) + body.start + MARGIN
    size = (left, top, right - left, round((bottom - top) * until))
    options = zip(("-x", "-y", "-W", "-H"), map(str, size), strict=True)
    return tuple(part for option in options for part in option)


def _pixels(pgm: bytes) -> np.ndarray:
    """The grey values of a binary PGM, shape (height, width)."""
    _kind, width, height, _most, pixels = pgm.split(None, 3)[:3] + pgm.split(None, 3)[3].split(b"\n", 1)
    return np.frombuffer(pixels, np.uint8).reshape(int(height), int(width))


def _photograph(page: Path, place: Path, size: tuple[int, int]) -> None:
    shot = f"--screenshot={place}"
    how = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
    _run("chromium", *how, f"--window-size={size[0]},{size[1]}", shot, page.as_uri())
    _shrink(place)


def _as_on_a_phone(page: Path) -> Path:
    """A page that shows another one as wide as a phone; Chromium's own window does not get so narrow."""
    shown = page.with_name("phone.html")
    look = f"width:{PHONE[0]}px;height:{PHONE[1]}px;border:0;border-radius:14px;box-shadow:0 0 0 1px #CBD2D9"
    frame = f'<iframe src="{page.as_uri()}" style="{look}"></iframe>'
    shown.write_text(f'<body style="margin:28px 55px;background:#F5F7FA">{frame}</body>', encoding="utf-8")
    return shown


def _shrink(place: Path) -> None:
    _run("pngquant", "--force", "--strip", "--speed", "1", "--output", place, COLOURS, place)


def _only(number: int) -> tuple[str, ...]:
    return "-f", str(number), "-l", str(number)


def _run(*command: object) -> bytes:
    words = [str(part) for part in command]
    return subprocess.run(words, check=True, capture_output=True).stdout  # noqa: S603 - the commands stand above


if __name__ == "__main__":
    draw_pictures()
