"""Statistics of items, of fairness and of agreement: values in, values out. Pure.

Every formula with its source: docs/statistics.md.
"""
