"""Which changes are more than chance: control charts, and whether those who spoke stand for all customers."""
