"""The Jinja templates of this folder, everything that they are handed escaped."""

from __future__ import annotations

from functools import cache

import jinja2


@cache
def template(name: str) -> jinja2.Template:
    """Return a template by the name of its file; a name that it is not given is an error, not a blank."""
    # A style sheet is no HTML: escaped, its quotes would break it.
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("toolkit.report", "html"),
        autoescape=jinja2.select_autoescape(("html.j2",)),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)
