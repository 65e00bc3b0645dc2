"""The demo's data files as values."""

from pathlib import Path
from typing import Any

from cms.collecting import read_file

FOLDER = Path(__file__).resolve().parent.parent / "content"
COHORT_FILES = ("historic", "prepared", "running")


def read(name: str) -> Any:
    """One file of the demo, such as `people` or `running`."""
    return read_file(FOLDER / "demo" / f"{name}.yaml")
