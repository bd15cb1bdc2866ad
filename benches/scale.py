"""What 10^9 to 10^11 rows cost, reckoned from what a row costs here.

Usage: scale.py GRAVAMEN [ROWS]; needs duckdb from PyPI. Both engines count the matrix of the benchmark over two tables, of
ROWS rows and of four times as many; the processor time (of all threads, so that other work on the machine matters little)
of the second less that of the first is what the rows between them cost, start-up left out.
"""

import os
import resource
import subprocess
import sys
import tempfile

import duckdb

HERE = os.path.dirname(os.path.abspath(__file__))
GRAVAMEN = os.path.abspath(sys.argv[1])
ROWS = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
SETS = [f"{HERE}/pi1/current.grv", f"{HERE}/pi1/reform.grv"]
TABLE = ["--table", f"{HERE}/pi1/facts.grv"]
MATRIX = [5060, 375, 82, 1903, 1487, 14, 292, 333, 454]
# a query as people run one on a cluster: DuckDB, one thread
QUERY = """import sys, duckdb
db = duckdb.connect(config={"threads": 1})
db.execute(f"CREATE VIEW cases AS SELECT * FROM '{sys.argv[2]}'")
print(db.execute(open(sys.argv[1]).read()).fetchall())
"""


def seconds(*command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stderr
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, done.stdout + done.stderr


def cost(run):
    """Nanoseconds of one core a row: least of three for each size."""
    few, many = (min(run(rows)[0] for _ in range(3)) for rows in (ROWS, 4 * ROWS))
    return (many - few) / (3 * ROWS) * 1e9


def main():
    with tempfile.TemporaryDirectory() as folder:
        db = duckdb.connect()
        bytes_a_row = {}
        for rows in (ROWS, 4 * ROWS):
            for form, options in (("parquet", "FORMAT parquet"), ("csv", "FORMAT csv, HEADER")):
                path = f"{folder}/{rows}.{form}"
                db.execute(f"COPY (SELECT * EXCLUDE n FROM read_csv('{HERE}/pi1/cases_10000.csv'),"
                           f" range({rows // 10000}) AS r(n)) TO '{path}' ({options})")
                bytes_a_row[form] = os.path.getsize(path) / rows
        _, text = seconds(GRAVAMEN, "sql", *SETS, *TABLE, "--dialect", "duckdb", "--matrix")
        query = folder + "/query.sql"
        with open(query, "w", encoding="utf-8") as file:
            file.write(text)

        def by_query(rows):
            used, said = seconds(sys.executable, "-c", QUERY, query, f"{folder}/{rows}.parquet")
            assert all(str(cell * rows // 10000) in said for cell in MATRIX), said
            return used, said

        def by_batch(form):
            def run(rows):
                command = [GRAVAMEN, "batch", *SETS, *TABLE, "--in", f"{folder}/{rows}.{form}", "--lang", "en"]
                return seconds(*command)
            return run

        figures = [("gravamen batch, CSV, matrix", cost(by_batch("csv")), bytes_a_row["csv"])]
        probe = [GRAVAMEN, "batch", *SETS, *TABLE, "--in", f"{folder}/{ROWS}.parquet"]
        # only a build with Parquet reads it
        if not subprocess.run(probe, capture_output=True).returncode:
            figures.append(("gravamen batch, Parquet, matrix", cost(by_batch("parquet")), bytes_a_row["parquet"]))
        figures.append(("gravamen sql on DuckDB, Parquet, matrix", cost(by_query), bytes_a_row["parquet"]))
    print("| | ns of a core a row | rows | core hours | hours of 2 cores | of 1,000 cores | GB read |")
    print("|---|---|---|---|---|---|---|")
    for name, nanoseconds, size in figures:
        for power in (9, 10, 11):
            hours = nanoseconds * 10 ** (power - 9) / 3600
            print(f"| {name} | {nanoseconds:.0f} | 10^{power} | {hours:.2f} | {hours / 2:.2f} | {hours * 3.6:.1f} s |"
                  f" {size * 10 ** (power - 9):,.0f} |")


if __name__ == "__main__":
    main()
