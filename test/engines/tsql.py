"""Parses each statement of a JSON list as T-SQL; prints what does not parse."""

import json
import sys

import sqlglot
from sqlglot import ErrorLevel, exp

failures = []
for statement in json.load(sys.stdin):
    try:
        for tree in sqlglot.parse(statement, read="tsql", error_level=ErrorLevel.RAISE):
            if isinstance(tree, exp.Command):
                failures.append(f"not understood as more than text: {statement[:200]}")
    except Exception as error:
        failures.append(f"{str(error)[:300]} in {statement[:200]}")
print(json.dumps({"failures": failures[:10]}))
