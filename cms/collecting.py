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
    companions: list[Data]
    activities: list[Data]
    sources: list[Data]


def collect(folder: Path = CONTENT) -> Curriculum:
    """Read home, course, sources, activities, modules/*.yaml and companions/*.yaml by their codes.

    A module without a file in companions/ has none yet.

    Raises FileNotFoundError or yaml.YAMLError.
    """
    return Curriculum(
        home=read_file(folder / "home.yaml"),
        course=collect_course(folder),
        modules=_read_all(folder / "modules"),
        companions=_read_all(folder / "companions"),
        activities=read_file(folder / "activities.yaml"),
        sources=read_file(folder / "sources.yaml"),
    )


def _read_all(folder: Path) -> list[Data]:
    return [read_file(file) for file in sorted(folder.glob("*.yaml"))]


def collect_course(folder: Path = CONTENT) -> Data:
    """What course.yaml says."""
    course: Data = read_file(folder / "course.yaml")
    return course


def collect_programme(folder: Path = CONTENT) -> Programme:
    """The course's timetable: (day, part) → sessions."""
    rows = read_file(folder / "timetable.yaml")["half_days"]
    return {(row["day"], row["part"]): row["sessions"] for row in rows}


def collect_glossary() -> list[Data]:
    """The rows of glossary.yaml: `fr` and `en` are the terms that stand for each other."""
    rows: list[Data] = read_file(CONTENT / "glossary.yaml")
    return rows


def digest_of(data: Data) -> str:
    """SHA-256 of a file's meaning: comments and the layout of the YAML change nothing."""
    meaning = json.dumps([FORM, data], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(meaning.encode()).hexdigest()


def read_file(file: Path) -> Any:
    """A data file as values. Raises FileNotFoundError or yaml.YAMLError."""
    # The safe loader on libyaml, which comes with the package and is eight times as fast.
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
