"""The concept “exchange”, as `config/concepts.py` lists it."""

from foundation.registry import Concept

CONCEPT = Concept(
    statuses={
        "exchange.unknown": 404,
        "exchange.not_a_table": 400,
        "exchange.not_text": 400,
        "exchange.not_csv": 400,
        "exchange.empty": 400,
        "exchange.column_twice": 400,
        "exchange.bad_columns": 400,
        "exchange.no_schedule": 400,
        "exchange.not_a_schedule": 400,
        "exchange.entities": 400,
        "exchange.broken": 400,
        "exchange.macros": 400,
        "exchange.merged": 400,
        "exchange.formula": 400,
        "exchange.cell_too_long": 400,
        "exchange.too_many_rows": 413,
        "exchange.too_large": 413,
        "exchange.too_much_inside": 413,
    },
)
