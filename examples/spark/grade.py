"""Grades a Parquet table on Spark with a query that `gravamen sql --dialect spark` wrote, and writes the matrix.

    gravamen sql A B --table coding.grv --dialect spark > grade.sql
    spark-submit grade.py grade.sql cases.parquet graded.parquet matrix.csv [lots=lots.parquet]

The rows go to graded.parquet; matrix.csv counts them by outcome under the first and the last rule set. A row that is
not exact needs the interpreter: `gravamen batch` grades it. Tables of items (`gravamen sql --join`) are named last.
"""

import csv
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as f


def main(query_file, cases, graded, matrix, *items):
    spark = SparkSession.builder.appName("gravamen").config("spark.sql.ansi.enabled", "true").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    for table in (f"cases={cases}", *items):
        name, path = table.split("=", 1)
        spark.read.parquet(path).createOrReplaceTempView(name)
    with open(query_file, encoding="utf-8") as file:
        query = file.read()
    spark.sql(query).write.mode("overwrite").parquet(graded)
    rows = spark.read.parquet(graded)
    last = max(int(c.removeprefix("low_")) for c in rows.columns if c.startswith("low_"))
    places = ["low_1", "high_1"] + ([f"low_{last}", f"high_{last}"] if last > 1 else [])
    cells = rows.groupBy(*places).agg(f.count("*").alias("cases")).orderBy(*places).collect()
    with open(matrix, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([[*places, "cases"], *cells])
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
