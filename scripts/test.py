"""Run the tests; arguments go to pytest."""

from launch import start_tool

start_tool(("pytest",))
