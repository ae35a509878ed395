"""Run the tests on every core; arguments go to pytest."""

from launch import start_tool

start_tool(("pytest", "-n", "auto", "--dist", "worksteal"))
