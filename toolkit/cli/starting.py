"""Verbs that put something into an empty folder: a workspace, templates, samples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli.group import console_in, help_of, lang_option, main
from toolkit.words import commands as say

if TYPE_CHECKING:
    from toolkit.words import Language


@main.command(help=help_of(say.INIT))
@click.argument("folder", type=click.Path(path_type=Path))
@lang_option
def init(folder: Path, lang: Language) -> None:
    from toolkit.workspace import Workspace

    space = Workspace.create(folder, lang)
    console = console_in(lang)
    console.say(say.MADE, path=space.root)
    console.say(say.NEXT_DROP, inbox=space.inbox.name)


@main.command(help=help_of(say.TEMPLATE))
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
@lang_option
def template(folder: Path, lang: Language) -> None:
    from toolkit.excel.template import write_template
    from toolkit.schema.books.workbook import TEMPLATES

    folder.mkdir(parents=True, exist_ok=True)
    for book in TEMPLATES:
        target = folder / f"{book.title(lang)}.xlsx"
        write_template(book, target, lang=lang)
        console_in(lang).say(say.WROTE, path=target)


@main.command(help=help_of(say.SAMPLE))
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
@click.option("--seed", type=int, default=20261102, show_default=True)
@lang_option
def sample(folder: Path, seed: int, lang: Language) -> None:
    from toolkit.sample.books import write_samples

    for path in write_samples(folder, lang=lang, seed=seed):
        console_in(lang).say(say.WROTE, path=path)
