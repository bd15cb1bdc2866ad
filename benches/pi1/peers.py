"""PI-1 by DuckDB, polars and numpy on one thread each: peers.py FOLDER ROWS

A line a measure: what the cases come from, by whom, the median of the processor's seconds, the matrix.
"""
import os

os.environ["POLARS_MAX_THREADS"] = "1"

import sys
import time
from pathlib import Path

import duckdb
import numpy as np
import polars as pl

ROUNDS = 7
COUNTS = ["trajectory", "comm_content", "credit", "property", "accommodation", "comm_records", "health", "transaction", "other"]

# the same folding as by hand: a tier alone is reached where the mixed sum is
QUERY = """
WITH sums AS (
  SELECT act, used_for_crime, knew_crime_use, prior_conviction, prior_admin_2y, trajectory,
    act IN ('sell', 'provide') AS sp,
    CASE WHEN in_course_of_duty AND act IN ('sell', 'provide') THEN 2 ELSE 1 END AS k,
    100 * (trajectory + comm_content + credit + property)
      + 10 * (accommodation + comm_records + health + "transaction") + other AS mixed,
    10 * (trajectory + comm_content + credit + property + accommodation + health + "transaction")
      + comm_records + other AS flat,
    gains_fen, consequence != 'none' OR major_loss OR bad_social_impact AS worse
  FROM {source}
), times AS (
  SELECT *, sp AND (trajectory > 0 AND used_for_crime OR knew_crime_use) AS special,
    mixed * k AS m, gains_fen * k AS g, flat * k * CASE WHEN prior_conviction THEN 2 ELSE 1 END AS f
  FROM sums
), graded AS (
  SELECT
    CASE WHEN act IN ('sell', 'provide', 'obtain')
        AND (special OR m >= 5000 OR g >= 500000 OR prior_conviction OR prior_admin_2y)
      THEN CASE WHEN worse OR m >= 50000 OR g >= 5000000 THEN 2 ELSE 1 END ELSE 0 END AS a,
    CASE WHEN act IN ('sell', 'provide', 'obtain', 'tamper', 'misuse') AND (special OR f >= 5000)
      THEN CASE WHEN worse OR f >= 50000 THEN 2 ELSE 1 END ELSE 0 END AS b
  FROM times
)
SELECT a, b, count(*) FROM graded GROUP BY a, b
"""


def cells(rows):
    matrix = [0] * 9
    for a, b, n in rows:
        matrix[3 * a + b] += n
    return matrix


def timed(what, who, f):
    took, matrix = [], None
    for _ in range(ROUNDS):
        start = time.process_time()
        matrix = f()
        took.append(time.process_time() - start)
    print(what, who, sorted(took)[ROUNDS // 2], " ".join(map(str, matrix)), sep="\t", flush=True)


def by_polars(frame):
    sold = pl.col("act").cast(pl.String).is_in(["sell", "provide"])
    frame = frame.with_columns(act=pl.col("act").cast(pl.String), sp=sold)
    c = {name: pl.col(name) for name in COUNTS}
    first = c["trajectory"] + c["comm_content"] + c["credit"] + c["property"]
    second = c["accommodation"] + c["comm_records"] + c["health"] + c["transaction"]
    k = pl.when(pl.col("in_course_of_duty") & pl.col("sp")).then(2).otherwise(1)
    twice = pl.when(pl.col("prior_conviction")).then(2).otherwise(1)
    flat = 10 * (first + second - c["comm_records"]) + c["comm_records"] + c["other"]
    frame = frame.with_columns(
        m=(100 * first + 10 * second + c["other"]) * k,
        g=pl.col("gains_fen") * k,
        f=flat * k * twice,
        special=pl.col("sp") & ((c["trajectory"] > 0) & pl.col("used_for_crime") | pl.col("knew_crime_use")),
        worse=(pl.col("consequence").cast(pl.String) != "none") | pl.col("major_loss") | pl.col("bad_social_impact"),
    )
    m, g, f, worse = (pl.col(name) for name in ["m", "g", "f", "worse"])
    before = pl.col("prior_conviction") | pl.col("prior_admin_2y")
    one = pl.col("act").is_in(["sell", "provide", "obtain"]) & (
        pl.col("special") | (m >= 5000) | (g >= 500_000) | before
    )
    two = pl.col("act").is_in(["sell", "provide", "obtain", "tamper", "misuse"]) & (pl.col("special") | (f >= 5000))
    a = one.cast(pl.UInt8) + (one & (worse | (m >= 50_000) | (g >= 5_000_000))).cast(pl.UInt8)
    b = two.cast(pl.UInt8) + (two & (worse | (f >= 50_000))).cast(pl.UInt8)
    counted = frame.select(a=a, b=b).group_by("a", "b").len()
    return cells(counted.collect(engine="streaming").rows())


def by_numpy(c):
    matrix = np.zeros(9, np.int64)
    rows, step = len(c["act"]), 16384
    for at in range(0, rows, step):
        v = {name: column[at : at + step] for name, column in c.items()}
        first = v["trajectory"] + v["comm_content"] + v["credit"] + v["property"]
        sens = first + v["accommodation"] + v["health"] + v["transaction"]
        sp = v["act"] < 2
        k = (v["in_course_of_duty"] & sp).astype(np.int64)
        m = (100 * first + 10 * (sens - first + v["comm_records"]) + v["other"]) << k
        f = (10 * sens + v["comm_records"] + v["other"]) << (k + v["prior_conviction"])
        g = v["gains_fen"] << k
        special = sp & ((v["trajectory"] > 0) & v["used_for_crime"] | v["knew_crime_use"])
        worse = (v["consequence"] != 0) | v["major_loss"] | v["bad_social_impact"]
        before = v["prior_conviction"] | v["prior_admin_2y"]
        one = (v["act"] < 3) & (special | (m >= 5000) | (g >= 500_000) | before)
        two = (v["act"] < 5) & (special | (f >= 5000))
        a = one.astype(np.int8) + (one & (worse | (m >= 50_000) | (g >= 5_000_000)))
        b = two.astype(np.int8) + (two & (worse | (f >= 50_000)))
        matrix += np.bincount(3 * a + b, minlength=9)
    return matrix.tolist()


def main():
    folder, rows = Path(sys.argv[1]), sys.argv[2]
    base = str(folder / f"cases_{rows}")
    db = duckdb.connect()
    db.execute("SET threads = 1")
    enums = "act::ENUM('sell', 'provide', 'obtain', 'tamper', 'misuse', 'store') AS act, " \
        "consequence::ENUM('none', 'death', 'serious_injury', 'mental_disorder', 'kidnapping') AS consequence"
    db.execute(f"CREATE TABLE cases AS SELECT * REPLACE ({enums}) FROM read_parquet('{base}.parquet')")

    def query(source):
        return lambda: cells(db.execute(QUERY.format(source=source)).fetchall())

    timed("in memory", "DuckDB", query("cases"))
    frame = pl.read_parquet(f"{base}.parquet")
    timed("in memory", "polars", lambda: by_polars(frame.lazy()))
    codes = {}
    with open(f"{base}.columns", "rb") as file:
        for name in [*COUNTS, "gains_fen"]:
            codes[name] = np.frombuffer(file.read(8 * int(rows)), np.int64)
        for name in ["act", "consequence"]:
            codes[name] = np.frombuffer(file.read(int(rows)), np.uint8)
        for name in ["used_for_crime", "knew_crime_use", "in_course_of_duty", "prior_conviction", "prior_admin_2y",
                     "major_loss", "bad_social_impact"]:
            codes[name] = np.frombuffer(file.read(int(rows)), np.uint8).astype(bool)
    timed("in memory", "numpy", lambda: by_numpy(codes))
    timed("CSV", "DuckDB", query(f"read_csv('{base}.csv')"))
    timed("CSV", "polars", lambda: by_polars(pl.scan_csv(f"{base}.csv")))
    timed("JSON Lines", "DuckDB", query(f"read_json('{base}.jsonl', format = 'newline_delimited')"))
    timed("JSON Lines", "polars", lambda: by_polars(pl.scan_ndjson(f"{base}.jsonl")))
    timed("Parquet", "DuckDB", query(f"read_parquet('{base}.parquet')"))
    timed("Parquet", "polars", lambda: by_polars(pl.scan_parquet(f"{base}.parquet")))


if __name__ == "__main__":
    main()
