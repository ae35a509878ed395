"""The pages of a month's report, one file each."""
