"""What is raised: every fault that was found, as the compiler tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple


class Location(NamedTuple):
    """A place in a text of rules; line and column count from 1, columns count characters."""

    file: str
    line: int
    column: int


@dataclass(frozen=True)
class Fault:
    """One fault."""

    code: str
    """Its code in the catalogue; `gravamen explain CODE` tells more."""
    message: str
    help: str | None
    location: Location | None
    """Where in a text of rules; None for a fault of a frame or of a whole module."""
    row: int | None
    """Of a cell that cannot be read: its row, from 0, as `iloc` counts."""
    column: str | None
    """Of a cell that cannot be read: its column."""


class GravamenError(ValueError):
    """Rules or a frame that cannot be used. As text it is the report of the compiler; the attributes are those of the first fault."""

    def __init__(self, report: str, faults: list[dict[str, Any]]) -> None:
        super().__init__(report)
        self.report = report
        self.faults = [_fault(f) for f in faults]
        first = self.faults[0] if self.faults else Fault("", report, None, None, None, None)
        self.code = first.code
        self.message = first.message
        self.help = first.help
        self.location = first.location

    def __str__(self) -> str:
        return self.report

    def __reduce__(self) -> tuple[Any, ...]:
        plain = [
            {"code": f.code, "message": f.message, "help": f.help, "place": f.location and tuple(f.location),
             "cell": None if f.row is None else (f.row, f.column)}
            for f in self.faults
        ]
        return type(self), (self.report, plain)

    def _render_traceback_(self) -> list[str]:
        # in a notebook the report says all; the frames of this package say nothing
        return self.report.splitlines()


def _fault(of: dict[str, Any]) -> Fault:
    row, column = of["cell"] or (None, None)
    place = of["place"]
    return Fault(of["code"], of["message"], of["help"], place and Location(*place), row, column)
