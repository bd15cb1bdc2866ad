"""The most memory that `batch` takes for few rows and for many, over one rule set pair and the form of the file.

    python3 tests/crash/memory.py target/release/gravamen [FEW MANY]
"""
import os, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BINARY = os.path.abspath(sys.argv[1])
FEW, MANY = (int(n) for n in (sys.argv[2:4] or ["100000", "10000000"]))


def table(path, rows):
    """The cases of the benchmark, again and again."""
    with open(os.path.join(ROOT, "benches/pi1/cases_10000.csv")) as cases:
        head, *lines = cases.readlines()
    with open(path, "w") as out:
        out.write(head)
        for n in range(0, rows, len(lines)):
            out.writelines(lines[: rows - n])


def most(args):
    """The greatest resident set of a child, in KiB."""
    child = os.spawnv(os.P_NOWAIT, BINARY, [BINARY, *args])
    _, status, used = os.wait4(child, 0)
    if status != 0:
        sys.exit(f"{args}: {status}")
    return used.ru_maxrss


def main():
    with tempfile.TemporaryDirectory(prefix="gravamen-memory-") as work:
        path = os.path.join(work, "cases.csv")
        base = ["batch", "pi1.current", "pi1.reform", "--library", os.path.join(ROOT, "benches"), "--table", "wide",
                "--in", path, "--plain", "--lang", "en"]
        told = []
        for rows in [FEW, MANY]:
            table(path, rows)
            with open(os.devnull, "w") as null:
                keep = os.dup(1)
                os.dup2(null.fileno(), 1)
                alone = most(base)
                parts = most([*base, "--out", os.path.join(work, f"out-{rows}")])
                os.dup2(keep, 1)
            told.append((alone, parts))
            print(f"{rows:>10} rows: {alone / 1024:.1f} MiB for the matrix alone, {parts / 1024:.1f} MiB with results")
        ratios = [many / few for few, many in zip(*told)]
        print("ratio " + ", ".join(f"{r:.2f}" for r in ratios))
        if max(ratios) > 1.2:
            sys.exit("more than 1.2 times as much")


main()
