"""Standing guard over a workspace for months: look, take what is at rest, tell how things are, and never stop by accident."""
