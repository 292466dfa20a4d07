#!/usr/bin/env python3
"""Cuts the demo's market data out of the original series; see README.md for where those come from.

    python3 make_excerpt.py DIRECTORY_OF_THE_ORIGINALS

The result depends on nothing but the originals: no clock, no file names inside the compressed files.
"""

import csv
import gzip
import io
import sys
from pathlib import Path

FIRST, LAST = "2014-01-02", "2022-12-28"
CURRENCIES = ["USD", "GBP", "CHF"]

SHARES = "us_equities_20_daily_adjclose_1990_2022.csv.gz"
FUNDS = "us_factor_etfs_daily_2014_2022.csv.gz"
INDEX = "sp500_index_daily_1990_2022.csv.gz"
RATES = "ecb_eur_fx_daily_1999_2026.csv.gz"


def read(path, columns=None):
    """The days of the excerpt: date -> {column: text as in the original}."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        names = columns or [name for name in rows.fieldnames if name != "Date"]
        return names, {
            row["Date"]: {name: row[name] for name in names}
            for row in rows
            if FIRST <= row["Date"] <= LAST
        }


def write(path, names, days):
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["Date", *names])
    rows.writerows([date, *(days[date][name] for name in names)] for date in sorted(days))
    with open(path, "wb") as file:
        with gzip.GzipFile(filename="", mode="wb", fileobj=file, compresslevel=9, mtime=0) as packed:
            packed.write(text.getvalue().encode("ascii"))


def main(originals):
    here = Path(__file__).parent
    names, prices = [], {}
    for source in (SHARES, FUNDS, INDEX):
        columns, days = read(originals / source)
        if prices and days.keys() != prices.keys():
            raise SystemExit(f"{source} has other days than the shares")
        names += columns
        for date, row in days.items():
            prices.setdefault(date, {}).update(row)
    write(here / "prices.csv.gz", names, prices)
    write(here / "rates.csv.gz", *read(originals / RATES, CURRENCIES))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
