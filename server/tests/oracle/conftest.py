"""The demo, made once."""

import os
import subprocess
from pathlib import Path

import pytest


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
