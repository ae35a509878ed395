"""A workbook compared with what is known: which row is which feedback, and what becomes of each cell."""
