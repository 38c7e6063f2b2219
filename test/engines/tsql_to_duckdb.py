"""Translates each statement of a JSON list from T-SQL for DuckDB; prints them as a JSON list."""

import json
import re
import sys

import sqlglot
from sqlglot import exp


def pattern_of(like):
    """What LIKE takes in SQL Server, which knows sets of characters, as a regular expression."""
    parts = re.findall(r"\[[^\]]*\]|.", like, re.DOTALL)
    signs = {"%": ".*", "_": "."}
    sets = lambda part: "[" + part[1:-1].replace("[", r"\[") + "]"
    return "".join(sets(part) if len(part) > 1 else signs.get(part, re.escape(part)) for part in parts)


def wrapped(node, wrapper):
    node.replace(wrapper)
    wrapper.set("this", node)


def like(node):
    pattern = exp.Literal.string(pattern_of(node.expression.this))
    found = exp.Anonymous(this="regexp_full_match", expressions=[node.this, pattern, exp.Literal.string("s")])
    # NOT stands on the node itself.
    return exp.Not(this=found) if node.args.get("negate") else found


def translated(statement):
    tree = sqlglot.parse_one(statement, read="tsql")
    # From the innermost outwards.
    for node in reversed(list(tree.find_all(exp.Collate, exp.DateAdd, exp.Like, exp.DataType))):
        if isinstance(node, exp.Collate):
            node.replace(node.this)
        elif isinstance(node, exp.DateAdd):
            # A date stays a date there; here it becomes a time.
            wrapped(node, exp.Cast(to=exp.DataType.build("DATE")))
        elif isinstance(node, exp.Like):
            node.replace(like(node))
        elif node.this == exp.DataType.Type.FLOAT:
            node.set("this", exp.DataType.Type.DOUBLE)
    return tree.sql(dialect="duckdb")


print(json.dumps([translated(statement) for statement in json.load(sys.stdin)]))
