"""Times one rule's view over a file of events on a local Spark: the job comes as JSON on standard input."""

import json
import sys
import time

from spark_session import session

home, workers = sys.argv[1], int(sys.argv[2])
job = json.load(sys.stdin)
spark = session(
    workers,
    home,
    {
        "spark.driver.memory": "6g",
        "spark.local.dir": home,
        "spark.sql.shuffle.partitions": str(4 * workers),
    },
)
spark.sql("CREATE TABLE facts (`case` STRING, fact STRING, `value` STRING) USING parquet")
spark.read.csv(job["events"], header=True, schema="`case` STRING, event STRING, `on` DATE").createOrReplaceTempView("file")
spark.sql("CREATE TABLE events (`case` STRING, event STRING, `on` DATE) USING parquet")
for statement in job["setup"]:
    spark.sql(statement)
spark.sql(job["view"])
start = time.perf_counter()
spark.sql("INSERT INTO events SELECT * FROM file")
for statement in job["refresh"]:
    spark.sql(statement)
loaded = time.perf_counter() - start
spark.sql(job["count"]).collect()
print(json.dumps({"loaded": loaded, "counted": time.perf_counter() - start - loaded}))
