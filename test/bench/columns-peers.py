"""Times the peers on a column of days in a file; prints nanoseconds a row and where their answers stand, as JSON."""

import json
import sys
import time

import numpy
import pandas
import polars
from pandas.tseries.offsets import CustomBusinessDay

amount = int(sys.argv[1])
holidays = numpy.array(json.loads(sys.argv[2]), dtype="datetime64[D]")
starts = numpy.fromfile(sys.argv[3], dtype=numpy.int32).astype("datetime64[D]")
expected = numpy.fromfile(sys.argv[4], dtype=numpy.int32).astype("datetime64[D]")
ROUNDS = 3


def best(work):
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter_ns()
        answer = work()
        times.append(time.perf_counter_ns() - begin)
    return min(times), answer


calendar = numpy.busdaycalendar(holidays=holidays)
by_numpy, of_numpy = best(lambda: numpy.busday_offset(starts, amount, roll="backward", busdaycal=calendar))

column = polars.Series(starts)
off = polars.Series(holidays).to_list()
by_polars, of_polars = best(lambda: column.dt.add_business_days(amount, holidays=off, roll="backward"))

few = 20_000
index = pandas.DatetimeIndex(starts[:few].astype("datetime64[ns]"))
offset = CustomBusinessDay(amount, holidays=list(holidays))
import warnings

warnings.simplefilter("ignore")
by_pandas, of_pandas = best(lambda: index + offset)

print(
    json.dumps(
        {
            "numpy": {"version": numpy.__version__, "nanoseconds": by_numpy / len(starts), "same": bool((of_numpy == expected).all())},
            "polars": {"version": polars.__version__, "nanoseconds": by_polars / len(starts), "same": bool((of_polars.to_numpy().astype("datetime64[D]") == expected).all())},
            "pandas": {"version": pandas.__version__, "nanoseconds": by_pandas / few, "same": bool((of_pandas.values.astype("datetime64[D]") == expected[:few]).all())},
        }
    )
)
