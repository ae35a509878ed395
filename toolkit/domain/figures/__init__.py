"""What is counted and reported of a period: how much, how long, how many promises kept, how satisfied."""
