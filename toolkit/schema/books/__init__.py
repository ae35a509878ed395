"""One file per book."""
