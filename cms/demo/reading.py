"""The demo's data files as values."""

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent.parent / "content"
COHORT_FILES = ("historic", "prepared", "running")


def read(name: str) -> dict[str, Any]:
    """One file of the demo, such as `people` or `running`."""
    return yaml.safe_load((FOLDER / "demo" / f"{name}.yaml").read_text(encoding="utf-8"))
