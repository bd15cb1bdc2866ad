"""The synthetic cases of PI-1, the same on every machine: cases.py FOLDER ROWS [csv]

Writes cases_ROWS.csv, .jsonl and .parquet, and cases_ROWS.columns: the columns as they stand in memory, one behind the other,
little-endian, eight bytes a number and one a code. With `csv` only the CSV is written, which takes no library but numpy.
"""
import json
import sys
from pathlib import Path

import numpy as np

ACTS = ["sell", "provide", "obtain", "tamper", "misuse", "store"]
HARMS = ["none", "death", "serious_injury", "mental_disorder", "kidnapping"]
# how large each count mostly is; the tail is heavy, so that its mean is not finite
SCALE = {
    "trajectory": 5, "comm_content": 4, "credit": 4, "property": 4, "accommodation": 40, "comm_records": 60,
    "health": 35, "transaction": 40, "other": 420,
}
# no product of the rule passes 32 bits below it, for engines that have no more
MOST = 2_000_000
BITS = {
    "used_for_crime": 0.06, "knew_crime_use": 0.03, "in_course_of_duty": 0.18, "prior_conviction": 0.06,
    "prior_admin_2y": 0.04,
}


def columns(rows, seed=20240253):
    draw = np.random.default_rng(seed)
    out = {"act": draw.choice(6, rows, p=[0.28, 0.22, 0.26, 0.08, 0.10, 0.06]).astype(np.int8)}
    for name, scale in SCALE.items():
        count = np.minimum(np.floor(scale * draw.pareto(0.9, rows)), MOST).astype(np.int64)
        out[name] = np.where(draw.random(rows) < 0.42, count, 0)
    # about 22 of 100 rows stand exactly on a standard or one below it
    planted = draw.random(rows) < 0.22
    way = draw.integers(0, 8, rows)
    share, times = draw.choice([1, 2, 4], rows), draw.choice([1, 10], rows)
    off = draw.integers(-1, 1, rows)
    for name in SCALE:
        out[name] = np.where(planted, 0, out[name])

    def put(name, at, value):
        out[name] = np.where(planted & (way == at), value, out[name])

    first = np.where(share == 4, 25, 50 // np.minimum(share, 2)) * times
    part = draw.integers(0, 1000, rows)
    put("trajectory", 0, first * part // 1000 + off)
    put("credit", 0, first - first * part // 1000)
    second = 500 // share * times
    put("accommodation", 1, second * part // 1000)
    put("health", 1, second - second * part // 1000 + off)
    third = 5000 // share * times
    put("other", 2, third + off)
    # kinds mixed so that their shares of the standards add up to it
    x = third * part // 1000 // 100
    y = (third - 100 * x) // 20
    put("property", 3, x)
    put("transaction", 3, y)
    put("other", 3, third - 100 * x - 10 * y + off)
    x = third * part // 1000 // 10
    put("health", 4, x)
    put("other", 4, third - 10 * x + off)
    put("comm_content", 5, first + off)
    put("comm_records", 6, third // 2)
    put("other", 6, third - third // 2 + off)
    for name in SCALE:
        out[name] = np.maximum(out[name], 0)
    fen = np.floor(np.exp(draw.normal(10.4, 2.7, rows)))
    fen = np.where(draw.random(rows) < 0.45, fen, 0)
    on = draw.random(rows) < 0.03
    fen = np.where(on, 500000 // draw.choice([1, 2], rows) * draw.choice([1, 10], rows) - draw.integers(0, 2, rows), fen)
    out["gains_fen"] = np.minimum(fen, 2_000_000_000).astype(np.int64)
    for name, share in BITS.items():
        out[name] = draw.random(rows) < share
    out["consequence"] = np.where(draw.random(rows) < 0.05, draw.integers(1, 5, rows), 0).astype(np.int8)
    out["major_loss"] = draw.random(rows) < 0.02
    out["bad_social_impact"] = draw.random(rows) < 0.02
    return out


def texts(cases):
    """Each column as a list of what a cell says, in the order of the files."""
    out = {"act": [ACTS[c] for c in cases["act"]]}
    out.update((name, cases[name].tolist()) for name in SCALE)
    fen = cases["gains_fen"].tolist()
    out["illegal_gains"] = [f"{n // 100}.{n % 100:02}" for n in fen]
    out["gains_fen"] = fen
    out.update((name, cases[name].tolist()) for name in BITS)
    out["consequence"] = [HARMS[c] for c in cases["consequence"]]
    out.update((name, cases[name].tolist()) for name in ["major_loss", "bad_social_impact"])
    return out


def main():
    folder, rows = Path(sys.argv[1]), int(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    base = folder / f"cases_{rows}"
    cases = columns(rows)
    said = texts(cases)
    plain = {True: "true", False: "false"}
    with open(f"{base}.csv", "w", encoding="utf-8") as file:
        file.write(",".join(f'"{name}"' for name in said) + "\n")
        for row in zip(*said.values()):
            file.write(",".join(plain[v] if isinstance(v, bool) else str(v) for v in row) + "\n")
    if sys.argv[3:] == ["csv"]:
        return
    with open(f"{base}.jsonl", "w", encoding="utf-8") as file:
        for row in zip(*said.values()):
            file.write(json.dumps(dict(zip(said, row)), separators=(",", ":")) + "\n")
    numbers = [*SCALE, "gains_fen"]
    with open(f"{base}.columns", "wb") as file:
        for name in numbers:
            file.write(cases[name].astype("<i8").tobytes())
        for name in ["act", "consequence", *BITS, "major_loss", "bad_social_impact"]:
            file.write(cases[name].astype(np.uint8).tobytes())
    write_parquet(f"{base}.parquet", [cases])


def write_parquet(path, parts):
    """Cases in typed columns, one lot of them after the other."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    def table(cases):
        listed = {"act": ACTS, "consequence": HARMS}
        # the number behind the decimal is the fen as they are
        pairs = np.ascontiguousarray(np.stack([cases["gains_fen"], cases["gains_fen"] >> 63], axis=1))
        decimal = pa.Array.from_buffers(pa.decimal128(12, 2), len(pairs), [None, pa.py_buffer(pairs)])
        out = {}
        for name, cells in cases.items():
            if name == "gains_fen":
                out["illegal_gains"] = decimal
            if name in listed:
                out[name] = pa.DictionaryArray.from_arrays(pa.array(cells.astype(np.int32)), pa.array(listed[name]))
            else:
                out[name] = pa.array(cells)
        return pa.table(out)

    writer = None
    for cases in parts:
        own = table(cases)
        writer = writer or parquet.ParquetWriter(path, own.schema, compression="snappy", store_decimal_as_integer=True)
        writer.write_table(own, row_group_size=131072)
    writer.close()


if __name__ == "__main__":
    main()
