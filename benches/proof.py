"""What questions over all cases cost, as whole processes.

Usage: proof.py GRAVAMEN [RUNS]. Prints the processor time (of all threads, so that other work on the machine matters
little) and the time that passed, medians of so many runs; start-up and the reading of the library are in both.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GRAVAMEN = os.path.abspath(sys.argv[1])
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 7
LIBRARY = Path(__file__).resolve().parent.parent / "stdlib"
NOW, THESIS = "cn.pi.interpretation_2017", "cn.pi.reform.thesis"
KINDS = ["trajectory", "communication_content", "credit", "property", "accommodation", "communication_record", "health",
         "transaction", "biometric", "contact"]
LIMBS = ["{kind} reaches {n} items", "{kind} reaches {half} items and knew_crime_use", "illegal_gains reaches {n} yuan",
         "business_profit exceeds {n} yuan and lawful_business", "some lot where kind is {kind} and used_for_crime",
         "victim_harm is death and {kind} exceeds {half} items", "major_economic_loss and illegal_gains exceeds {half} yuan",
         "some lot where kind is {kind} and acquired is theft", "{kind} reaches {half} items and vile_social_impact",
         "illegal_gains reaches {half} yuan and knew_crime_use"]


def provisions(name, count, more):
    """A rule set of so many provisions, ten to an article; the first states so much more than it might."""
    text = f"module {name}\n  source T \"A text\"\n  uses cn.pi.facts\n\n"
    for kind in KINDS:
        text += f"measure {kind}s by T 1\n  total count over lot where kind is {kind}\n\n"
    text += "offence o by T 1\n  conduct  not lawful_business or illegal_gains exceeds 0 yuan\n\n"
    for article in range(count // 10):
        grade = "serious" if article % 2 == 0 else "especially_serious"
        text += f"article {article + 1}(1)  {grade} if any of the following\n"
        for limb, words in enumerate(LIMBS):
            number = 100 * (article + 1) + 10 * limb + (5000 if article % 2 else 0)
            if (article, limb) == (0, 0):
                number += more
            kind = KINDS[(article + limb) % len(KINDS)]
            measure = words.startswith("{kind}") or " {kind} exceeds" in words
            text += f"  ({limb + 1})  " + words.format(kind=kind + "s" if measure else kind, n=number, half=number // 2) + "\n"
        text += "\n"
    return text


def measured(*command):
    spent, passed, said = [], [], ""
    for _ in range(RUNS):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        done = subprocess.run([GRAVAMEN, *command], capture_output=True, text=True, check=False)
        passed.append(time.perf_counter() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert done.returncode in (0, 1), done.stderr or done.stdout
        spent.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
        said = done.stdout
    return statistics.median(spent), statistics.median(passed), said


def row(what, spent, passed):
    print(f"| {what} | {1000 * spent:,.0f} | {1000 * passed:,.0f} |", flush=True)


def main():
    print("| question | ms of the processor | ms passed |\n|---|---|---|")
    names = []
    for path in sorted(LIBRARY.rglob("*.grv")):
        head = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("module "))
        names.append(head.split()[1])
    each = []
    for name in names:
        spent, passed, said = measured("compare", name, name, "--lang", "en")
        assert "Equivalent" in said, said
        each.append((spent, passed, name))
    spent, passed, name = max(each)
    row(f"each of {len(names)} modules with itself; the longest, `{name}`", spent, passed)
    row("law and thesis, with all witnesses", *measured("compare", NOW, THESIS)[:2])
    row("the same by two facts, whole table", *measured("compare", NOW, THESIS, "--facts", "class_one,illegal_gains")[:2])
    spent, passed, _ = measured("prove")
    row("all claims of the library", spent, passed)
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, more in (("one", 0), ("other", 1)):
            paths.append(f"{folder}/{name}.grv")
            Path(paths[-1]).write_text(provisions(name, 200, more), encoding="utf-8")
        spent, passed, said = measured("compare", *paths, "--lang", "en")
        assert "B is more lenient" in said, said
        row("200 provisions, generated, and a variant with one number changed", spent, passed)


main()
