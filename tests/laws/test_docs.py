"""The pages for readers: printed ones are fresh, both READMEs say the same, and whatever is named exists."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from toolkit.cli import main
from toolkit.reference import data_dictionary, finding_codes
from toolkit.rules.codes import CODES

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
READMES = (ROOT / "README.md", ROOT / "README.zh.md")
PAGES = (*READMES, *sorted(DOCS.glob("*.md")))
LINK = re.compile(r"\]\(([^)\s]+)\)")
VERB = re.compile(r"^\| `voc ([a-z]+)", re.MULTILINE)
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "printed"),
    [("data-dictionary.md", data_dictionary), ("finding-codes.md", finding_codes)],
    ids=["data dictionary", "finding codes"],
)
def test_a_printed_page_equals_a_fresh_print(name, printed):
    assert text_of(DOCS / name) == printed(), "run scripts/build_docs.py"


@pytest.mark.parametrize("readme", READMES, ids=lambda page: page.name)
def test_every_verb_stands_in_the_readme(readme):
    assert sorted(VERB.findall(text_of(readme))) == sorted(main.commands)


def test_both_readmes_list_the_verbs_in_the_same_order():
    english, chinese = (VERB.findall(text_of(readme)) for readme in READMES)
    assert english == chinese


@pytest.mark.parametrize("readme", READMES, ids=lambda page: page.name)
def test_the_two_commands_of_the_readme_are_scripts(readme):
    scripts = re.findall(r"^python3 (scripts/\w+\.py)$", text_of(readme), re.MULTILINE)
    assert scripts == ["scripts/run.py", "scripts/test.py"]
    assert all((ROOT / script).is_file() for script in scripts)


def test_both_readmes_have_the_same_sections_in_the_same_order():
    english, chinese = (outline(text_of(readme)) for readme in READMES)
    assert english == chinese


def outline(page: str) -> list[tuple[str, int, int, tuple[str, ...]]]:
    """Level, table rows, list entries and links of each section: what a translation leaves as it is."""
    places = [*HEADING.finditer(page)]
    ends = [*(place.start() for place in places[1:]), len(page)]
    bodies = [page[place.end() : end] for place, end in zip(places, ends, strict=True)]
    return [
        (place[1], body.count("\n|"), len(re.findall(r"\n(?:-|\d\.) ", body)), languageless(body))
        for place, body in zip(places, bodies, strict=True)
    ]


def languageless(body: str) -> tuple[str, ...]:
    """The links of a section; the two READMEs link to each other."""
    return tuple("README" if link.startswith("README") else link for link in LINK.findall(body))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_picture_leads_somewhere(page):
    for link in LINK.findall(text_of(page)):
        target, _, anchor = unquote(link).partition("#")
        if target.startswith(("http://", "https://")):
            continue
        aim = page.parent / target if target else page
        assert aim.exists(), link
        if anchor:
            assert anchor in anchors(text_of(aim)), link


def anchors(page: str) -> set[str]:
    """What GitHub calls the headings of a page."""
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for _, heading in HEADING.findall(page)
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_code_that_a_page_names_exists(page):
    named = re.findall(r"(?<![\w-])([BSCRLP][1-6]\d\d)(?![\w-])", text_of(page))
    assert {code for code in named if code not in CODES} == set()


def test_the_pictures_are_small():
    sizes = [picture.stat().st_size for picture in (DOCS / "pictures").iterdir()]
    assert max(sizes) < 150_000
    assert sum(sizes) < 1_500_000


def test_the_architecture_names_every_room():
    package = DOCS.parent / "toolkit"
    rooms = [
        path.name for path in package.iterdir() if (path / "__init__.py").is_file() or path.suffix == ".py"
    ]
    page = text_of(DOCS / "architecture.md")
    assert [name for name in rooms if f"`{name}" not in page and name != "__init__.py"] == []
