"""A file without a person: what tells of them is gone, and every other cell is what it was."""

from __future__ import annotations

import io
import json
import zipfile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from recalculated import convert

from toolkit.intake.redact import Person, holds, without, without_in_line

GONE = "已删除-0000"
NAME, PHONE = "欧阳倩倩", "13812345678"


def person(*words, **more):
    return Person(words, GONE, **more)


def saved(path, rows, prepare=lambda _: None, title="客户反馈信息汇总表"):
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    prepare(sheet)
    made.save(path)
    return path


def cells(content):
    made = openpyxl.load_workbook(io.BytesIO(content))
    return [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in made.worksheets]


def text(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "\n".join(package.read(name).decode("utf-8", "ignore") for name in package.namelist())


HEAD = ["客户ID", "数量", "问题描述", "合计"]


@pytest.mark.parametrize("word", ["12", "C12", "A3", "s", "v", "row", "General"])
def test_a_short_id_goes_only_where_it_is_all_that_stands_in_a_column_of_ids(tmp_path, word):
    rows = [HEAD, [word, 12, f"第12件，{word}一并处理", "=SUM(B2:B12)"], ["K77", 12, word, "=B3*12"]]
    content = without(saved(tmp_path / "a.xlsx", rows), person(word))
    assert content is not None
    [[head, theirs, other]] = cells(content)
    assert head == HEAD
    assert theirs[0] == GONE
    assert theirs[1:2] + theirs[3:] == [12, "=SUM(B2:B12)"]
    sure = person(word).is_in(word)
    assert other == ["K77", 12, GONE if sure else word, "=B3*12"]


def test_numbers_stay_numbers_and_shared_texts_keep_their_places(tmp_path):
    """An id of one digit reads like the place of a shared text, of which every workbook has some hundred."""
    rows = [HEAD, *([n, n, f"第{n}种说法", n * 2.5] for n in range(60))]
    content = without(saved(tmp_path / "a.xlsx", rows), person("7"))
    [found] = cells(content)
    assert found == [HEAD, *([n if n != 7 else GONE, n, f"第{n}种说法", n * 2.5] for n in range(60))]


def test_an_id_that_no_cell_shows_any_more_stands_nowhere(tmp_path):
    content = without(saved(tmp_path / "a.xlsx", [HEAD, ["Q9x", 1, "慢", 1]]), person("Q9x"))
    assert "Q9x" not in text(content)


def test_a_long_number_goes_wherever_it_stands(tmp_path):
    rows = [HEAD, ["K1", int(PHONE), f"请打 138 1234 5678 或 {PHONE}", 1], ["K2", 13812345679, "慢", 2]]
    [[_, first, second]] = cells(without(saved(tmp_path / "a.xlsx", rows), person(PHONE)))
    assert first == ["K1", GONE, f"请打 {GONE} 或 {GONE}", 1]
    assert second == ["K2", 13812345679, "慢", 2]


def test_a_name_in_several_pieces_goes_as_a_whole(tmp_path):
    def prepare(sheet):
        bold = InlineFont(b=True)
        sheet["C2"] = CellRichText("我是", TextBlock(bold, "欧阳"), TextBlock(InlineFont(), "倩倩"), "，很急")
        sheet["C2"].comment = Comment(f"{NAME}的电话是{PHONE}", "客服")
        sheet.oddHeader.center.text = NAME

    content = without(saved(tmp_path / "a.xlsx", [HEAD, ["K1", 1, "", 1]], prepare), person(NAME, PHONE))
    assert cells(content)[0][1][2] == f"我是{GONE}，很急"
    said = text(content)
    assert NAME not in said
    assert PHONE not in said
    assert openpyxl.load_workbook(io.BytesIO(content)).active["C2"].comment.text == f"{GONE}的电话是{GONE}"


def test_formulas_lose_a_name_between_quotes_and_no_address(tmp_path):
    rows = [HEAD, ["K1", '=COUNTIF(C1:C1001,"C1001")', "慢", "=C1001+1"]]
    content = without(saved(tmp_path / "a.xlsx", rows), person("C1001"))
    assert cells(content)[0][1] == ["K1", f'=COUNTIF(C1:C1001,"{GONE}")', "慢", "=C1001+1"]


def test_a_file_that_tells_nothing_is_left_alone(tmp_path):
    path = saved(tmp_path / "a.xlsx", [HEAD, ["K1", 12, "C12", 1]])
    for word in ("K2", "12", "A1", "欧阳"):
        assert without(path, person(word)) is None
        assert not holds(path, person(word))


def test_a_column_that_the_settings_map_tells_who_as_well(tmp_path):
    path = saved(tmp_path / "a.xlsx", [["Requester", "Subject"], ["J1", "slow"]])
    assert without(path, person("J1")) is None
    assert cells(without(path, person("J1", headers=["Requester"])))[0][1] == [GONE, "slow"]


def test_several_persons_stay_apart(tmp_path):
    both = Person(["K1", "K2", "李四光"], GONE, {"K1": f"{GONE}1", "K2": f"{GONE}2", "李四光": f"{GONE}2"})
    path = saved(tmp_path / "a.xlsx", [HEAD, ["K1", 1, "找李四光", 1], ["K2", 1, "慢", 1]])
    assert [row[0] for row in cells(without(path, both))[0][1:]] == [f"{GONE}1", f"{GONE}2"]
    assert cells(without(path, both))[0][1][2] == f"找{GONE}2"


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_workbooks_of_other_programs_keep_every_other_cell(tmp_path, soffice, kind):
    rows = [HEAD, ["12", 12, f"{NAME}说慢", 2.5], ["=1+1", 7, "=号开头的话", 0.5], ["K1", 12, "第12件", 3]]
    source = saved(tmp_path / "a.xlsx", [HEAD, rows[1], ["K0", 7, "慢", 0.5], rows[3]])
    [path] = convert(soffice, [source], tmp_path, kind)
    content = without(path, person("12", NAME))
    assert content is not None
    (tmp_path / f"b.{'xlsx' if kind == 'xls' else kind}").write_bytes(content)
    [again] = convert(soffice, [tmp_path / f"b.{'xlsx' if kind == 'xls' else kind}"], tmp_path / "c", "xlsx")
    [found] = cells(again.read_bytes())
    assert found == [HEAD, [GONE, 12, f"{GONE}说慢", 2.5], ["K0", 7, "慢", 0.5], ["K1", 12, "第12件", 3]]
    assert without(path, person("K9")) is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_table_of_texts(tmp_path, encoding):
    path = tmp_path / "a.csv"
    path.write_bytes(f'客户ID,件数,说法\r\n12,12,"慢,{NAME}"\r\nK1,12,第12件\r\n'.encode(encoding))
    content = without(path, person("12", NAME))
    assert content.decode(encoding) == f'客户ID,件数,说法\r\n{GONE},12,"慢,{GONE}"\r\nK1,12,第12件\r\n'


def test_a_text_that_is_no_table_is_changed_all_the_same(tmp_path):
    (tmp_path / "log").write_text(f"{NAME}{'长' * 200_000}", encoding="utf-8")
    assert without(tmp_path / "log", person(NAME)) == f"{GONE}{'长' * 200_000}".encode()


def test_json_by_its_values_and_a_page_outside_its_tags(tmp_path):
    said = {"rows": {"12": {"customer_id": "12", "count": "12", "text": f"{NAME}来电"}}, "drop": 12}
    (tmp_path / "content").write_text(json.dumps(said), encoding="utf-8")
    assert json.loads(without(tmp_path / "content", person("12", NAME, "drop"))) == {
        "rows": {"12": {"customer_id": GONE, "count": "12", "text": f"{GONE}来电"}},
        "drop": 12,
    }
    (tmp_path / "page").write_text('<!doctype html><p class="Anna">Anna says</p>', encoding="utf-8")
    assert (
        without(tmp_path / "page", person("Anna"))
        == f'<!doctype html><p class="Anna">{GONE} says</p>'.encode()
    )
    line = json.dumps({"kind": "arrived", "path": f"{NAME}.xlsx", "drop": 3}, ensure_ascii=False) + "\n"
    assert json.loads(without_in_line(line, person("arrived", NAME)))["path"] == f"{GONE}.xlsx"
    assert without_in_line('{"kind": "arr', person(NAME)) == '{"kind": "arr'


def test_what_nobody_can_read_becomes_a_line(tmp_path):
    path = tmp_path / "a.doc"
    path.write_bytes(b"\0\1" + NAME.encode("utf-16-le"))
    assert without(path, person(NAME)) == GONE.encode()
    assert without(path, person("K1")) is None


def test_real_workbooks_are_read_the_same_without_somebody_who_stands_in_no_column_of_theirs(shared_data):
    """Whatever Excel, WPS and others write: an id like an address or a count changes nothing but whole texts."""
    looked = 0
    for path in sorted(shared_data.rglob("*.xlsx"))[:60]:
        try:
            before = cells(path.read_bytes())
        except Exception:  # noqa: BLE001 - the malformed ones among them
            continue
        content = without(path, person("A1", "12", "3"))
        if content is not None:
            after = cells(content)
            changed = {
                (one, other)
                for was, now in zip(before, after, strict=True)
                for row, again in zip(was, now, strict=True)
                for one, other in zip(row, again, strict=True)
                if one != other
            }
            assert all(other == GONE and str(one).strip() in {"A1", "12", "3"} for one, other in changed), (
                path
            )
        looked += 1
    assert looked > 10
