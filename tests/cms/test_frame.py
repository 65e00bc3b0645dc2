"""The frame offers each person what the table of roles opens, and no more."""

from accounts import roles
from cms.frame import NAVIGATION, items_for, other_language


def names(*held: str) -> list[str]:
    return [item.url_name for item in items_for(roles.abilities_of(set(held)))]


def test_a_trainee_sees_only_the_trainees_rooms() -> None:
    assert names(roles.TRAINEE) == ["today", "lessons", "my-results"]


def test_the_registrar_sees_the_end_of_the_course() -> None:
    assert names(roles.REGISTRAR) == ["board-index", "registrar-index"]


def test_a_facilitator_sees_the_board_but_cannot_end_a_course() -> None:
    assert names(roles.FACILITATOR) == ["board-index", "my-sheets"]


def test_an_assessor_sees_the_own_sheets_only() -> None:
    assert names(roles.ASSESSOR) == ["my-sheets"]


def test_a_donor_sees_figures_only() -> None:
    assert names(roles.DONOR) == ["aggregates"]


def test_an_editor_goes_to_the_editing_rooms() -> None:
    assert names(roles.EDITOR) == ["wagtailadmin_home"]


def test_roles_together_keep_the_order_of_the_navigation() -> None:
    both = names(roles.EDITOR, roles.TRAINEE)
    assert both == [item.url_name for item in NAVIGATION if item.url_name in both]
    assert names() == []


def test_the_switch_leads_to_the_other_language() -> None:
    assert [other_language(code) for code in ("fr", "en", "en-gb")] == ["en", "fr", "fr"]
