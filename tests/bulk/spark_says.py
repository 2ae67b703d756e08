"""What a test asks of Spark, in an environment that has it: `python -m tests.bulk.spark_says JOB.json` prints rows as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pyspark.sql import SparkSession


def main(job: Path) -> None:
    """Run each query of the job over its table `firms`; amounts come as text, that no digit is lost."""
    asked = json.loads(job.read_text("utf-8"))
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    found = []
    for table, query in asked:
        session.read.parquet(table).createOrReplaceTempView("firms")
        rows = session.sql(query).orderBy("id").collect()
        found.append([{name: None if one is None else str(one) for name, one in row.asDict().items()} for row in rows])
    session.stop()
    Path(job).with_suffix(".out").write_text(json.dumps(found), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
