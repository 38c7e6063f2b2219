"""Runs one authority's statements on a local Spark for each line of standard input, a job as JSON."""

import json
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from spark_session import session

WORKERS = 2

warehouse = sys.argv[1]
# Small jobs by the hundred: compiling code for each of them would take longer than running it.
spark = session(
    WORKERS,
    warehouse,
    {
        "spark.driver.memory": "3g",
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    },
)
print(json.dumps({"version": spark.version}), flush=True)


def load(name, file, schema):
    frame = spark.read.csv(file, header=True, schema=schema, nullValue="\\N", escape='"', multiLine=True)
    frame.coalesce(1).write.mode("overwrite").saveAsTable(name)


def rows_of(view):
    if view["make"]:
        spark.sql(view["make"])
    return spark.sql(view["lines"]).toPandas()["line"]


for line in sys.stdin:
    job = json.loads(line)
    try:
        spark.sql(f"DROP DATABASE IF EXISTS {job['database']} CASCADE")
        shutil.rmtree(Path(warehouse, f"{job['database']}.db"), ignore_errors=True)
        spark.sql(f"CREATE DATABASE {job['database']}")
        spark.sql(f"USE {job['database']}")
        load("events", job["events"], "`case` string, event string, `on` date")
        load("facts", job["facts"], "`case` string, fact string, value string")
        for statement in job["setup"]:
            spark.sql(statement)
        for table in job["cached"]:
            spark.catalog.cacheTable(table)
        with open(job["out"], "w", encoding="utf-8") as out, ThreadPoolExecutor(WORKERS) as pool:
            for rows in pool.map(rows_of, job["views"]):
                out.writelines(f"{row}\n" for row in rows)
        spark.catalog.clearCache()
        print(json.dumps({"done": True}), flush=True)
    except Exception as error:
        print(json.dumps({"error": str(error)[:3000]}), flush=True)
