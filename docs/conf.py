"""How the pages are built: `sphinx-build -W -n docs docs/_build`, from files of this repository only."""

from __future__ import annotations

import cpdrules

project = "cpdrules"
release = cpdrules.__version__
copyright = "the contributors to cpdrules"  # noqa: A001 - Sphinx reads this name

extensions = ["myst_parser"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build", "**/parts"]

html_theme = "furo"
html_title = f"cpdrules {release}"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_copy_source = False
html_show_sourcelink = False
