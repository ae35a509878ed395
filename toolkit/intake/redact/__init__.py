"""Taking a person out of a file that is kept: what tells who it was is replaced, and the rest stays, row by row."""

from toolkit.intake.redact.file import holds, without
from toolkit.intake.redact.person import TELLS_WHO, Person
from toolkit.intake.redact.plain import without_in_line

__all__ = ["TELLS_WHO", "Person", "holds", "without", "without_in_line"]
