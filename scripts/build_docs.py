"""Print the reference pages of docs/ from the code."""

from launch import start_tool

start_tool(("toolkit.reference",))
