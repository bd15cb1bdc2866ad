"""The answers of a query against those of `gravamen batch`, row by row."""

import csv
import io
import subprocess
import sys


def call(gravamen, *args):
    done = subprocess.run([gravamen, *args, "--lang", "en"], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def by_batch(gravamen, sets, table, path, *options):
    """What batch says of each case, by its name; it takes two rule sets at a time."""
    out = {}
    for at in range(0, len(sets), 2):
        command = ["batch", *sets[at:at + 2], "--table", table, "--in", path, *options, "--out", "-"]
        code, said, faults = call(gravamen, *command)
        assert code == 0, faults
        for case, verdict, *answers in list(csv.reader(io.StringIO(said)))[1:]:
            out.setdefault(case, [case, verdict]).extend(answers)
    return out


def as_query(gravamen, sets, table, dialect, *options):
    """The query, and whether it is refused as a whole and was asked for in part."""
    command = ["sql", *sets, "--table", table, "--dialect", dialect, *options]
    code, query, faults = call(gravamen, *command)
    if code == 0:
        return query, False
    assert "E0807" in faults, faults
    code, query, faults = call(gravamen, *command, "--partial")
    assert code == 0, faults
    return query, True


def agree(what, sets, query, names, answers, expected, whole):
    """[outcomes, exact ones, grounds alike]: where the query says that it is exact, its interval is that of batch; where
    it does not, its interval holds that of batch, and is that of batch for the cases of which every cell is known, named
    by `whole` (none if the query was asked for in part)."""
    words = [line.split(" = ", 1)[1] for line in query.splitlines() if line.startswith("-- outcome ")]
    grade = {word: g for g, word in enumerate(words)}
    answers = {row[names.index("id")]: row for row in answers}
    places = [[names.index(f"{c}_{i + 1}") for c in ("low", "high", "exact", "grounds", "grounds_exact")
               if f"{c}_{i + 1}" in names] for i in range(len(sets))]
    assert answers.keys() == expected.keys(), (what, len(answers), len(expected))
    counts = [0, 0, 0]
    for case, answer in answers.items():
        line = expected[case]
        for i, at in enumerate(places):
            # a rule set without grounds has no columns of grounds
            low, high, exact = (answer[a] for a in at[:3])
            grounds, listed = (answer[a] for a in at[3:]) if at[3:] else ("", exact)
            wanted = (grade[line[2 + 3 * i]], grade[line[3 + 3 * i]])
            right = (low, high) == wanted if exact else low <= wanted[0] and wanted[1] <= high
            if None in (low, high, exact, grounds, listed) or not right or listed and grounds != line[4 + 3 * i]:
                sys.exit(f"{what} {sets[i]} {case}: {(low, high, exact, grounds)} is not {line}")
            if case in whole and (low, high) != wanted:
                sys.exit(f"{what} {sets[i]} {case}: {(low, high)} although all is known: {line}")
            counts[0] += 1
            counts[1] += exact
            counts[2] += listed
    return counts
