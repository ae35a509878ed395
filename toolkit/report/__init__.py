"""A period as pages: pure data first, drawn afterwards."""
