"""What a workbook looks like: declarations that do nothing."""
