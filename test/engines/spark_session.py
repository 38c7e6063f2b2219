"""A local Spark as the tests and the benchmark of growth want it, each with settings of its own."""

from pyspark.sql import SparkSession


def session(workers, home, settings):
    """Starts Spark with its files in the folder `home`."""
    builder = (
        SparkSession.builder.master(f"local[{workers}]")
        .appName("in-timescale")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.warehouse.dir", home)
        # As the script sets them.
        .config("spark.sql.constraintPropagation.enabled", "false")
        .config("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED")
    )
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark
