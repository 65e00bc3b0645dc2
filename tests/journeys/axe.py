"""axe-core on a page: what it finds, in lines that a person can act on."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = "options => axe.run(document, options).then(result => result.violations)"


def find_violations(page: Page, **options: Any) -> list[str]:
    """One line for each element that breaks a rule; the page's context must bypass its policy."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    chosen = options or {"runOnly": {"type": "tag", "values": RULES}}
    found = page.evaluate(_RUN, {"resultTypes": ["violations"], **chosen})
    return [
        f"{rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))} – {_reason(node)}"
        for rule in found
        for node in rule["nodes"]
    ]


def _reason(node: dict[str, Any]) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return "; ".join(check["message"] for check in checks)[:300]
