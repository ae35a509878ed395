"""Make the sample workspace anew."""

from launch import start_tool

start_tool(("toolkit.sample.workspace",))
