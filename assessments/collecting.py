"""The course's own questions and assessment material, as the data files in `content/` have it."""

from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).resolve().parent / "content"
# The thirty published specimen items, then the pools that are kept from trainees.
POOLS = ("quiz", "tests", "exam")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_content(name: str) -> Any:
    """One file of `content/`, such as `rubric`, `checklists` or `samples`."""
    return _read(CONTENT / f"{name}.yaml")


def collect_questions() -> list[dict[str, Any]]:
    """Every item of the bank: the specimen, then the files of each pool in order."""
    items = list(read_content("questions"))
    for pool in POOLS:
        for file in sorted((CONTENT / pool).glob("*.yaml")):
            items += _read(file) or []
    return items


def _read(file: Path) -> Any:
    # CSafeLoader is the safe loader in C: no tag of YAML makes an object.
    return yaml.load(file.read_text("utf-8"), Loader=_Loader)  # noqa: S506
