"""What a merge found is written down, and taken back."""
