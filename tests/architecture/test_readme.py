"""What README.md and docs/ point at is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text())
    inside = [target for target in targets if not target.startswith(("http:", "https:", "mailto:"))]
    assert [target for target in inside if not (page.parent / target).exists()] == []


def test_readme_shows_pictures_and_names_every_page_of_the_docs():
    text = (ROOT / "README.md").read_text()
    assert text.count("docs/pictures/") >= 4
    named = set(re.findall(r"\(docs/([a-z-]+\.md)\)", text))
    assert {page.name for page in (ROOT / "docs").glob("*.md")} - named == set()
