"""Settings of the site that `make docs` builds from these pages."""

from importlib.metadata import version as installed

project = "neural-course-kit"
author = "its contributors"
project_copyright = "MIT licence"
version = release = installed("neural-course-kit")

extensions = ["myst_parser"]
exclude_patterns = ["README.md"]
source_suffix = {".md": "markdown"}
myst_heading_anchors = 3
# A page that links to a file or a heading which is not there does not build.
nitpicky = True

html_theme = "furo"
html_title = "neural-course-kit"
html_copy_source = False
html_show_sphinx = False
