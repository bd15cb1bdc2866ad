"""What `tests/spark/run` grades on Spark, and the comparison: `rows.py make|compare GRAVAMEN FOLDER COPIES`.

Three tables with unknown cells. `benchmark`: the 10,000 cases of the benchmark COPIES times under both its rule sets.
`lists`: rows with arrays of structs under generated rule sets. `apart`: the same rows, with a table of the items.
"""

import os
import pathlib
import random
import sys

import duckdb

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests/sql"))

from agree import agree, as_query, by_batch  # noqa: E402
from generated import column_type, json_lines, list_type, module, nested, whole  # noqa: E402

MODULES = 3
TABLES = ("benchmark", "lists", "apart")


def benchmark(folder, copies):
    db = duckdb.connect()
    db.execute(f"CREATE TABLE base AS SELECT * FROM read_csv('{ROOT}/benches/pi1/cases_10000.csv')")
    names = [row[0] for row in db.execute("DESCRIBE base").fetchall()]
    # of every second row a cell in thirteen is not known, chosen by a hash so that each run is the same
    cell = lambda i, n: f'CASE WHEN r % 2 = 1 AND hash(r, {i}) % 13 = 0 THEN NULL ELSE "{n}" END AS "{n}"'
    db.execute(f"""CREATE TABLE cases AS SELECT 'r' || r AS id, {', '.join(cell(i, n) for i, n in enumerate(names))}
        FROM (SELECT row_number() OVER () AS r, base.* FROM base, range({copies}))""")
    db.execute(f"COPY cases TO '{folder}/cases.parquet' (FORMAT parquet)")
    db.execute(f"COPY cases TO '{folder}/cases.csv' (FORMAT csv, HEADER)")
    text = (ROOT / "benches/pi1/facts.grv").read_text(encoding="utf-8")
    mark = "  empty cells are unknown\n"
    assert mark in text
    (folder / "table.grv").write_text(text.replace(mark, mark + '  case column "id"\n'), encoding="utf-8")
    complete = " AND ".join(f'"{n}" IS NOT NULL' for n in names)
    held = {row[0] for row in db.execute(f"SELECT id FROM cases WHERE {complete}").fetchall()}
    return [str(ROOT / f"benches/pi1/{name}.grv") for name in ("current", "reform")], held, "cases.csv"


def lists(folder, count, gravamen, apart):
    pick = random.Random(20261130)
    rows = nested(pick, count)
    (folder / "table.grv").write_text((ROOT / "tests/sql/nested.grv").read_text(encoding="utf-8"), encoding="utf-8")
    sets = []
    while len(sets) < MODULES:
        file = folder / f"n{len(sets)}.grv"
        file.write_text(module(pick, file.stem), encoding="utf-8")
        # of a query that is not refused all is graded as batch does it
        if not as_query(gravamen, [str(file)], str(folder / "table.grv"), "spark")[1]:
            sets.append(str(file))
    # a case without rows in a table of items is known to have none
    held = {row["id"] for row in rows if whole({**row, "lots": row["lots"] or []} if apart else row)}
    types = {c: list_type() if c == "lots" else column_type(c) for c in rows[0]}
    if apart:
        items = [{"of_case": row["id"], **item} for row in rows for item in row["lots"] or []]
        parquet(folder, "lots", items, {c: column_type(c) for c in items[0]})
        rows = [{c: cell for c, cell in row.items() if c != "lots"} for row in rows]
        del types["lots"]
    parquet(folder, "cases", rows, types)
    return sets, held, "cases.jsonl"


def parquet(folder, name, rows, types):
    (folder / f"{name}.jsonl").write_text(json_lines(rows), encoding="utf-8")
    listed = ", ".join(f"'{c}': '{t}'" for c, t in types.items())
    of = f"read_json('{folder}/{name}.jsonl', columns = {{{listed}}})"
    duckdb.execute(f"COPY (FROM {of}) TO '{folder}/{name}.parquet'")


def options(folder, name):
    """What batch and sql are asked besides, for a table of items."""
    if name != "apart":
        return (), ()
    return tuple(("--join", f"lots={lots}", "--key", "of_case") for lots in (f"{folder}/lots.jsonl", "lots"))


def make(gravamen, folder, copies):
    for name in TABLES:
        own = folder / name
        own.mkdir()
        sets, held, rows = benchmark(own, copies) if name == "benchmark" else \
            lists(own, 100 * copies, gravamen, name == "apart")
        (own / "sets").write_text("\n".join([rows, *sets]), encoding="utf-8")
        (own / "whole").write_text("\n".join(held), encoding="utf-8")
        for dialect in ("spark", "duckdb"):
            query, part = as_query(gravamen, sets, str(own / "table.grv"), dialect, *options(own, name)[1])
            assert not part
            (own / f"{dialect}.sql").write_text(query, encoding="utf-8")


def compare(gravamen, folder, _):
    for name in TABLES:
        own = folder / name
        rows, *sets = (own / "sets").read_text(encoding="utf-8").split("\n")
        held = set((own / "whole").read_text(encoding="utf-8").split("\n"))
        expected = by_batch(gravamen, sets, str(own / "table.grv"), str(own / rows), *options(own, name)[0])
        query = (own / "duckdb.sql").read_text(encoding="utf-8")
        db = duckdb.connect()
        for table in ("cases", "lots") if name == "apart" else ("cases",):
            db.execute(f"CREATE VIEW {table} AS SELECT * FROM '{own}/{table}.parquet'")
        db.execute(f"CREATE TABLE duck AS {query}")
        db.execute(f"CREATE TABLE spark AS SELECT * FROM '{own}/graded.parquet/*.parquet'")
        differ = db.execute("SELECT count(*) FROM (FROM duck EXCEPT ALL FROM spark)").fetchone()[0]
        differ += db.execute("SELECT count(*) FROM (FROM spark EXCEPT ALL FROM duck)").fetchone()[0]
        assert differ == 0, f"{name}: {differ} rows differ between Spark and DuckDB"
        cursor = db.execute("FROM spark")
        names = [d[0] for d in cursor.description]
        counts = agree(f"{name} on Spark", sets, query, names, cursor.fetchall(), expected, held)
        assert counts[1] > 0
        print(f"{name}: {len(expected)} rows under {len(sets)} rule sets, {counts[0]} outcomes as on DuckDB and by batch,"
              f" {counts[1]} of them exact, the grounds too in {counts[2]}", flush=True)


if __name__ == "__main__":
    what = {"make": make, "compare": compare}[sys.argv[1]]
    what(os.path.abspath(sys.argv[2]), pathlib.Path(sys.argv[3]), int(sys.argv[4]))
