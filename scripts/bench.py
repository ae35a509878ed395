"""Measure speed and memory; the figures go into docs/benchmarks.md."""

from launch import start_tool

start_tool(("pytest", "-m", "bench", "-s", "tests/bench"))
