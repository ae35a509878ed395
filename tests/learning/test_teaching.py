"""From confirmed rows to a model, from a model to suggestions, and the same suggestions again after a rebuild."""

from __future__ import annotations

import json
import shutil
from datetime import datetime

import openpyxl
import pytest

from toolkit import teaching
from toolkit.advice import models_folder, models_in
from toolkit.intake.journal import SUGGESTED, Journal
from toolkit.learning.keeping import keep
from toolkit.learning.training import train
from toolkit.ledger.ledger import Ledger
from toolkit.rebuilding import rebuild
from toolkit.rounds import open_site, run_once
from toolkit.standing import standing
from toolkit.teaching import in_a_child, is_enough, lesson_of, lessons_of, teach
from toolkit.workspace import Workspace

AS_OF = datetime(2026, 11, 2, 9)
SAID = {
    "投诉": ("门关不严", "屏幕有划痕", "螺丝掉了一颗", "声音大得睡不着"),
    "表扬": ("小伙子跑前跑后", "讲得清清楚楚", "上门还套鞋套", "给老人搬到楼上"),
}
THINGS = ("冰箱", "洗衣机", "电视", "空调", "热水器", "油烟机", "烤箱")


def story(number: int, kind: str) -> str:
    return f"{THINGS[number % 7]}{SAID[kind][number // 2 % 4]}，{THINGS[number // 3 % 7]}{SAID[kind][number // 5 % 4]}{number}号"


COUNT = 220
ANSWERED = ("kind", "issue_attribute", "process_stage", "issue_nature", "urgency")
ANSWERS = {
    "反馈类型": tuple(SAID),
    "问题属性": ("产品质量", "人员服务"),
    "流程环节": ("交付", "售后"),
    "问题性质": ("质量", "效率"),
    "紧急程度": ("紧急", "一般"),
}


def drop(space: Workspace, name: str, first: int, count: int, *, is_answered: bool = True) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "客户反馈信息汇总表"
    sheet.append(
        ["客户ID", "反馈时间", "反馈渠道", "问题描述", *ANSWERS, "建议依据", "建议紧急程度", "建议理由"]
    )
    for number in range(first, first + count):
        said = [words[number % 2] if is_answered else None for words in ANSWERS.values()]
        story_told = story(number, tuple(SAID)[number % 2])
        sheet.append([f"C{number}", "2026-10-20 10:00", "电话", story_told, *said])
    book.save(space.inbox / name)


@pytest.fixture(scope="module")
def states(tmp_path_factory):
    """A workspace as it stood after its models had learned, and with two new rows that nobody has answered; and its place."""
    place = tmp_path_factory.mktemp("taught")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOC_HOME", str(place / "now" / "home"))
        patch.setattr(teaching, "in_a_child", lesson_of)
        root = place / "now" / "desk"
        root.mkdir(parents=True)
        (root / "voc.toml").write_text(f"as_of = {AS_OF.isoformat()}\nquiet = 0\n", "utf-8")
        made = Workspace.create(root)
        drop(made, "确认过的.xlsx", 0, COUNT)
        run_once(made, AS_OF)
        shutil.copytree(place / "now", place / "taught")
        drop(made, "新来的.xlsx", 1000, 2, is_answered=False)
        run_once(made, AS_OF)
        shutil.copytree(place / "now", place / "advised")
    return place


def again(states, name, monkeypatch):
    """The workspace as it stood then, in its place."""
    monkeypatch.setenv("VOC_HOME", str(states / "now" / "home"))
    monkeypatch.setattr(teaching, "in_a_child", lesson_of)
    shutil.rmtree(states / "now")
    shutil.copytree(states / name, states / "now")
    return Workspace.open(states / "now" / "desk")


@pytest.fixture
def space(states, monkeypatch):
    return again(states, "taught", monkeypatch)


@pytest.fixture
def advised(states, monkeypatch):
    """The same with two new rows that nobody has answered."""
    return again(states, "advised", monkeypatch)


def facts(space: Workspace):
    with Ledger.open(space.ledger_url) as ledger:
        return ledger.facts()


def fingerprint(space: Workspace) -> str:
    with Ledger.open(space.ledger_url) as ledger:
        return ledger.fingerprint()


@pytest.mark.parametrize(
    ("question", "header", "shown", "why"),
    [
        ("kind", "反馈类型", ["投诉", "表扬"], "建议依据"),
        ("issue_attribute", "问题属性", ["产品质量", None], "建议依据"),
        ("process_stage", "流程环节", ["交付", None], "建议依据"),
        ("issue_nature", "问题性质", ["质量", None], "建议依据"),
        ("urgency", "建议紧急程度", ["紧急", "一般"], "建议理由"),
    ],
)
def test_a_model_learns_from_what_persons_typed_and_suggests(advised, question, header, shown, why):
    """Of praise it is not asked what went wrong; the urgency itself stays blank."""
    model = models_in(models_folder(advised))[question]
    assert model.figures.rows == COUNT
    sheet = openpyxl.load_workbook(advised.returned / "新来的.xlsx").active
    head = [cell.value for cell in sheet[1]]
    assert [sheet.cell(row, head.index(header) + 1).value for row in (2, 3)] == shown
    assert [sheet.cell(row, head.index("紧急程度") + 1).value for row in (2, 3)] == [None, None]
    assert f"模型 {model.model_id[:6]}" in sheet.cell(2, head.index(why) + 1).value
    new = facts(advised).tail(2)
    assert new[question].isna().all()
    assert set(new[f"learned_{question}_by"]) == {model.model_id}


@pytest.mark.parametrize("what", ["gone", "another"])
def test_a_rebuild_repeats_what_a_model_said_whatever_became_of_it(advised, what):
    before, folder = fingerprint(advised), models_folder(advised)
    shutil.rmtree(folder)
    if what == "another":
        texts = [story(number, tuple(SAID)[number % 2]) for number in range(COUNT)]
        turned = [("praise", "complaint")[number % 2] for number in range(COUNT)]
        keep(train("kind", lessons_like(texts, turned)), folder)
    with open_site(advised, AS_OF) as site:
        rebuild(site, lambda _name: None)
    assert fingerprint(advised) == before


def lessons_like(texts, labels):
    return teaching.Lessons(texts, labels, [None] * len(texts))


def test_what_a_model_said_stays_when_the_row_comes_again(advised):
    """Another model would say something else; the row has its suggestion already."""
    keep(train("kind", lessons_like(*swapped())), models_folder(advised))
    shutil.copyfile(advised.returned / "新来的.xlsx", advised.inbox / "新来的.xlsx")
    book = openpyxl.load_workbook(advised.inbox / "新来的.xlsx")
    book.active["B2"] = "2026-10-20 11:00"
    book.save(advised.inbox / "新来的.xlsx")
    run_once(advised, AS_OF)
    assert facts(advised)["learned_kind"].tail(2).tolist() == ["complaint", "praise"]
    assert sum(line["kind"] == SUGGESTED for line in Journal(advised.journal).lines()) == 1


def swapped():
    texts = [story(number, tuple(SAID)[number % 2]) for number in range(COUNT)]
    return texts, [("praise", "complaint")[number % 2] for number in range(COUNT)]


def test_nothing_is_learned_from_what_nobody_confirmed(advised):
    known = facts(advised)
    assert len(known) == COUNT + 2
    assert {question: known[question].notna().sum() for question in ANSWERED} == dict.fromkeys(
        ANSWERED, COUNT
    )
    with open_site(advised, AS_OF) as site:
        for question in ANSWERED:
            lessons = lessons_of(question, known[known[question].notna()], site.settings)
            assert (len(lessons.texts), len(set(lessons.labels))) == (COUNT, 2)


@pytest.mark.parametrize(
    ("answers", "last", "enough"),
    [
        (199, 0, False),
        (200, 0, True),
        (240, 200, False),
        (250, 200, True),
        (1099, 1000, False),
        (1100, 1000, True),
    ],
)
def test_when_there_is_enough_that_is_new(answers, last, enough):
    assert is_enough(answers, last) is enough


def test_a_lesson_is_not_repeated_also_where_it_made_no_model(space):
    asked = []

    def in_vain(question, lessons, _folder):
        asked.append((question, len(lessons.texts)))
        return ""

    shutil.rmtree(models_folder(space))
    with open_site(space, AS_OF) as site:
        known = site.ledger.facts()
        assert [one.model_id for one in teach(site, known, in_vain)] == [""] * len(ANSWERED)
        assert teach(site, known, in_vain) == []
    assert asked == [(question, COUNT) for question in ANSWERED]
    assert json.loads((models_folder(space) / "kind.json").read_text("utf-8"))["answers"] == COUNT


def test_a_team_that_does_not_want_it_is_left_alone(space):
    book = openpyxl.load_workbook(space.settings_file)
    row = next(row for row in book["常用"].iter_rows() if row[0].value == "用本团队的数据学习")
    row[1].value = "否"
    book.save(space.settings_file)
    shutil.rmtree(models_folder(space))
    with open_site(space, AS_OF) as site:
        assert teach(site, site.ledger.facts()) == []
    assert not models_folder(space).exists()


def test_status_tells_which_model_is_in_use_and_how_good_it_is(space):
    model = models_in(models_folder(space))["kind"]
    said = {name("zh"): value for name, value in standing(space, AS_OF).lines()}
    assert said["反馈类型模型"].startswith(f"{model.model_id[:6]}，学自 {COUNT} 行；没见过的行里 ")
    assert "问题类型模型" not in said


def test_without_what_learning_needs_nothing_is_learned(space, monkeypatch):
    monkeypatch.setattr(teaching, "can_learn", lambda: False)
    shutil.rmtree(models_folder(space))
    with open_site(space, AS_OF) as site:
        assert teach(site, site.ledger.facts()) == []


def test_a_lesson_in_a_child_process_leaves_a_model_or_takes_one_away(tmp_path):
    texts, labels = swapped()
    made = in_a_child("kind", lessons_like(texts, labels), tmp_path)
    assert models_in(tmp_path)["kind"].model_id == made
    assert in_a_child("kind", lessons_like(texts[:50], labels[:50]), tmp_path) == ""
    assert models_in(tmp_path) == {}
