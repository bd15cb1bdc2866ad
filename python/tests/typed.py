"""What a user writes, as mypy reads it: a frame comes back as the frame that it was."""

import polars as pl
import pyarrow as pa

import gravamen


def graded(frame: pl.DataFrame) -> pl.DataFrame:
    rules = gravamen.load("cn.pi.interpretation_2017", table="coding", adopt=["cn.pi.definitions.pipl"])
    other: gravamen.Rules = gravamen.load("cn.pi.reform.thesis", table="coding")
    diff = rules.diff(other, frame)
    matrix: pl.DataFrame = diff.matrix
    print(matrix, rules.columns(), rules.template().codebook[0]["column"])
    return rules.grade(frame, threads=2, keep_going=True)


def counted(table: pa.Table) -> int:
    try:
        defined = gravamen.define("module m\n", name="m.grv")
    except gravamen.GravamenError as error:
        place = error.location
        return 0 if place is None else place.line
    return len(defined.warnings)
