"""The demo's data files as values."""

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent.parent / "content"
BANK = FOLDER.parent.parent / "assessments" / "content"
COHORT_FILES = ("historic", "prepared", "running")


def read(name: str) -> dict[str, Any]:
    """One file of the demo, such as `people` or `running`."""
    return yaml.safe_load((FOLDER / "demo" / f"{name}.yaml").read_text(encoding="utf-8"))


def read_bank(name: str) -> Any:
    """One file of the specimen bank: `questions` or `rubric`."""
    return yaml.safe_load((BANK / f"{name}.yaml").read_text(encoding="utf-8"))
