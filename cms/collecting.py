"""Read the course's own words from their data files."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from courses.registering import Programme

CONTENT = Path(__file__).resolve().parent / "content"
# Raise it when the same data must make other pages than before.
FORM = 1

Data = dict[str, Any]


@dataclass(frozen=True)
class Curriculum:
    """Everything `load_curriculum` works from; each part as its file says it."""

    home: Data
    course: Data
    modules: list[Data]
    activities: list[Data]
    sources: list[Data]


def collect(folder: Path = CONTENT) -> Curriculum:
    """Read home, course, sources, activities and modules/*.yaml, modules in the order of codes.

    Raises FileNotFoundError or yaml.YAMLError.
    """
    return Curriculum(
        home=_read(folder / "home.yaml"),
        course=collect_course(folder),
        modules=[_read(file) for file in sorted((folder / "modules").glob("*.yaml"))],
        activities=_read(folder / "activities.yaml"),
        sources=_read(folder / "sources.yaml"),
    )


def collect_course(folder: Path = CONTENT) -> Data:
    """What course.yaml says."""
    course: Data = _read(folder / "course.yaml")
    return course


def collect_programme(folder: Path = CONTENT) -> Programme:
    """The course's timetable: (day, part) → sessions."""
    rows = _read(folder / "timetable.yaml")["half_days"]
    return {(row["day"], row["part"]): row["sessions"] for row in rows}


def digest_of(data: Data) -> str:
    """SHA-256 of a file's meaning: comments and the layout of the YAML change nothing."""
    meaning = json.dumps([FORM, data], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(meaning.encode()).hexdigest()


def _read(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))
