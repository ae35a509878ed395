"""What a person sees in the terminal: small tables, one sentence a finding, progress on what takes longer."""

from __future__ import annotations

import os
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from rich.console import Console as Terminal
from rich.markup import escape

from toolkit.console.tables import cycles_table, drops_table, history_table, outcomes_table
from toolkit.console.todo import todo_lines
from toolkit.intake.publish import Placing
from toolkit.outcome import State
from toolkit.rules.codes.file import RENAMED
from toolkit.rules.finding import Finding, Severity
from toolkit.telling import told
from toolkit.words import Language, Text, hands
from toolkit.words import commands as say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import pandas as pd

    from toolkit.domain.loop.past import PastCycle
    from toolkit.explaining import Why
    from toolkit.outcome import Outcome
    from toolkit.refreshing import Made
    from toolkit.rounds import Round
    from toolkit.rules.finding import Code, Hits
    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.todo import Todo
    from toolkit.withdrawing import Withdrawn
    from toolkit.workspace import Workspace

_MOST_ALIKE, _WIDE = 5, 240
_SEVERITY_LOOK = {Severity.NOTE: "dim", Severity.WARNING: "yellow", Severity.ERROR: "red"}


class Console:
    """Speaks one language to one terminal."""

    def __init__(self, lang: Language) -> None:
        self.lang = lang
        self.terminal = Terminal(highlight=False, soft_wrap=True)
        if not (self.terminal.is_terminal or "COLUMNS" in os.environ):
            self.terminal.width = _WIDE  # what goes into a file or another program is not folded

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
            self.show_outcomes(done.outcomes, space)
            for outcome in done.outcomes:
                self._show_reasons(outcome)
            self._show_what_next(done.outcomes)
        else:
            self.say(say.NOTHING)
        self._show_withdrawn(done.withdrawn)
        for one in done.unpublished:
            text = say.NOT_OURS if one.placing is Placing.FOREIGN else say.NOT_PUBLISHED
            self.say(text, target=one.target, who=one.who or say.SOMEBODY(self.lang))
        for made in done.made:
            self.show_made(made, space)

    def _show_withdrawn(self, withdrawn: Sequence[Withdrawn]) -> None:
        for one in withdrawn:
            heading = hands.UNDONE_NOTE if one.is_done else hands.NOT_UNDONE_NOTE
            said = heading if one.drop else hands.UNKNOWN_FILE
            self.say(hands.OF_FILE, file=one.path, said=said(self.lang))
            for finding in one.findings:
                self.show_finding(finding)

    def show_outcomes(self, outcomes: Sequence[Outcome], space: Workspace) -> None:
        """Show what became of some files, one a line."""
        self.terminal.print(outcomes_table(outcomes, space))

    def show_drops(self, drops: pd.DataFrame) -> None:
        """Show drops with their numbers, which is what `undo` asks for."""
        if not len(drops):
            self.say(say.NO_DROPS)
            return
        self.terminal.print(drops_table(drops, self.lang))
        self.say(say.HOW_TO_UNDO, drop=drops["drop_id"].iloc[-1])

    def _show_reasons(self, outcome: Outcome) -> None:
        """Show why a file was not taken; what there is to say about a taken one stands in it, but for its name."""
        reasons = [finding for finding in outcome.findings if _is_reason(finding, outcome.state)]
        if reasons:
            self.terminal.print(escape(outcome.path))
        for finding in reasons:
            self._show_alike(finding)

    def _show_what_next(self, outcomes: Sequence[Outcome]) -> None:
        if any(one.rows_sent_back and one.state is State.RETURNED for one in outcomes):
            self.say(say.ROWS_TO_MEND)
        if any(one.state is State.SENT_BACK for one in outcomes):
            self.say(say.FILES_TO_MEND)

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
        """Show one finding: its code, place and sentence."""
        look = _SEVERITY_LOOK[finding.severity]
        place = " ".join(part for part in (finding.place.sheet, finding.place.address) if part)
        head = f"[{look}]{finding.code.id} {say.SEVERITY[finding.severity](self.lang)}[/]"
        self.terminal.print(f"  {head} {escape(place)}  {escape(finding.message(self.lang))}")

    def show_code(self, code: Code) -> None:
        """Show what a code means, why it is raised, and what clears it."""
        self.terminal.print(f"[bold]{code.id}[/] {code.slug} · {say.SEVERITY[code.severity](self.lang)}")
        for head, text in ((say.MEANING, code.message), (say.WHY, code.why), (say.CURE, code.cure)):
            self.terminal.print(f"  [bold]{head(self.lang)}[/]  {escape(text.outline(self.lang))}")

    def show_made(self, made: Made, space: Workspace) -> None:
        text = say.WROTE if made.placing.name == "DONE" else say.IS_OPEN
        self.say(text, path=space.relative(made.path))

    def show_history(self, feedback: str, lines: pd.DataFrame) -> None:
        """Show the changes of one feedback, oldest first."""
        self.terminal.print(history_table(feedback, lines, self.lang))

    def show_cycles(self, cycles: Sequence[PastCycle]) -> None:
        """Show each cycle of a feedback that was reopened."""
        if len(cycles) > 1:
            self.terminal.print(cycles_table(cycles, self.lang))

    def show_why(self, explained: list[Why], vocabularies: Mapping[str, Vocabulary]) -> None:
        """Show why feedback is due when it is."""
        for one in explained:
            self.terminal.print(told(one, self.lang, vocabularies))

    def show_todo(self, found: Todo, *, in_full: bool) -> None:
        """Show what there is to do; in full where one list was asked for."""
        for line in todo_lines(found, self.lang, in_full=in_full):
            self.terminal.print(line)

    def show_lines(self, lines: Iterable[tuple[Text, object]]) -> None:
        """Show how things stand, a value behind each name."""
        for text, value in lines:
            self.terminal.print(f"{escape(text(self.lang))}  [bold]{escape(str(value))}[/]")


def _is_reason(finding: Finding | Hits, state: State) -> bool:
    """Whether a finding tells why a file is where it is."""
    if finding.code is RENAMED or state in (State.WAITING, State.FAILED):
        return True
    return state is not State.RETURNED and finding.code.severity is Severity.ERROR
