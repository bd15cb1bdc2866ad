"""What many rows of a file cost: many.py GRAVAMEN [ROWS]; needs numpy and pyarrow from PyPI and a build with `--features batch`.

The cases of the benchmark, a hundredth as many and all, as Parquet, are graded under both rule sets on one thread: the matrix
alone, and with a folder of results. Of three runs each, the median of the time and of the processor's time of all threads, and
the most memory. The matrix is held against the one that numpy comes to by the rule as it is written by hand.
"""
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOT = 1_000_000
SETS = [str(HERE / "pi1" / f"{name}.grv") for name in ("current", "reform")]
TABLE = ["--table", str(HERE / "pi1" / "facts.grv"), "--threads", "1", "--plain", "--lang", "en"]


def make(file, rows):
    """Writes the cases, a million at a time, the first those of the benchmark, and prints their matrix."""
    sys.path.insert(0, str(HERE / "pi1"))
    import cases
    import numpy as np

    known = np.zeros(9, np.int64)

    def lots():
        for n, start in enumerate(range(0, rows, LOT)):
            lot = cases.columns(min(LOT, rows - start), 20240253 + n)
            known[:] += matrix(lot, np)
            yield lot

    cases.write_parquet(file, lots())
    print(*known)


def matrix(c, np):
    first = c["trajectory"] + c["comm_content"] + c["credit"] + c["property"]
    sens = first + c["accommodation"] + c["health"] + c["transaction"]
    sold = c["act"] < 2
    k = np.where(c["in_course_of_duty"] & sold, 2, 1)
    mixed = (100 * first + 10 * (sens - first + c["comm_records"]) + c["other"]) * k
    flat = (10 * sens + c["comm_records"] + c["other"]) * k * np.where(c["prior_conviction"], 2, 1)
    gains = c["gains_fen"] * k
    special = sold & ((c["trajectory"] > 0) & c["used_for_crime"] | c["knew_crime_use"])
    worse = (c["consequence"] != 0) | c["major_loss"] | c["bad_social_impact"]
    before = c["prior_conviction"] | c["prior_admin_2y"]
    one = (c["act"] < 3) & (special | (mixed >= 5000) | (gains >= 500_000) | before)
    two = (c["act"] < 5) & (special | (flat >= 5000))
    a = one.astype(np.int8) + (one & (worse | (mixed >= 50_000) | (gains >= 5_000_000)))
    b = two.astype(np.int8) + (two & (worse | (flat >= 50_000)))
    return np.bincount(3 * a + b, minlength=9)


def run(args):
    """Seconds, processor's seconds, most memory in MiB, and what was printed."""
    with tempfile.TemporaryFile() as said:
        start = time.monotonic()
        child = subprocess.Popen(args, stdout=said, stderr=said)
        _, status, used = os.wait4(child.pid, 0)
        took = time.monotonic() - start
        child.returncode = status
        said.seek(0)
        text = said.read().decode()
    assert status == 0, text
    return took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, text


def counted(text):
    """The matrix as it is printed, without its sums and what is not decided."""
    rows = [re.findall(r"\d[\d,]*", line) for line in text.splitlines()]
    rows = [[int(n.replace(",", "")) for n in row] for row in rows if len(row) >= 4]
    return [n for row in rows[:3] for n in row[:3]]


def main():
    gravamen = os.path.abspath(sys.argv[1])
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000_000
    print("| rows | | seconds | of the processor | ns a row | MiB |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for many in (rows // 100, rows):
            file = f"{folder}/cases.parquet"
            # by a program of its own: what this one holds is counted to those that it starts
            made = [sys.executable, __file__, "--make", file, str(many)]
            known = subprocess.run(made, check=True, capture_output=True, text=True).stdout.split()
            for what, more in (("the matrix", []), ("results in Parquet", ["parquet"]), ("results in CSV", ["csv"])):
                all_runs = []
                for n in range(3):
                    out = ["--out", f"{folder}/{what} {many} {n}", "--results", *more] if more else []
                    all_runs.append(run([gravamen, "batch", *SETS, "--in", file, *TABLE, *out]))
                    assert counted(all_runs[-1][3]) == [int(n) for n in known], all_runs[-1][3]
                    if more:
                        subprocess.run(["rm", "-r", out[1]], check=True)
                took, used, most = (sorted(r[i] for r in all_runs)[1] for i in range(3))
                print(f"| {many:,} | {what} | {took:.2f} | {used:.2f} | {used / many * 1e9:.0f} | {most:.0f} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "--make":
        make(sys.argv[2], int(sys.argv[3]))
    else:
        main()
