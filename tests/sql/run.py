"""Rows with unknown cells, graded by `gravamen batch` and by the queries of `gravamen sql` on DuckDB and PostgreSQL.

Every row is compared. Where the query says that it is exact, its interval is that of batch; where it does not, its
interval holds that of batch. Usage: run.py GRAVAMEN [MODULES [ROWS [FOLDER]]]: so many generated modules, each over so
many rows; the whole run is 1000 1000. In FOLDER the rule sets and rows are kept, for the test
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
from generated import HEAD, ITEMS, LIBRARY, module, nested, rows

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
GRAVAMEN = os.path.abspath(sys.argv[1])
MODULES, ROWS = (int(sys.argv[i]) if len(sys.argv) > i else default for i, default in ((2, 60), (3, 600)))
KEPT = sys.argv[4] if len(sys.argv) > 4 else None
# so many modules read the same rows
BLOCK = 20

BOOLEANS = {"knew_crime_use", "in_course_of_duty", "used_for_crime", "prior_conviction", "prior_admin_2y",
            "major_loss", "bad_social_impact", "knew", "loss", "business", "crime", "duty", "pub"}
DECIMALS = {"profit", "illegal_gains"}
TEXTS = {"id", "act", "consequence", "harm", "kind", "third", "minor"}
DAYS = {"from"}


def column_type(name):
    if name in BOOLEANS:
        return "BOOLEAN"
    if name in DECIMALS:
        return "DECIMAL(18, 4)"
    if name in DAYS:
        return "DATE"
    return "VARCHAR" if name in TEXTS else "BIGINT"


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


def gravamen(*args):
    done = subprocess.run([GRAVAMEN, *args, "--lang", "en"], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


class Rows:
    """Rows in a file and in a table `cases` of both databases; an empty cell is NULL."""

    def __init__(self, folder, head, cells, server):
        self.head, self.cells, self.path = head, cells, f"{folder}/cases.csv"
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

    def compare(self, sets, table, *options):
        """(outcomes, exact ones, of those whose cells are all known, grounds alike); refused ones are asked for in part."""
        code, said, faults = gravamen("batch", *sets, "--table", table, "--in", self.path, "--out", "-")
        assert code == 0, faults
        expected = {line[0]: line for line in list(csv.reader(io.StringIO(said)))[1:]}
        assert len(expected) == len(self.cells)
        counts, refused = [0, 0, 0, 0], 0
        for dialect, db in (("duckdb", self.duck), ("postgres", self.post)):
            code, query, faults = gravamen("sql", *sets, "--table", table, "--dialect", dialect, *options)
            if code and not options:
                assert "E0807" in faults, faults
                options, refused = ("--partial",), 1
                code, query, faults = gravamen("sql", *sets, "--table", table, "--dialect", dialect, *options)
            assert code == 0, faults
            words = [line.split(" = ", 1)[1] for line in query.splitlines() if line.startswith("-- outcome ")]
            grade = {word: g for g, word in enumerate(words)}
            cursor = db.execute(query)
            names = [d[0] for d in cursor.description]
            by_id = {row[names.index("id")]: row for row in cursor.fetchall()}
            places = [[names.index(f"{c}_{i + 1}") for c in ("low", "high", "exact", "grounds", "grounds_exact")
                       if f"{c}_{i + 1}" in names] for i in range(len(sets))]
            assert len(by_id) == len(self.cells)
            for given in self.cells:
                line, answer = expected[given[0]], by_id[given[0]]
                complete = "" not in given
                for i, at in enumerate(places):
                    # a rule set without grounds has no columns of grounds
                    low, high, exact = (answer[a] for a in at[:3])
                    grounds, listed = (answer[a] for a in at[3:]) if at[3:] else ("", exact)
                    wanted = (grade[line[2 + 3 * i]], grade[line[3 + 3 * i]])
                    right = (low, high) == wanted if exact else low <= wanted[0] and wanted[1] <= high
                    if None in (low, high, exact, grounds, listed) or not right or listed and grounds != line[4 + 3 * i]:
                        told = dict(zip(self.head, given))
                        sys.exit(f"{dialect} {sets[i]} {told}: {(low, high, exact, grounds)} is not {line}")
                    counts[0] += 1
                    counts[1] += exact
                    counts[2] += complete and not exact
                    counts[3] += listed
        return counts, refused

    def close(self):
        self.duck.close()
        self.post.close()


class Lists(Rows):
    """Rows with lists, in a file of JSON Lines and in both databases: a list of structs, an array of JSON."""

    def __init__(self, folder, rows, server):
        whole = {"count", "fake", "to", "n1", "gains"}
        plain = lambda name, cell: cell if cell is None else (
            cell == "true" if cell in ("true", "false") else int(cell) if name in whole else cell)
        own = lambda cells: {c: [own(item) for item in cell] if isinstance(cell, list) else plain(c, cell)
                             for c, cell in cells.items()}
        self.head, self.path = list(rows[0]), f"{folder}/lists.jsonl"
        # a row is complete if nothing in it is missing
        missing = lambda row: row["lots"] is None or None in [c for item in row["lots"] for c in item.values()]
        self.cells = [["" if c is None else c if isinstance(c, str) else "" if missing(row) else "lots" for c in row.values()]
                      for row in rows]
        lines = [json.dumps(own(row), ensure_ascii=False) for row in rows]
        pathlib.Path(self.path).write_text("\n".join(lines) + "\n", encoding="utf-8")
        types = {"duty": "BOOLEAN", "pub": "BOOLEAN", "crime": "BOOLEAN", "kind": "VARCHAR", "act": "VARCHAR"}
        item = ", ".join(f'"{c}" {types.get(c, "BIGINT")}' for c in ITEMS)
        types = {c: f"STRUCT({item})[]" if c == "lots" else column_type(c) for c in self.head}
        listed = ", ".join(f"'{c}': '{t}'" for c, t in types.items())
        self.duck = duckdb.connect(config={"threads": 1})
        self.duck.execute(f"CREATE TABLE cases AS SELECT * FROM read_json('{self.path}', columns = {{{listed}}})")
        self.post = psycopg.connect(**server)
        columns = ", ".join(f'"{c}" {"JSONB" if c == "lots" else t}' for c, t in types.items())
        self.post.execute(f"CREATE TEMP TABLE cases ({columns})")
        with self.post.cursor().copy("COPY cases FROM STDIN") as copy:
            for row in rows:
                cells = own(row)
                copy.write_row([json.dumps(c) if isinstance(c, list) else c for c in cells.values()])


def lists(server, modules, count):
    """Generated modules over rows with lists."""
    pick = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        over = Lists(folder, nested(pick, count), server)
        total, refused = [0, 0, 0, 0], 0
        for i in range(modules):
            file = f"{folder}/n{i}.grv"
            pathlib.Path(file).write_text(module(pick, f"n{i}"), encoding="utf-8")
            counts, part = over.compare([file], str(HERE / "nested.grv"))
            total, refused = [a + b for a, b in zip(total, counts)], refused + part
        over.close()
    return total, refused


def block(number, server, folder):
    """Generated modules over the same rows; all counts, and how many queries were refused as a whole."""
    own = f"{folder}/block{number}"
    os.mkdir(own)
    pick = random.Random(20261124 + number)
    table = own + "/table.grv"
    shutil.copy(HERE / "table.grv", table)
    over = Rows(own, HEAD, rows(pick, ROWS), server)
    total, refused = [0, 0, 0, 0], 0
    for i in range(number * BLOCK, min((number + 1) * BLOCK, MODULES)):
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
    counts, _ = over.compare(sets, table)
    over.close()
    assert counts[2] == 0, "a row without open cells is not exact"
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
            yield name, over.compare([name], str(HERE / table), "--partial")[0]
    over.close()


def report(what, counts):
    print(f"{what}: {counts[0]} outcomes compared, {counts[1]} of them exact, the grounds too in {counts[3]}", flush=True)


def main():
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, Postgres() as server:
        if KEPT:
            os.mkdir(KEPT)
            folder = os.path.abspath(KEPT)
        report("benchmark", benchmark(server, folder))
        for name, counts in library(server, folder):
            report(name, counts)
        modules, some = max(MODULES // 10, 1), max(ROWS // 10, 1)
        counts, part = lists(server, modules, some)
        report(f"{modules} generated modules over {some} rows with lists, {part} only in part", counts)
        assert part < modules and counts[1] > counts[0] // 5, (part, counts)
        numbers = range((MODULES + BLOCK - 1) // BLOCK)
        with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
            done = list(pool.map(block, numbers, [server] * len(numbers), [folder] * len(numbers)))
    total = [sum(counts[i] for counts, _ in done) for i in range(4)]
    refused = sum(part for _, part in done)
    report(f"{MODULES} generated modules over {ROWS} rows each, {refused} only in part", total)
    assert total[0] == 2 * MODULES * ROWS and refused < MODULES and total[1] > total[0] // 4, (refused, total)
    print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
