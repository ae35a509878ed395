"""Write the standard workbooks of templates/ anew, after the schema or the look has changed."""

from pathlib import Path

from toolkit.excel.template import build_all

build_all(Path(__file__).resolve().parents[1] / "templates")
