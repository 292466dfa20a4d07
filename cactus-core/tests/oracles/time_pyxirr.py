"""Microseconds that pyxirr takes for each of the sets of flows on standard input, one as JSON on each line.

The benchmark `xirr` of the crate runs it, so that both are timed in the same run.
"""

import json
import sys
import time
from datetime import date

import pyxirr


def best(sets, rounds=15):
    """The best round, with the cheaper of its two ways to take dates and amounts."""
    columns = [([day for day, _ in flows], [amount for _, amount in flows]) for flows in sets]
    found = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        for days, amounts in columns:
            pyxirr.xirr(days, amounts)
        middle = time.perf_counter()
        for flows in sets:
            pyxirr.xirr(flows)
        end = time.perf_counter()
        found = min(found, middle - start, end - middle)
    return found / len(sets) * 1e6


if __name__ == "__main__":
    parsed = [json.loads(line) for line in sys.stdin]
    print(best([[(date.fromisoformat(day), float(amount)) for day, amount in flows] for flows in parsed]))
