"""The files of the project, as the tests of the house look at them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("accounts", "courses", "assessments", "certificates", "cms")


def python_files() -> list[Path]:
    """Every Python file of the product, without migrations."""
    return sorted(
        file
        for package in (*APPS, "config")
        for file in (ROOT / package).rglob("*.py")
        if "migrations" not in file.parts
    )


def template_files() -> list[Path]:
    """Every template of ours, HTML and text."""
    return sorted(
        file
        for app in APPS
        for file in (ROOT / app / "templates").rglob("*")
        if file.suffix in {".html", ".txt"}
    )


def template_name(file: Path) -> str:
    """The name under which Django finds a template file."""
    parts = file.parts
    start = len(parts) - 1 - parts[::-1].index("templates")
    return "/".join(parts[start + 1 :])
