"""Workbooks of ours to fill: sheets, drop-downs, prompts and rules drawn from the schema."""
