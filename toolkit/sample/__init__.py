"""A made-up shop with realistic feedback, from a seed: what a new user tries the toolkit on."""
