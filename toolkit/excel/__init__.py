"""The only room that knows the workbook file formats."""
