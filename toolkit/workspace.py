"""The shared folder on disk: what lies where, whose machine keeps the ledger, and what time it is there."""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from toolkit.errors import WorkspaceError
from toolkit.intake.bases import Bases
from toolkit.intake.disk import Disk, disk_of, machine_folder
from toolkit.intake.durable import write_whole
from toolkit.intake.gate.inspection import Limits
from toolkit.words import LANGUAGES, Language, Text, merits, places
from toolkit.words import workspace as say

if TYPE_CHECKING:
    from collections.abc import Iterator

MACHINE_FILE = "voc.toml"
STATE = ".voc"


@dataclass(frozen=True, slots=True)
class Machine:
    """voc.toml: what belongs to the machine and not to the team.

    quiet: seconds a file must be unchanged before it is taken. as_of: a pinned moment instead of the clock.
    limits: how large a dropped file may be. private_archive: whether only this account may read the originals.
    merits: a folder outside the workspace for the tally of rewards and penalties.
    """

    time_zone: str = "Asia/Shanghai"
    quiet: float = 3.0
    as_of: datetime | None = None
    ledger: str = ""
    lang: str = ""
    limits: Limits = field(default_factory=Limits)
    private_archive: bool = False
    merits: str = ""

    @classmethod
    def read(cls, path: Path) -> Machine:
        """Return what voc.toml says; a file that is not there says nothing.

        Raises:
            WorkspaceError: the file cannot be read, or names something unknown.
        """
        if not path.is_file():
            return cls()
        try:
            told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
            return cls(**told | {"limits": Limits.told(told.get("limits", {}))})
        except (TypeError, ValueError, AttributeError) as error:  # what is no TOML is a ValueError
            raise WorkspaceError(say.BAD_MACHINE_FILE, error=error) from error


@dataclass(frozen=True)
class Workspace:
    """One shared folder. Everything about where things lie is asked here, and nowhere else."""

    root: Path
    lang: Language
    machine: Machine

    @classmethod
    def open(cls, root: Path) -> Workspace:
        """Return the workspace in this folder.

        Raises:
            WorkspaceError: there is no settings workbook, so this is not a workspace.
        """
        root = root.resolve()
        machine = Machine.read(root / MACHINE_FILE)
        for lang in LANGUAGES:
            # While Excel saves, the settings are gone for a moment; a folder that was worked in stays a workspace.
            is_in_use = (root / STATE).is_dir() and (root / places.INBOX(lang)).is_dir()
            if (root / places.SETTINGS(lang)).is_file() or machine.lang == lang or is_in_use:
                return cls(root, lang, machine)
        raise WorkspaceError(say.NO_WORKSPACE, root=root)

    @classmethod
    def create(cls, root: Path, lang: Language = "zh") -> Workspace:
        """Make a folder a workspace, leaving alone whatever is there already."""
        from toolkit.excel.blank.settings_template import write_settings  # noqa: PLC0415 - only making one draws workbooks

        root.mkdir(parents=True, exist_ok=True)
        machine_file = root / MACHINE_FILE
        if not machine_file.exists():
            machine_file.write_text(say.MACHINE_FILE(lang), encoding="utf-8")
        space = cls(root.resolve(), lang, Machine.read(machine_file))
        for folder in (space.inbox, space.returned, space.reports):
            folder.mkdir(exist_ok=True)
        if not space.settings_file.exists():
            write_settings(space.settings_file, lang=lang, today=space.now().date())
        return space

    def now(self) -> datetime:
        """The wall clock where the team works, to the second; or the pinned moment."""
        if self.machine.as_of:
            return self.machine.as_of
        return datetime.now(ZoneInfo(self.machine.time_zone)).replace(tzinfo=None, microsecond=0)

    def named(self, place: Text) -> Path:
        return self.root / place(self.lang)

    @property
    def settings_file(self) -> Path:
        return self.named(places.SETTINGS)

    @property
    def inbox(self) -> Path:
        return self.named(places.INBOX)

    @property
    def returned(self) -> Path:
        return self.named(places.RETURNED)

    @property
    def sent_back(self) -> Path:
        return self.named(places.SENT_BACK)

    @property
    def register(self) -> Path:
        return self.named(places.REGISTER)

    @property
    def undo(self) -> Path:
        return self.named(places.UNDO)

    @property
    def bases(self) -> Bases:
        """What we wrote from the ledger and people type into, as it was when we wrote it."""
        return Bases(self.state / "registers")

    @property
    def reports(self) -> Path:
        return self.named(places.REPORTS)

    @property
    def state(self) -> Path:
        return self.root / STATE

    @property
    def archive(self) -> Path:
        return self.state / "archive"

    @property
    def journal(self) -> Path:
        return self.state / "journal.jsonl"

    @cached_property
    def machine_home(self) -> Path:
        """The folder that belongs to this machine and this workspace."""
        mark = hashlib.sha256(str(self.root).encode()).hexdigest()[:16]
        return machine_folder() / f"{self.root.name}-{mark}"

    @property
    def spool(self) -> Path:
        return self.machine_home / "spool"

    @property
    def log(self) -> Path:
        return self.machine_home / "voc.log"

    @cached_property
    def ledger_url(self) -> str:
        """Where the ledger is: as voc.toml says, else in .voc on a local disk, else in the machine's own folder.

        Raises:
            WorkspaceError: voc.toml names a place on a share or in a synced folder, where no database survives.
        """
        if "://" in self.machine.ledger:
            return self.machine.ledger
        if self.machine.ledger:
            named = self.root / self.machine.ledger
            if (disk := disk_of(named.parent)) is not Disk.LOCAL:
                raise WorkspaceError(
                    say.LEDGER_NOT_HERE(self.lang, path=named, why=say.DISKS[disk](self.lang))
                )
            return str(named)
        home = self.state if disk_of(self.root) is Disk.LOCAL else self.machine_home
        return str(home / "ledger.sqlite3")

    @property
    def merits_folder(self) -> Path | None:
        """Where the tally of rewards and penalties goes; None where voc.toml names no folder that may be used."""
        return None if self.merits_problem else Path(self.machine.merits)

    @property
    def merits_problem(self) -> str:
        """Why there is no place for the tally; "" where there is one. It must not lie where everybody reads."""
        folder = self.machine.merits.strip()
        if not folder:
            return merits.NO_FOLDER(self.lang)
        if not Path(folder).is_absolute():
            return merits.NOT_ABSOLUTE(self.lang, folder=folder)
        if Path(folder).resolve().is_relative_to(self.root.resolve()):
            return merits.INSIDE(self.lang, folder=folder)
        return ""

    def make_ready(self) -> None:
        """Make the folders a run needs, and on first use put the samples into the inbox.

        Raises:
            WorkspaceError: what goes out would come in again, because one folder lies in the other.
        """
        self._keep_apart()
        samples = self.named(places.SAMPLES)
        if not self.state.exists() and samples.is_dir():
            # Before our own folder is there: cut short, it is done again from the start.
            shutil.copytree(samples, self.inbox, dirs_exist_ok=True, copy_function=shutil.copyfile)
        for folder in (self.inbox, self.returned, self.reports, self.spool, self.archive):
            folder.mkdir(parents=True, exist_ok=True)
        if self.machine.private_archive:
            self.archive.chmod(0o700)  # where the system knows of it; Windows inherits the folder's rights

    def _keep_apart(self) -> None:
        """Links may lead anywhere, so the folders are compared where they really lie."""
        inbox = self.inbox.resolve()
        for folder in (self.returned, self.sent_back, self.register, self.reports, self.undo, self.archive):
            place = folder.resolve()
            if place.is_relative_to(inbox) or inbox.is_relative_to(place):
                raise WorkspaceError(say.IN_EACH_OTHER(self.lang, inbox=inbox, folder=folder))

    def own(self) -> None:
        """Note that this machine keeps the ledger.

        Raises:
            WorkspaceError: another machine does, so nothing may be written from here.
        """
        note, me = self.state / "owner.json", platform.node()
        if note.is_file():
            owner = json.loads(note.read_text(encoding="utf-8")).get("machine")
            if owner != me and "://" not in self.machine.ledger:
                raise WorkspaceError(say.OTHER_MACHINE(self.lang, machine=owner))
            return
        write_whole(note, json.dumps({"machine": me}, ensure_ascii=False))

    def team_of(self, relative: Path) -> str:
        """The team of a file in the inbox: the first subfolder, or none."""
        return relative.parts[0] if len(relative.parts) > 1 else ""

    def relative(self, path: Path) -> str:
        """A path as it is shown and kept: from the root, with forward slashes; whole where it lies elsewhere."""
        inside = path.relative_to(self.root) if path.is_relative_to(self.root) else path
        return inside.as_posix()

    def books_in(self, folder: Path) -> Iterator[Path]:
        return (path for path in sorted(folder.rglob("*")) if path.is_file()) if folder.is_dir() else iter(())
