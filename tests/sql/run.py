"""Rows with unknown cells, graded by `gravamen batch` and by the queries of `gravamen sql` on DuckDB and PostgreSQL.

Every row is compared. Where the query says that it is exact, its interval is that of batch; where it does not, its
interval holds that of batch. Usage: run.py GRAVAMEN [MODULES [ROWS [FOLDER]]]: so many generated modules, each over so
many rows, and a third as many over a fifth of the rows with lists, which stand in the row or in a table of their own; the
whole run is 1000 1000. GRAVAMEN_SEED tells other modules and rows. In FOLDER the rule sets and rows are kept, for the test
`kept_rows_agree_with_the_reference`. Needs duckdb and psycopg from PyPI and the programs of a PostgreSQL server.
"""

import concurrent.futures
import csv
import glob
import io
import json
import os
import pathlib
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time

import duckdb
import psycopg
from agree import agree, as_query, by_batch
from generated import HEAD, ITEMS, LIBRARY, column_type, json_lines, list_type, module, nested, rows, stated, whole

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
GRAVAMEN = os.path.abspath(sys.argv[1])
MODULES, ROWS = (int(sys.argv[i]) if len(sys.argv) > i else default for i, default in ((2, 60), (3, 600)))
KEPT = sys.argv[4] if len(sys.argv) > 4 else None
NESTED, LISTED = max(MODULES // 3, 1), max(ROWS // 5, 1)
SEED = os.environ.get("GRAVAMEN_SEED", "20261124")
# so many modules read the same rows; each block has a seed of its own
BLOCK = {"flat": 20, "lists": 4, "apart": 4}


class Postgres:
    """A server in a folder of its own, on a free port, ended with the block; what connects to it."""

    def __enter__(self):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin")) or [os.path.dirname(shutil.which("initdb") or "")]
        self.folder = tempfile.mkdtemp(prefix="gravamen-sql-")
        os.chmod(self.folder, 0o755)
        self.as_user = []
        if os.geteuid() == 0:
            self.as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
            shutil.chown(self.folder, "postgres")
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            port = s.getsockname()[1]
        self.data, self.bin = self.folder + "/data", found[-1]
        self.call("initdb", "-D", self.data, "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "-U", "postgres")
        options = f"-p {port} -k {self.folder} -c listen_addresses='' -c fsync=off -c jit=off"
        self.call("pg_ctl", "-D", self.data, "-w", "-l", self.folder + "/log", "-o", options, "start")
        return {"host": self.folder, "port": port, "user": "postgres", "dbname": "postgres", "autocommit": True}

    def call(self, program, *args):
        done = subprocess.run([*self.as_user, f"{self.bin}/{program}", *args], cwd=self.folder,
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if done.returncode:
            sys.exit(f"{program}: {done.stderr.decode()}")

    def __exit__(self, *_):
        self.call("pg_ctl", "-D", self.data, "-m", "immediate", "stop")
        shutil.rmtree(self.folder)


class Rows:
    """Rows in a file and in a table `cases` of both databases; an empty cell is NULL."""

    # what batch, and what sql is asked besides
    joined, asked = (), ()

    def __init__(self, folder, head, cells, server):
        self.path, self.names = f"{folder}/cases.csv", [row[0] for row in cells]
        self.whole = {row[0] for row in cells if "" not in row}
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(cells)
        pathlib.Path(self.path).write_text(",".join(head) + "\n" + text.getvalue(), encoding="utf-8")
        columns = ", ".join(f'"{c}" {column_type(c)}' for c in head)
        self.duck = duckdb.connect(config={"threads": 1})
        self.duck.execute(f"CREATE TABLE cases ({columns})")
        self.duck.execute(f"COPY cases FROM '{self.path}' (FORMAT csv, HEADER true, NULL '')")
        self.post = psycopg.connect(**server)
        self.post.execute(f"CREATE TEMP TABLE cases ({columns})")
        with self.post.cursor().copy("COPY cases FROM STDIN (FORMAT csv, NULL '')") as copy:
            copy.write(text.getvalue())

    def compare(self, sets, table):
        """Both databases against batch, and whether the query is refused as a whole."""
        expected = by_batch(GRAVAMEN, sets, table, self.path, *self.joined)
        assert len(expected) == len(self.names)
        total = [0, 0, 0]
        for dialect, db in (("duckdb", self.duck), ("postgres", self.post)):
            query, part = as_query(GRAVAMEN, sets, table, dialect, *self.asked)
            cursor = db.execute(query)
            names = [d[0] for d in cursor.description]
            held = set() if part else self.whole
            counts = agree(f"{self.path} {dialect}", sets, query, names, cursor.fetchall(), expected, held)
            total = [a + b for a, b in zip(total, counts)]
        return total, part

    def close(self):
        self.duck.close()
        self.post.close()


class Lists(Rows):
    """Rows with lists, in a file of JSON Lines and in both databases: a list of structs, an array of JSON."""

    def __init__(self, folder, rows, server):
        self.path, self.names = f"{folder}/lists.jsonl", [row["id"] for row in rows]
        self.whole = {row["id"] for row in rows if whole(row)}
        pathlib.Path(self.path).write_text(json_lines(rows), encoding="utf-8")
        types = {c: list_type() if c == "lots" else column_type(c) for c in rows[0]}
        listed = ", ".join(f"'{c}': '{t}'" for c, t in types.items())
        self.duck = duckdb.connect(config={"threads": 1})
        self.duck.execute(f"CREATE TABLE cases AS SELECT * FROM read_json('{self.path}', columns = {{{listed}}})")
        self.post = psycopg.connect(**server)
        columns = ", ".join(f'"{c}" {"JSONB" if c == "lots" else t}' for c, t in types.items())
        self.post.execute(f"CREATE TEMP TABLE cases ({columns})")
        with self.post.cursor().copy("COPY cases FROM STDIN") as copy:
            for row in rows:
                copy.write_row([json.dumps(c) if isinstance(c, list) else c for c in stated(row).values()])


class Apart(Rows):
    """The same rows, their lots in a file and a table of their own."""

    def __init__(self, folder, rows, server):
        names = [c for c in rows[0] if c != "lots"]
        text = lambda cell: "" if cell is None else cell
        super().__init__(folder, names, [[text(row[c]) for c in names] for row in rows], server)
        items = [[f" {row['id']} ", *(text(item[c]) for c in ITEMS)] for row in rows for item in row["lots"] or []]
        # the lots of a case need not stand together; an empty list is known
        items.sort(key=lambda item: item[1:])
        self.whole = {row["id"] for row in rows if whole({**row, "lots": row["lots"] or []})}
        lots = io.StringIO()
        csv.writer(lots, lineterminator="\n").writerows(items)
        pathlib.Path(folder, "lots.csv").write_text(",".join(["of_case", *ITEMS]) + "\n" + lots.getvalue(), encoding="utf-8")
        columns = ", ".join(f'"{c}" {column_type(c)}' for c in ITEMS)
        self.duck.execute(f"CREATE TABLE lots_of (of_case VARCHAR, {columns})")
        self.duck.execute(f"COPY lots_of FROM '{folder}/lots.csv' (FORMAT csv, HEADER true, NULL '')")
        self.post.execute(f"CREATE TEMP TABLE lots_of (of_case VARCHAR, {columns})")
        with self.post.cursor().copy("COPY lots_of FROM STDIN (FORMAT csv, NULL '')") as copy:
            copy.write(lots.getvalue())
        self.joined = ("--join", f"lots={folder}/lots.csv", "--key", "of_case")
        self.asked = ("--join", "lots=lots_of", "--key", "of_case")


def block(kind, number, server, folder):
    """Generated modules over the same rows; all counts, and how many queries were refused as a whole."""
    own = f"{folder}/{kind}{number}"
    os.mkdir(own)
    pick = random.Random(f"{SEED} {kind} {number}")
    if kind == "flat":
        over, table, modules = Rows(own, HEAD, rows(pick, ROWS), server), own + "/table.grv", MODULES
        shutil.copy(HERE / "table.grv", table)
    else:
        of = Lists if kind == "lists" else Apart
        over, table, modules = of(own, nested(pick, LISTED), server), str(HERE / "nested.grv"), NESTED
    total, refused = [0, 0, 0], 0
    for i in range(number * BLOCK[kind], min((number + 1) * BLOCK[kind], modules)):
        file = f"{own}/m{i}.grv"
        pathlib.Path(file).write_text(module(pick, f"m{i}"), encoding="utf-8")
        counts, part = over.compare([file], table)
        total, refused = [a + b for a, b in zip(total, counts)], refused + part
    over.close()
    return total, refused


def benchmark(server, folder):
    """The benchmark: whole, then with a twelfth of the cells of every second row taken out."""
    pick = random.Random(1)
    bench = ROOT / "benches/pi1"
    with open(bench / "cases_10000.csv", newline="", encoding="utf-8") as file:
        head, *whole = csv.reader(file)
    table = folder + "/facts.grv"
    text = (bench / "facts.grv").read_text(encoding="utf-8")
    mark = "  empty cells are unknown\n"
    assert mark in text
    pathlib.Path(table).write_text(text.replace(mark, mark + '  case column "id"\n'), encoding="utf-8")
    sets = [str(bench / "current.grv"), str(bench / "reform.grv")]
    cells = []
    for i, row in enumerate(whole[:4000]):
        holed = i % 2 == 1
        cells.append([f"r{i}", *("" if holed and pick.random() < 0.08 else cell for cell in row)])
    over = Rows(folder, ["id", *head], cells, server)
    counts, part = over.compare(sets, table)
    assert not part
    over.close()
    return counts


def library(server, folder):
    """Every module of the library that grades cases; yields its name and counts."""
    own = folder + "/library"
    os.mkdir(own)
    over = Rows(own, HEAD, rows(random.Random(2), ROWS), server)
    listed = "".join(f"{table} {name}\n" for table, sets in LIBRARY for name in sets)
    pathlib.Path(own, "sets.txt").write_text(listed, encoding="utf-8")
    for table, sets in LIBRARY:
        shutil.copy(HERE / table, own)
        for name in sets:
            counts, part = over.compare([name], str(HERE / table))
            yield name + (", in part" if part else ""), counts
    over.close()


def report(what, counts):
    print(f"{what}: {counts[0]} outcomes compared, {counts[1]} of them exact, the grounds too in {counts[2]}", flush=True)


def main():
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as other, tempfile.TemporaryDirectory() as folder, Postgres() as server:
        if KEPT:
            os.mkdir(KEPT)
            folder = os.path.abspath(KEPT)
        report("benchmark", benchmark(server, folder))
        for name, counts in library(server, folder):
            report(name, counts)
        whole_queries = exact = 0
        with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
            for kind, modules, count in (("flat", MODULES, ROWS), ("lists", NESTED, LISTED), ("apart", NESTED, LISTED)):
                numbers = range((modules + BLOCK[kind] - 1) // BLOCK[kind])
                work = [pool.submit(block, kind, number, server, folder if kind == "flat" else other)
                        for number in numbers]
                done = [one.result() for one in work]
                total = [sum(counts[i] for counts, _ in done) for i in range(3)]
                refused = sum(part for _, part in done)
                report(f"{kind}: {modules} generated modules over {count} rows each, {refused} only in part", total)
                assert total[0] == 2 * modules * count
                whole_queries, exact = whole_queries + modules - refused, exact + total[1]
        # what is not refused is as exact as batch where all is known: that was seen to row by row
        assert whole_queries > 0 and exact > 0
    print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
