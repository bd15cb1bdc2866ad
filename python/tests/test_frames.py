"""Frames of three libraries through the installed wheel, held against `gravamen batch`."""

import csv
import datetime
import decimal
import io
import os
import pathlib
import pickle
import subprocess

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import gravamen

BENCH = pathlib.Path(__file__).resolve().parent.parent / "benches/pi1"
CASES = str(BENCH / "cases_10000.csv")
MATRIX = [[5060, 375, 82, 0], [1903, 1487, 14, 0], [292, 333, 454, 0], [0, 0, 0, 0]]
WORDS = ["no_offence", "serious", "especially_serious", "not decided"]

TABLE = """module coding
  uses cn.pi.facts

table coded
  unstated facts are absent
  empty cells are unknown
  case column "case"
  breach         column "breach"
  illegal_gains  column "gains" in fen
  conduct_from   column "from"
  victim_harm    column "harm"
  lot            kind column "kind", count column "count", acquired purchase
"""


@pytest.fixture(scope="module")
def rules():
    workspace = gravamen.Workspace()
    table = BENCH / "facts.grv"
    current = workspace.load(BENCH / "current.grv", table=table)
    return current, workspace.load(BENCH / "reform.grv", table="pi1.facts")


def coded(language="en"):
    workspace = gravamen.Workspace(language)
    workspace.define(TABLE, name="coding.grv")
    return workspace.load("interpretation_2017", table="coding")


def batch(*sets, rows):
    """What the command line answers to the same rows."""
    command = [os.environ["GRAVAMEN"], "batch", *map(str, sets), "--table", str(BENCH / "facts.grv"),
               "--in", rows, "--out", "-", "--lang", "en"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return list(csv.reader(io.StringIO(said)))[1:]


def test_each_row_is_what_batch_says_with_holes(rules, tmp_path):
    frame = pl.read_csv(CASES, infer_schema=False)
    # every eleventh cell is taken out
    holed = frame.with_columns(
        pl.when((pl.int_range(pl.len()) * 31 + i * 7) % 11 == 0).then(None).otherwise(pl.col(c)).alias(c)
        for i, c in enumerate(frame.columns)
    )
    path = str(tmp_path / "holed.csv")
    holed.write_csv(path)
    expected = batch(BENCH / "current.grv", BENCH / "reform.grv", rows=path)
    assert len(expected) == 10000
    answers = rules[0].diff(rules[1], pl.read_csv(path)).frame
    got = [
        [a["low_1"], a["high_1"], " ".join(a["grounds_1"]), a["low_2"], a["high_2"], " ".join(a["grounds_2"])]
        for a in answers.iter_rows(named=True)
    ]
    assert got == [line[2:] for line in expected]
    open_rows = [a for a in answers.iter_rows(named=True) if a["low_1"] != a["high_1"]]
    assert len(open_rows) > 500
    assert all(a["outcome_1"] is None for a in open_rows)


def test_pandas_keeps_its_index(rules):
    frame = pd.read_csv(CASES)
    frame.index = pd.Index([f"case {i}" for i in range(len(frame))])
    diff = rules[0].diff(rules[1], frame)
    assert isinstance(diff.frame, pd.DataFrame) and list(diff.frame.index) == list(frame.index)
    assert diff.matrix.values.tolist() == MATRIX
    assert list(diff.matrix.index) == WORDS and list(diff.matrix.columns) == WORDS
    # outcomes are ordered, so that they can be compared
    assert (diff.frame["outcome_1"] >= "serious").sum() == sum(map(sum, MATRIX[1:]))
    assert diff.frame["change"].value_counts().to_dict() == {
        "same": 5060 + 1487 + 454, "heavier": 375 + 82 + 14, "lighter": 1903 + 292 + 333
    }


def test_polars_frames_and_lazy_ones(rules):
    lazy = pl.scan_csv(CASES)
    for frame in (lazy, lazy.collect(), lazy.collect().with_columns(pl.col("act").cast(pl.Categorical))):
        diff = rules[0].diff(rules[1], frame)
        assert isinstance(diff.frame, pl.DataFrame) and diff.frame.height == 10000
        assert [list(row[1:]) for row in diff.matrix.iter_rows()] == MATRIX


def test_pyarrow_tables_batches_and_readers(rules):
    table = pl.read_csv(CASES).to_arrow()
    whole = rules[0].grade(table)
    assert isinstance(whole, pa.Table) and whole.num_rows == 10000
    parts = pa.Table.from_batches(table.to_batches(max_chunksize=777))
    assert rules[0].grade(parts).combine_chunks().equals(whole.combine_chunks())
    assert rules[0].grade(parts.to_reader()).combine_chunks().equals(whole.combine_chunks())
    one = table.slice(0, 100).combine_chunks().to_batches()[0]
    assert rules[0].grade(one).num_rows == 100
    assert rules[0].count(table)["cases"].to_pylist() == [sum(row) for row in MATRIX]
    assert rules[0].grade(table, threads=1).equals(rules[0].grade(table, threads=7))


def test_any_object_with_the_stream_will_do(rules):
    class Mine:
        def __arrow_c_stream__(self, requested_schema=None):
            return pl.read_csv(CASES).__arrow_c_stream__(requested_schema)

    assert rules[0].count(Mine())["cases"].to_pylist() == [sum(row) for row in MATRIX]


def row(**cells):
    whole = {"case": "a", "breach": True, "gains": 0, "from": datetime.date(2020, 1, 1), "harm": "none",
             "kind": "trajectory", "count": 50}
    return {**whole, **cells}


def test_a_missing_cell_is_unknown_and_never_no():
    rules = coded()
    answers = rules.grade(pl.DataFrame([row(), row(count=None), row(kind=None), row(count=49, gains=499_999)]))
    assert answers["case"].to_list() == ["a"] * 4
    assert answers["outcome"].to_list() == ["serious", None, None, "no_offence"]
    assert answers["low"].to_list() == ["serious", "no_offence", "no_offence", "no_offence"]
    assert answers["high"].to_list() == ["serious", "especially_serious", "serious", "no_offence"]
    assert answers["grounds"].to_list()[0] == ["5(1)(3)", "5(1)(6)"]
    # pandas makes floats of whole numbers beside which one is missing
    frame = pd.DataFrame([row(), row(count=None)])
    assert frame["count"].dtype == float
    answers = rules.grade(frame)
    assert answers["outcome"].isna().tolist() == [False, True]
    assert rules.count(frame)["cases"].to_dict() == {
        "no_offence": 0, "serious": 1, "especially_serious": 0, "not decided": 1
    }


def test_types_of_cells():
    rules = coded()
    outcome = lambda **cells: rules.grade(pl.DataFrame([row(**cells)]))["outcome"][0]
    assert outcome(count=49, gains=decimal.Decimal("500000")) == "serious"
    assert outcome(count="1,000") == "especially_serious"
    assert outcome(count="unknown") is None
    stamps = pd.DataFrame([row()]).assign(**{"from": pd.to_datetime(["2020-01-01"])})
    assert rules.grade(stamps)["outcome"].tolist() == ["serious"]
    empty = pl.DataFrame([row()]).clear()
    assert rules.grade(empty).height == 0 and rules.count(empty)["cases"].sum() == 0
    with pytest.raises(gravamen.GravamenError) as fault:
        rules.grade(pl.DataFrame([row(kind=["trajectory"])]))
    assert fault.value.code == "E0806" and "kind" in fault.value.message


def test_cells_that_cannot_be_read_raise_with_their_place():
    frame = pd.DataFrame([row(), row(kind="trajectry"), row(count="many")])
    with pytest.raises(gravamen.GravamenError) as fault:
        coded().grade(frame)
    told = [(f.code, f.row, f.column) for f in fault.value.faults]
    assert told == [("E0801", 1, "kind"), ("E0801", 2, "count")]
    assert "trajectory" in fault.value.help and fault.value.location is None
    answers = coded().grade(frame, keep_going=True)
    assert answers["outcome"].isna().tolist() == [False, True, True]


def test_columns_that_are_not_there_raise_with_the_nearest():
    frame = pl.DataFrame([row()]).rename({"count": "counts"})
    with pytest.raises(gravamen.GravamenError) as fault:
        coded().grade(frame)
    assert fault.value.code == "E0802" and "`count`" in fault.value.message and "counts" in fault.value.help
    with pytest.raises(TypeError, match="__arrow_c_stream__"):
        coded().grade([row()])


def test_answers_in_chinese():
    answers = coded("zh").grade(pl.DataFrame([row(), row(count=None)]))
    assert answers["outcome"].to_list() == ["情节严重", None]
    with pytest.raises(gravamen.GravamenError, match="没有名为"):
        gravamen.Workspace("zh").load("cn.pi.nothing")


def test_errors_of_a_text_have_code_message_and_place():
    workspace = gravamen.Workspace()
    with pytest.raises(gravamen.GravamenError) as fault:
        workspace.define("module m\n  uses cn.pi.facts\n\ndefinition d (lot) ours \"x\"\n  means trajectorie\n", name="m.grv")
    error = fault.value
    assert error.location == gravamen.Location("m.grv", 5, 9)
    assert error.code.startswith("E") and "trajectorie" in error.message
    # the report is that of the compiler: the line, a mark under it, the edit
    assert "means trajectorie" in str(error) and "╰" in str(error) and "trajectory" in str(error)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.location, again.code) == (str(error), error.location, error.code)
    # nothing of it stays behind
    assert "m" not in workspace.modules()
    assert workspace.define(TABLE).name == "coding"


def test_rules_keep_the_text_they_were_loaded_with():
    workspace = gravamen.Workspace()
    workspace.define(TABLE)
    change = "module mine\n  amends cn.pi.interpretation_2017\n\nset 5(1)(3) at {} items because \"a trial\"\n"
    workspace.define(change.format(60))
    before = workspace.load("mine", table="coding")
    workspace.define(change.format(40))
    after = workspace.load("mine", table="coding")
    frame = pl.DataFrame([row(count=n) for n in (30, 45, 70)])
    diff = before.diff(after, frame)
    assert diff.frame["outcome_1"].to_list() == ["no_offence", "no_offence", "serious"]
    assert diff.frame["outcome_2"].to_list() == ["no_offence", "serious", "serious"]
    assert diff.frame["change"].to_list() == ["same", "heavier", "same"]


def test_the_coding_sheet_of_a_vocabulary():
    workspace = gravamen.Workspace()
    sheet = workspace.load("interpretation_2017").template()
    workspace.define(sheet.table)
    rules = workspace.load("interpretation_2017", table="coding_sheet")
    assert sorted(rules.columns()) == sorted(sheet.columns)
    assert [line["column"] for line in sheet.codebook] == sheet.columns
