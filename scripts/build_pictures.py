"""Draw the pictures of the guide anew; needs LibreOffice, poppler, pngquant and Chromium."""

from launch import start_tool

start_tool(("docs.tools.pictures",))
