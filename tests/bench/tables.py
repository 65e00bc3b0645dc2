"""Plain tables and medians: what every part of the bench shares."""

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any


class NotMeasured(RuntimeError):
    """Something that the bench is for could not be measured; says what."""


def print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """One table: the first column to the left, all others to the right."""
    lines = [list(columns), *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(columns))]
    print(f"\n{title}")
    for number, line in enumerate(lines):
        rest = "".join(
            f"  {cell:>{width}}" for cell, width in zip(line[1:], widths[1:], strict=True)
        )
        print(f"  {line[0]:<{widths[0]}}{rest}".rstrip())
        if number == 0:
            print("  " + "-" * (sum(widths) + 2 * (len(widths) - 1)))


def milliseconds(act: Callable[[], object]) -> float:
    """How long an act takes by the clock on the wall."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def processor_milliseconds(act: Callable[[], object]) -> float:
    """How long this process computes for an act, whatever else the machine does."""
    start = time.process_time()
    act()
    return (time.process_time() - start) * 1000


def median(values: Sequence[float]) -> float:
    """The middle one. Raises NotMeasured when there is none."""
    if not values:
        raise NotMeasured("no value")
    return statistics.median(values)


def mark(value: float, goal: float) -> str:
    """Within a goal that is not to be exceeded, or over it."""
    return "within" if value <= goal else "OVER"
