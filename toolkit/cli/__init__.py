"""The command line: one verb a command, each a call of the library.

A verb lives in the module of its theme; a new theme is a module and a word in the import below. Whatever is heavy
is imported inside the verb that needs it, so that `voc --help` answers at once.
"""

from toolkit.cli import asking, customers, guarding, mending, starting, working
from toolkit.cli.group import main

THEMES = (starting, working, guarding, asking, customers, mending)
"""Importing a theme is what adds its verbs to `main`."""

__all__ = ["THEMES", "main"]
