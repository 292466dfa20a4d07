"""Microseconds that pyxirr takes for each of the sets of flows on standard input, one as JSON on each line.

The benchmark `xirr` of the crate runs it, so that both are timed in the same run. Two numbers: from Python's own dates
and floats, and from arrays of numpy.
"""

import json
import sys
import time
from datetime import date

import numpy
import pyxirr


def best(inputs, rounds=15):
    """The best round; each input is the arguments of one call."""
    found = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        for arguments in inputs:
            pyxirr.xirr(*arguments)
        found = min(found, time.perf_counter() - start)
    return found / len(inputs) * 1e6


def columns(flows):
    return [day for day, _ in flows], [amount for _, amount in flows]


def arrays(flows):
    days, amounts = columns(flows)
    return numpy.array(days, dtype="datetime64[D]"), numpy.array(amounts)


if __name__ == "__main__":
    parsed = [json.loads(line) for line in sys.stdin]
    sets = [[(date.fromisoformat(day), float(amount)) for day, amount in flows] for flows in parsed]
    # The cheaper of its two ways to take lists.
    lists = min(best([(flows,) for flows in sets]), best([columns(flows) for flows in sets]))
    print(lists, best([arrays(flows) for flows in sets]))
