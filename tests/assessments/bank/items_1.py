"""The items of modules M01 to M06 and every text of an item, read from the content files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).resolve().parents[3] / "assessments" / "content"
FOLDERS = {"exam": "exam", "tests": "test", "quiz": "quiz"}
MODULES = ("M01", "M02", "M03", "M04", "M05", "M06")

Item = dict[str, Any]


def read(path: Path) -> list[Item]:
    return yaml.safe_load(path.read_text("utf-8"))


def all_items() -> list[Item]:
    """Every item of every file, the published specimen included, whoever wrote it."""
    files = [path for folder in FOLDERS for path in sorted((CONTENT / folder).glob("*.yaml"))]
    return [*read_specimen(), *(item for path in files for item in read(path))]


def read_specimen() -> list[Item]:
    return read(CONTENT / "questions.yaml")


def items_of(folder: str, module: str) -> list[Item]:
    path = CONTENT / folder / f"{module}.yaml"
    return read(path) if path.exists() else []


def own_items() -> list[Item]:
    return [i for folder in FOLDERS for module in MODULES for i in items_of(folder, module)]


def choices(item: Item) -> list[dict[str, Any]]:
    """What a trainee picks, joins or moves: options, both columns, or elements."""
    return [
        *item.get("options", []),
        *item.get("left", []),
        *item.get("right", []),
        *item.get("elements", []),
    ]


def texts(item: Item) -> Iterator[dict[str, str]]:
    """Every pair of texts of an item: {"fr": …, "en": …}."""
    yield item["stem"]
    yield item["feedback"]
    if "source_note" in item:
        yield item["source_note"]
    for choice in choices(item):
        yield choice["text"]
        if "feedback" in choice:
            yield choice["feedback"]
