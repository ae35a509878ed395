"""What a team's own confirmed rows teach: a small model a question, trained on the machine, kept as plain numbers."""
