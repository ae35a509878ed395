"""What everybody looks at is made anew from the ledger: the register with its lists, and the reports."""

from toolkit.refreshing.office import Office
from toolkit.refreshing.options import options_of
from toolkit.refreshing.shelf import Made, MoreUrgentError

__all__ = ["Made", "MoreUrgentError", "Office", "options_of"]
