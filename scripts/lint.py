"""Check style and types."""

from launch import start_tool

start_tool(("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",))
