"""What a person sees in the terminal: small tables, one sentence a finding, progress on what takes longer."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

import pandas as pd
from rich.console import Console as Terminal
from rich.markup import escape
from rich.table import Table

from toolkit.intake.publish import Placing
from toolkit.ledger.facts import CARRIED
from toolkit.pipeline import State
from toolkit.rules.codes.file import RENAMED
from toolkit.rules.finding import Finding, Severity
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.telling import told
from toolkit.words import Language, Text
from toolkit.words import commands as say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from toolkit.explaining import Why
    from toolkit.pipeline import Outcome
    from toolkit.refreshing import Made
    from toolkit.rounds import Round
    from toolkit.rules.finding import Code, Hits
    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.standing import Standing
    from toolkit.workspace import Workspace

_MOST_ALIKE = 5
_STATE_LOOK = {
    State.RETURNED: "green",
    State.REPEATED: "dim",
    State.SENT_BACK: "yellow",
    State.WAITING: "yellow",
    State.FAILED: "red",
}
_SEVERITY_LOOK = {Severity.NOTE: "dim", Severity.WARNING: "yellow", Severity.ERROR: "red"}


class Console:
    """Speaks one language to one terminal."""

    def __init__(self, lang: Language) -> None:
        self.lang = lang
        self.terminal = Terminal(highlight=False, soft_wrap=True)

    def say(self, text: Text, **facts: object) -> None:
        self.terminal.print(escape(text(self.lang, **facts)))

    @contextmanager
    def progress(self) -> Iterator[Callable[[str], None]]:
        """Show what is being worked on, where the terminal can."""
        with self.terminal.status("…") as shown:
            yield lambda name: shown.update(escape(name))

    def show_round(self, done: Round, space: Workspace) -> None:
        """Show what a round took, found and wrote, and where."""
        for finding in done.settings:
            if finding.severity > Severity.NOTE:
                self.show_finding(finding)
        if done.outcomes:
            self.terminal.print(self._outcomes(done.outcomes))
            for outcome in done.outcomes:
                self._show_reasons(outcome)
        else:
            self.say(say.NOTHING)
        for one in done.unpublished:
            text = say.NOT_OURS if one.placing is Placing.FOREIGN else say.NOT_PUBLISHED
            self.say(text, target=one.target, who=one.who or say.SOMEBODY(self.lang))
        for made in done.made:
            self.show_made(made, space)

    def _outcomes(self, outcomes: list[Outcome]) -> Table:
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column(say.FILE(self.lang), overflow="fold")
        table.add_column(say.RESULT(self.lang), no_wrap=True)
        for head in (say.ROWS, say.TAKEN, say.SENT_BACK, say.REMARKS):
            table.add_column(head(self.lang), justify="right")
        table.add_column(say.WHERE(self.lang), overflow="fold")
        for outcome in outcomes:
            look = _STATE_LOOK[outcome.state]
            counts = (outcome.rows_read, outcome.rows_taken, outcome.rows_sent_back, outcome.remarks)
            table.add_row(
                escape(outcome.path), f"[{look}]{say.STATE[outcome.state](self.lang)}[/]",
                *(str(count) if count else "" for count in counts), escape(outcome.target),
            )  # fmt: skip
        return table

    def _show_reasons(self, outcome: Outcome) -> None:
        """Show why a file was not taken; what there is to say about a taken one stands in it, but for its name."""
        refused = outcome.state is not State.RETURNED
        for finding in outcome.findings:
            is_reason = finding.code.severity is Severity.ERROR or outcome.state in (
                State.WAITING,
                State.FAILED,
            )
            if (refused and is_reason) or finding.code is RENAMED:
                self._show_alike(finding)

    def show_findings(self, outcome: Outcome) -> None:
        """Show everything said about one file, a few examples of each kind."""
        self.terminal.print(f"[bold]{escape(outcome.path)}[/]")
        if not outcome.findings:
            self.say(say.ALL_GOOD)
        for finding in sorted(outcome.findings, key=lambda one: -one.code.severity):
            self._show_alike(finding)

    def _show_alike(self, finding: Finding | Hits) -> None:
        if isinstance(finding, Finding):
            self.show_finding(finding)
            return
        for one in islice(finding, _MOST_ALIKE):
            self.show_finding(one)
        if len(finding) > _MOST_ALIKE:
            self.say(say.MORE, count=len(finding) - _MOST_ALIKE)

    def show_finding(self, finding: Finding) -> None:
        """Show one finding: its code, place, sentence and cure."""
        look = _SEVERITY_LOOK[finding.severity]
        place = " ".join(part for part in (finding.place.sheet, finding.place.address) if part)
        head = f"[{look}]{finding.code.id} {say.SEVERITY[finding.severity](self.lang)}[/]"
        self.terminal.print(f"  {head} {escape(place)}  {escape(finding.message(self.lang))}")

    def show_code(self, code: Code) -> None:
        """Show what a code means, why it is raised, and what clears it; facts stand in braces."""
        self.terminal.print(f"[bold]{code.id}[/] {code.slug} · {say.SEVERITY[code.severity](self.lang)}")
        for head, text in ((say.MEANING, code.message), (say.WHY, code.why), (say.CURE, code.cure)):
            words = text.zh if self.lang == "zh" else text.en
            self.terminal.print(f"  [bold]{head(self.lang)}[/]  {escape(words)}")

    def show_made(self, made: Made, space: Workspace) -> None:
        text = say.WROTE if made.placing.name == "DONE" else say.IS_OPEN
        self.say(text, path=space.relative(made.path))

    def show_history(self, feedback: str, lines: pd.DataFrame) -> None:
        """Show the changes of one feedback, oldest first."""
        table = Table(title=escape(feedback), box=None, header_style="bold", title_justify="left")
        for head in say.HISTORY_HEADS:
            table.add_column(head(self.lang))
        for line in lines.itertuples():
            table.add_row(
                f"{line.at:%Y-%m-%d %H:%M}", *(escape(text) for text in (str(line.file), *self._event(line)))
            )
        self.terminal.print(table)

    def _event(self, line: Any) -> tuple[str, str, str, str]:
        """What happened, in which column, and what it held before and after, in the words of the sheet."""
        column = FEEDBACK.by_key.get(line.key)
        labels = column.choices.label_of(self.lang) if column and column.choices else {}
        header = column.header(self.lang) if column else line.key.removeprefix(CARRIED)
        before, after = (
            "" if pd.isna(value) else str(labels.get(value, value)) for value in (line.before, line.after)
        )
        return say.HAPPENED[line.what](self.lang), header, before, after

    def show_why(self, explained: list[Why], vocabularies: Mapping[str, Vocabulary]) -> None:
        """Show why feedback is due when it is."""
        for one in explained:
            self.terminal.print(told(one, self.lang, vocabularies))

    def show_standing(self, now: Standing) -> None:
        """Show how things stand."""
        for text, value in now.lines():
            self.terminal.print(f"{escape(text(self.lang))}  [bold]{escape(str(value))}[/]")
