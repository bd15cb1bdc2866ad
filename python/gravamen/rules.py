"""Rule sets, found by name among the library and the texts of a workspace."""

from __future__ import annotations

import csv
import io
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Iterable, NamedTuple, TypeVar, Union

from . import _native
from .frames import opened

Frame = TypeVar("Frame")
Source = Union[str, "os.PathLike[str]"]
_Given = tuple[list[tuple[str, str]], str, list[str], str]


class Defined(NamedTuple):
    """A module that a workspace has taken in."""

    name: str
    chinese: str
    warnings: str
    """What the check warns of, as the compiler tells it; empty if nothing."""


class Template(NamedTuple):
    """The coding sheet of a rule set: a column for each fact."""

    columns: list[str]
    codebook: list[dict[str, str]]
    """For each column what it stands for, what it takes, and what an empty cell means."""
    table: str
    """A module with the table item that reads it, to be changed and defined."""


@dataclass(frozen=True)
class Diff(Generic[Frame]):
    """Two rule sets over the same rows."""

    frame: Frame
    """For each row the answer of both, `outcome_1` … `grounds_2`, and `change`: lighter, same or heavier, missing if open."""
    matrix: Frame
    """How many rows go from which outcome of the first to which of the second."""


class Rules:
    """A rule set that is sound, with the texts as they were when it was loaded."""

    def __init__(self, given: list[tuple[str, str]], module: str, adopt: list[str], table: str | None, language: str):
        self.module = _native.check((given, module, adopt, ""), language)
        self.adopted = tuple(adopt)
        self.language = language
        self._texts = given
        self._table = table

    def __repr__(self) -> str:
        adopted = f" with {', '.join(self.adopted)}" if self.adopted else ""
        return f"<gravamen rules {self.module}{adopted}>"

    def template(self) -> Template:
        """The coding sheet of the vocabulary; in it an empty kind of a lot says that there is no such lot."""
        head, book, module = _native.template((self._texts, self.module, list(self.adopted), ""), self.language)
        columns = next(csv.reader(io.StringIO(head.lstrip("\ufeff"))))
        return Template(columns, list(csv.DictReader(io.StringIO(book.lstrip("\ufeff")))), module)

    def columns(self, table: Source | None = None) -> list[str]:
        """The columns that a frame must have, as the table names them."""
        return _native.columns([self._given(table)], self.language)

    def grade(
        self, frame: Frame, *, table: Source | None = None, threads: int | None = None, keep_going: bool = False
    ) -> Frame:
        """A row for each row of the frame: `outcome` (missing if not decided), `low`, `high` and the `grounds` of `low`.

        The case column of the table comes first, if it names one. A cell that cannot be read raises, unless
        `keep_going`: then it is unknown.
        """
        return self._run([self._given(table)], frame, threads, keep_going).frame

    def count(
        self, frame: Frame, *, table: Source | None = None, threads: int | None = None, keep_going: bool = False
    ) -> Frame:
        """How many rows have which outcome; those that are not decided are counted as such."""
        return self._run([self._given(table)], frame, threads, keep_going).matrix

    def diff(
        self,
        other: Rules,
        frame: Frame,
        *,
        table: Source | None = None,
        threads: int | None = None,
        keep_going: bool = False,
    ) -> Diff[Frame]:
        """Each row under these rules and under others, and the transition matrix."""
        # the table of the one serves the other, unless it has its own
        own = table if table is not None or other._table is not None else self._table
        return self._run([self._given(table), other._given(own)], frame, threads, keep_going)

    def _given(self, table: Source | None) -> _Given:
        asked = table if table is not None else self._table
        texts = self._texts
        if asked is None:
            # a module may state a table of its own
            asked = self.module
        elif _is_file(asked):
            texts = [*texts, (os.fspath(asked), Path(asked).read_text(encoding="utf-8"))]
            asked = _native.declared(*texts[-1], self.language)
        return texts, self.module, list(self.adopted), os.fspath(asked)

    def _run(self, sets: list[_Given], frame: Frame, threads: int | None, keep_going: bool) -> Diff[Frame]:
        wanted = _native.columns(sets, self.language)
        stream, head, back = opened(frame, wanted)
        rows, matrix = _native.grade(sets, stream, head, threads or os.cpu_count() or 1, keep_going, self.language)
        return Diff(back(rows, True), back(matrix, False))


class Workspace:
    """Texts of rules beside the library. A text that is defined again takes the place of the former one."""

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self._texts: dict[str, tuple[str, str]] = {}

    def define(self, text: str, *, name: str = "text") -> Defined:
        """Takes in a module given as text, if it is sound; `name` is what faults call the text."""
        own = _native.declared(name, text, self.language)
        others = [t for module, t in self._texts.items() if module != own]
        defined = Defined(*_native.define(others, name, text, self.language))
        self._texts[own] = (name, text)
        return defined

    def read(self, *paths: Source) -> list[Defined]:
        """Takes in files of rules, each after those it uses."""
        return [self.define(Path(p).read_text(encoding="utf-8"), name=os.fspath(p)) for p in paths]

    def modules(self) -> list[str]:
        """The names of all modules, the library first."""
        return _native.modules(list(self._texts.values()))

    def load(
        self, module: Source, *, table: Source | None = None, adopt: Iterable[str] = (), language: str | None = None
    ) -> Rules:
        """A rule set by its name, the last part of it or its Chinese name, or by its `.grv` file.

        `table` says how rows of a frame become cases: the name of a table item or of a module with only one, or a
        `.grv` file; without it the module's own. `adopt` names theories to put in the place of its definitions.
        """
        if table is not None and _is_file(table):
            table = self.read(table)[0].name
        if _is_file(module):
            module = self.read(module)[0].name
        own = None if table is None else os.fspath(table)
        texts = list(self._texts.values())
        return Rules(texts, os.fspath(module), list(adopt), own, language or self.language)


def _is_file(source: Source) -> bool:
    return not isinstance(source, str) or re.search(r"\.(grv|md)$", source) is not None


workspace = Workspace()
"""The workspace of `define` and `load` and of the cell magic."""
define = workspace.define
load = workspace.load
modules = workspace.modules
