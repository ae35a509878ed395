"""What has been accepted, one transaction a workbook, and the journal of how it came about."""
