"""The pages of the month's report and of the register, one file each."""
