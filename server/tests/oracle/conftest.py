"""The demo, made once."""

import os
import subprocess
from pathlib import Path

import pytest

import book


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The folder of a fresh demo, and what the binary printed."""
    folder = tmp_path_factory.mktemp("demo") / "saguaro"
    binary = Path(os.environ["CACTUS"]).resolve()
    run = subprocess.run(
        [binary, "demo", "--no-serve", "--dir", folder],
        check=True,
        capture_output=True,
        encoding="utf-8",
        cwd=folder.parent,
    )
    return folder, run.stdout


@pytest.fixture(scope="session")
def record(demo):
    """The book of the demo, read by nothing of ours: its last day, its market and its portfolios."""
    as_of, market, portfolios = book.read(demo[0] / "book.json")
    market.quoted_days = {symbol: set(series.days) for symbol, series in market.prices.items()}
    return as_of, market, portfolios
