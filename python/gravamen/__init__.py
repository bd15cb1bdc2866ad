"""Alternative legal rule sets, applied to data frames and compared.

    import gravamen
    rules = gravamen.load("cn.pi.interpretation_2017", table="coding.grv")
    graded = rules.grade(frame)                 # pandas, polars or pyarrow in, the same out
    diff = rules.diff(gravamen.load("cn.pi.reform.thesis", table="coding.grv"), frame)
    diff.frame, diff.matrix

A missing cell is unknown, never "no": the answer is then an interval, and `outcome` is missing where its ends differ.
"""

from __future__ import annotations

from typing import Any

from ._native import __version__
from .errors import Fault, GravamenError, Location
from .rules import Defined, Diff, Rules, Template, Workspace, define, load, modules, workspace

__all__ = [
    "Defined", "Diff", "Fault", "GravamenError", "Location", "Rules", "Template", "Workspace", "__version__",
    "define", "load", "load_ipython_extension", "modules", "workspace",
]


def load_ipython_extension(shell: Any) -> None:
    """`%load_ext gravamen`: adds the cell magic `%%gravamen`."""
    from .magic import GravamenMagics

    shell.register_magics(GravamenMagics)
