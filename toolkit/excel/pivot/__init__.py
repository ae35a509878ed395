"""Native pivots: laid out and computed first, so that any viewer sees them, then put into the workbook for Excel."""

from toolkit.excel.pivot.adding import add_pivots
from toolkit.excel.pivot.grid import Grid, Part, PivotCell
from toolkit.excel.pivot.source import Cache, Field, Source

__all__ = ["Cache", "Field", "Grid", "Part", "PivotCell", "Source", "add_pivots"]
