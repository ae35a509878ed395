"""A dropped file until it is ours: settled, gated, archived, published."""
