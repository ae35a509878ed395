"""The gate: what can be decided about a file before any reader sees it, one module a format, with bounded memory."""
