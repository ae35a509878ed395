"""Our cells in a person's sheet: where they go, what follows them, and the proof that nothing else changed."""
