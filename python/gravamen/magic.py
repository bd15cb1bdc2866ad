"""The cell magic `%%gravamen`: a cell that holds a module."""

from __future__ import annotations

from typing import Any

from IPython.core.magic import Magics, cell_magic, magics_class
from IPython.core.magic_arguments import argument, magic_arguments, parse_argstring

from .rules import load, workspace


@magics_class
class GravamenMagics(Magics):
    """Defines the module of a cell; what is wrong with it stands under the cell as the compiler tells it."""

    @magic_arguments()
    @argument("name", nargs="?", help="a Python name for the rules of the cell")
    @argument("--table", help="the table item that reads frames: its name, or a .grv file")
    @argument("--adopt", action="append", default=[], help="a theory to adopt; may be given several times")
    @argument("--language", choices=["en", "zh"], help="of messages and answers; en unless the workspace says zh")
    @cell_magic
    def gravamen(self, line: str, cell: str) -> Any:
        """%%gravamen [NAME] [--table TABLE] [--adopt THEORY]… [--language en|zh]"""
        asked = parse_argstring(self.gravamen, line)
        shell: Any = self.shell
        before = workspace.language
        workspace.language = asked.language or before
        try:
            defined = workspace.define(cell, name=f"In[{shell.execution_count}]")
            rules = load(defined.name, table=asked.table, adopt=asked.adopt) if asked.name else None
        finally:
            workspace.language = before
        if defined.warnings:
            print(defined.warnings, end="")
        if rules is None:
            print(f"module {defined.name}")
            return
        shell.user_ns[asked.name] = rules
        print(f"{asked.name} = {rules!r}")
