"""Ends `batch` at random moments until it is done, and holds what comes of it against an undisturbed run; then disks that
are full and inputs that change or vanish. Prints what it did; any difference is an error.

    python3 tests/crash/run.py target/release/gravamen [KILLS]
"""
import hashlib, os, random, resource, shutil, signal, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BINARY = os.path.abspath(sys.argv[1])
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 500
CASES = os.path.join(ROOT, "benches/pi1/cases_10000.csv")
ROWS, PART = 400, 20


def command(input, out, *more):
    return [BINARY, "batch", "pi1.current", "pi1.reform", "--library", os.path.join(ROOT, "benches"), "--in", input,
            "--table", "wide", "--out", out, "--part", str(PART), "--lang", "en", "--plain", *more]


def run(input, out, *more, **how):
    return subprocess.run(command(input, out, *more), capture_output=True, text=True, **how)


def contents(folder):
    """Every file that counts, with its fingerprint."""
    names = [n for n in os.listdir(folder) if n != ".lock" and not n.endswith(".unfinished")]
    return {n: hashlib.sha256(open(os.path.join(folder, n), "rb").read()).hexdigest() for n in sorted(names)}


def check(holds, what):
    if not holds:
        sys.exit(f"not so: {what}")


def noted(folder):
    """How many parts are done: a part is done once its note is there."""
    names = os.listdir(folder) if os.path.isdir(folder) else []
    return sum(n.startswith("part-") and n.endswith(".json") for n in names)


def moment(child, out, before, new, longest, delay):
    """Waits until so many new parts are done and a little longer; not beyond the end, nor for ever."""
    begun = time.monotonic()
    while child.poll() is None and noted(out) < before + new and time.monotonic() - begun < longest:
        time.sleep(0.0005)
    try:
        child.wait(delay)
    except subprocess.TimeoutExpired:
        pass


def kills(work, input):
    """Killed, interrupted or asked to end, at moments drawn from a fixed seed: before the first new part is done, or after some
    more, and then anywhere in the time that a part takes."""
    whole = os.path.join(work, "whole")
    begun = time.monotonic()
    child = subprocess.Popen(command(input, whole), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    moment(child, whole, 0, 1, 600, 0)
    first = time.monotonic() - begun
    check(child.wait() == 0, "an undisturbed run ends well")
    length = time.monotonic() - begun
    part = (length - first) / (ROWS // PART)
    expected = contents(whole)
    check(len(expected) == 2 * ROWS // PART + 2, "all parts are there")
    draw = random.Random(20261124)
    ended, runs, most, after = 0, 0, 0, 0
    while ended < KILLS:
        out = os.path.join(work, "killed")
        shutil.rmtree(out, ignore_errors=True)
        runs += 1
        before = 0
        while True:
            child = subprocess.Popen(command(input, out), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            new = draw.choice([0, 1, 1, 2, 3])
            moment(child, out, before, new, 10 * length, draw.uniform(0, part if new else first))
            sign = draw.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
            child.send_signal(sign)
            says = child.communicate()[1].decode()
            # it may have been quicker than the signal
            if child.returncode == 0:
                break
            check(child.returncode == -sign, f"it ends by the signal, or is done: {child.returncode} {says}")
            ended += 1
            if os.path.isdir(out):
                there = contents(out)
                for name, print_ in there.items():
                    check(expected.get(name) == print_, f"{name} is whole or not there, after {ended} ends")
                parts = noted(out)
                # what was done stays done
                check(parts >= before, f"{before} parts were there, now {parts}")
                after += parts > before
                before, most = parts, max(most, parts)
        check(contents(out) == expected, f"the same results after {ended} ends")
    print(f"{ended} ends in {runs} runs, {after} of them with new parts: every result is that of an undisturbed run")
    check(most > 0 and 2 * after > KILLS, "most ends came where parts were being written")


def full(work, input):
    """No room: a limit on the size of files, the device that is always full, and a small disk if one can be had."""
    expected = contents(os.path.join(work, "whole"))

    def limited(size):
        def set():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return set

    out = os.path.join(work, "full")
    for size in [0, 1, 100, 600, 900, 1100, 1500, 2000, 4000]:
        told = run(input, out, preexec_fn=limited(size))
        clean = "E0" in told.stderr and "cannot" in told.stderr and "panicked" not in told.stderr
        check(told.returncode == 2 and clean, f"no room beyond {size} bytes is told: {told.returncode} {told.stderr}")
        if os.path.isdir(out):
            check(all(expected.get(n) == p for n, p in contents(out).items()), "nothing is there by half")
    check(run(input, out).returncode == 0 and contents(out) == expected, "with room it goes on to the end")
    with open("/dev/full", "w") as device:
        told = subprocess.run(command(input, "-"), stdout=device, stderr=subprocess.PIPE, text=True)
    check(told.returncode == 2 and "the disk is full" in told.stderr, f"/dev/full is told: {told.stderr}")
    disk = os.path.join(work, "disk")
    os.mkdir(disk)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", disk], capture_output=True).returncode == 0:
        try:
            told = run(input, os.path.join(disk, "out"))
            check(told.returncode == 2 and "the disk is full" in told.stderr, f"a full disk is told: {told.stderr}")
            there = contents(os.path.join(disk, "out"))
            check(all(expected.get(n) == p for n, p in there.items()), "nothing is there by half")
            subprocess.run(["mount", "-o", "remount,size=16m", disk], check=True)
            check(run(input, os.path.join(disk, "out")).returncode == 0, "with room it goes on")
            check(contents(os.path.join(disk, "out")) == expected, "the same results after a full disk")
            print(f"a disk of 64 KiB was full after {len(there)} files and was taken up again")
        finally:
            subprocess.run(["umount", disk], check=True)
    else:
        print("no small disk can be had here; limits on the size of files were tried")


def other(work, input):
    """An input that is changed between two runs, changed while it is read, or gone."""
    out = os.path.join(work, "other")
    copy = os.path.join(work, "copy", "cases.csv")
    os.mkdir(os.path.dirname(copy))
    text = open(input).read()
    open(copy, "w").write(text)
    child = subprocess.Popen(command(copy, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not any(n.startswith("part-000003") for n in (os.listdir(out) if os.path.isdir(out) else [])):
        time.sleep(0.002)
    child.kill()
    child.wait()
    done = contents(out)
    check("manifest.json" not in done and "part-000003.csv" in done, "it was ended in the middle")
    open(copy, "w").write(text.replace("sell", "store", 1))
    told = run(copy, out)
    check(told.returncode == 2 and "E0805" in told.stderr, f"a changed input is refused: {told.stderr}")
    check(contents(out) == done, "what was there is as it was")
    os.remove(copy)
    told = run(copy, out)
    check(told.returncode == 2 and "no such file" in told.stderr, f"an input that is gone is told: {told.stderr}")
    # read through a pipe with a name, the file beside it being removed meanwhile
    for change in ["remove", "grow"]:
        shutil.rmtree(out)
        open(copy, "w").write(text)
        child = subprocess.Popen(command(copy, out), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        while not any(n.startswith("part-000000") for n in (os.listdir(out) if os.path.isdir(out) else [])):
            time.sleep(0.002)
        if change == "remove":
            os.remove(copy)
        else:
            with open(copy, "a") as more:
                more.write(text.splitlines()[-1] + "\n")
        says = child.communicate()[1]
        check(child.returncode == 2, f"an input that changes while it is read is told: {says}")
        check("manifest.json" not in contents(out), "no result is finished")
    print("inputs that were changed, grew or were gone are refused")


def main():
    work = tempfile.mkdtemp(prefix="gravamen-crash-")
    try:
        input = os.path.join(work, "cases.csv")
        with open(CASES) as cases, open(input, "w") as few:
            few.writelines(line for _, line in zip(range(ROWS + 1), cases))
        kills(work, input)
        full(work, input)
        other(work, input)
    finally:
        shutil.rmtree(work, ignore_errors=True)


main()
