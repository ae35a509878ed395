"""The verb about one customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from toolkit.cli.ending import WrongUsageError
from toolkit.cli.group import as_of_option, console_in, help_of, main, opened, workspace_option
from toolkit.words import customer as say

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@main.command(name="customer", help=help_of(say.VERB))
@click.argument("customer")
@workspace_option
@click.option("--out", "is_written", is_flag=True, help=help_of(say.OUT_OPTION))
@click.option("--full", "is_full", is_flag=True, help=help_of(say.FULL_OPTION))
@as_of_option
def show_customer(
    customer: str, folder: Path, is_written: bool, is_full: bool, as_of: datetime | None
) -> None:
    import time

    from toolkit.dossier import dossier, write_dossier
    from toolkit.report.customer import printed
    from toolkit.rounds import open_site

    space = opened(folder)
    console = console_in(space.lang)
    with open_site(space, as_of) as site:
        report = dossier(site, customer, is_full=is_full)
        if report is None:
            raise WrongUsageError(say.NOT_FOUND, customer=customer)
        made = write_dossier(site, customer, report, time.time()) if is_written else None
    if made:
        console.show_made(made, space)
    else:
        click.echo("\n".join(printed(report)))
