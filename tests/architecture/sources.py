"""The files of the project, as the tests of the house look at them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# Each kind of question keeps its templates in its own folder (settings.TEMPLATES).
KINDS = ROOT / "assessments" / "kinds"
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
    folders = [*(ROOT / app / "templates" for app in APPS), KINDS]
    return sorted(
        file for folder in folders for file in folder.rglob("*") if file.suffix in {".html", ".txt"}
    )


def template_name(file: Path) -> str:
    """The name under which Django finds a template file."""
    if file.is_relative_to(KINDS):
        return str(file.relative_to(KINDS))
    parts = file.parts
    start = len(parts) - 1 - parts[::-1].index("templates")
    return "/".join(parts[start + 1 :])
