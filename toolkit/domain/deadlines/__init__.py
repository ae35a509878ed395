"""What was promised and whether it was kept: policies, due moments, holds, cycles, reminders and verdicts."""
