"""Write the standard workbooks of templates/ anew, after the schema or the look has changed."""

from launch import start_tool

start_tool(("toolkit.excel.template",))
