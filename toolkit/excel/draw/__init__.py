"""Draws a report's pages as a workbook: native tables and charts, live formulas with their values beside them."""
