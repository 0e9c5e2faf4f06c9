"""How Sphinx builds the pages: ``sphinx-build -n -W --keep-going -b html docs OUT``; no network is needed.

Links to other projects' pages come from ``docs/inventories``: version 1 inventories, plain text, that hold the names which
these pages speak of and no others. Where there is a network, ``sphinx-build -b linkcheck docs OUT`` tries every link out.
"""  # noqa: INP001 - a script of Sphinx, not a package

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import govnews

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

project = "govnews"
author = "the authors of govnews"
version = release = govnews.__version__
html_title = f"govnews {release}"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.intersphinx", "sphinx_copybutton"]
exclude_patterns = ["inventories"]
nitpicky = True
nitpick_ignore = [
    ("py:class", "govnews.model.T_co"),  # the type variable of Mention stands for any value
    ("py:class", "govnews.text.Text"),  # not public: a text with its normal form, which find_x take too
]

myst_heading_anchors = 3
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_default_options = {"members": True, "undoc-members": True}
python_use_unqualified_type_names = True

_HOMES: Final = {
    "python": "https://docs.python.org/3",
    "pandas": "https://pandas.pydata.org/docs",
    "pint": "https://pint.readthedocs.io/en/stable",
    "polars": "https://docs.pola.rs/api/python/stable",
    "pyarrow": "https://arrow.apache.org/docs/python",
    "pyspark": "https://spark.apache.org/docs/latest/api/python",
}
_SHORT: Final = {
    "pa": "pyarrow",
    "pd": "pandas",
    "pl": "polars",
    "PlainQuantity": "pint.Quantity",
    "DataFrame": "pyspark.sql.DataFrame",
    "StructType": "pyspark.sql.types.StructType",
    "UserDefinedTableFunction": "pyspark.sql.udtf.UserDefinedTableFunction",
}
"""What annotations call things, where autodoc leaves it as it is written: imports for type checkers only, and Pint's own."""

intersphinx_mapping = {name: (home, str(Path(__file__).parent / "inventories" / f"{name}.txt")) for name, home in _HOMES.items()}

html_theme = "furo"
# Chinese stands in every example: fonts that have it, and for code one whose Chinese characters are two columns wide
_FONTS: Final = {
    "font-stack": "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
    "font-stack--monospace": "ui-monospace, 'SF Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace",
}
html_theme_options = {"light_css_variables": _FONTS}
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx what it has to ask us."""
    app.connect("doctree-read", _without_blank_ends)
    app.connect("missing-reference", _where_it_is_documented, priority=400)  # before intersphinx looks for it
    app.connect("html-page-context", _in_its_language)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _without_blank_ends(_app: Sphinx, tree: nodes.document) -> None:
    """Leave out the blank line that ends the output of a doctest in Markdown."""
    from docutils import nodes  # noqa: PLC0415 - pytest looks for doctests here, with or without Sphinx

    for block in tree.findall(nodes.literal_block):
        block.rawsource = block.astext().rstrip("\n")
        block[:] = [nodes.Text(block.rawsource)]


def _where_it_is_documented(app: Sphinx, env: BuildEnvironment, node: pending_xref, text: nodes.Element) -> nodes.Element | None:
    """Lead from where a name is defined (``govnews.quantity.Quantity``) to where it is documented (``govnews.Quantity``)."""
    first, dot, rest = node["reftarget"].partition(".")
    node["reftarget"] = f"{_SHORT.get(first, first)}{dot}{rest}"
    home, _, name = node["reftarget"].rpartition(".")
    if name not in govnews.__all__ or (home and not home.startswith("govnews.")):
        return None
    return env.domains.python_domain.resolve_xref(env, node["refdoc"], app.builder, "obj", f"govnews.{name}", node, text)


def _in_its_language(_app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _tree: nodes.document | None) -> None:
    """Say to browsers which pages are Chinese, so that they choose fonts and voices for it."""
    if pagename.startswith("zh/"):
        context["language"] = "zh-CN"
