"""Where the question bank meets Wagtail: its addresses and its menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse_lazy
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from assessments.permissions import can_edit_bank, can_read_bank
from assessments.views.bank import (
    editing,
    exporting,
    importing,
    listing,
    preview,
    question,
    queues,
    quizzes,
)


class _ForReaders(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        """Editors and leads."""
        return can_read_bank(request.user)


class _ForEditors(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        """Editors."""
        return can_edit_bank(request.user)


@hooks.register("register_admin_urls")
def register_bank() -> list[URLPattern]:
    """Everything under admin/questions/; Wagtail asks for access to the admin first."""
    item, file = "questions/item/<slug:key>/", "questions/import/"
    return [
        path("questions/", listing.bank_list, name="bank-list"),
        path("questions/act/", listing.bank_act, name="bank-act"),
        path("questions/new/", editing.bank_new, name="bank-new"),
        path("questions/new/<slug:kind>/<slug:key>/", editing.bank_write, name="bank-write"),
        path("questions/expiring/", queues.bank_expiring, name="bank-expiring"),
        path("questions/translating/", queues.bank_translating, name="bank-translating"),
        path(file, importing.bank_import, name="bank-import"),
        path(f"{file}confirm/", importing.bank_import_confirm, name="bank-import-confirm"),
        path(f"{file}<int:pk>/", importing.bank_imported, name="bank-imported"),
        path("questions/export/", exporting.bank_export, name="bank-export"),
        path("questions/version/<int:pk>/seen/", queues.bank_seen, name="bank-seen"),
        path("questions/face/<int:pk>/", preview.bank_preview, name="bank-preview"),
        path("questions/face/<int:pk>/flag/", question.bank_flag, name="bank-flag"),
        path("questions/flag/<int:pk>/", question.bank_resolve, name="bank-resolve"),
        path("questions/quizzes/", quizzes.bank_quizzes, name="bank-quizzes"),
        path("questions/quizzes/<int:pk>/", quizzes.bank_quiz, name="bank-quiz"),
        path(item, question.bank_question, name="bank-question"),
        path(f"{item}edit/", editing.bank_edit, name="bank-edit"),
        path(f"{item}do/", question.bank_do, name="bank-do"),
    ]


@hooks.register("register_admin_menu_item")
def register_menu() -> SubmenuMenuItem:
    """« Question bank », for editors and, to be read, for leads."""

    def entry(kind: type[MenuItem], label: Any, name: str, icon: str, order: int) -> MenuItem:
        return kind(label, reverse_lazy(name), name=name, icon_name=icon, order=order)

    return SubmenuMenuItem(
        _("Question bank"),
        Menu(
            items=[
                entry(_ForReaders, _("Questions"), "bank-list", "list-ul", 1),
                entry(_ForEditors, _("New question"), "bank-new", "plus", 2),
                entry(_ForReaders, _("Translators’ queue"), "bank-translating", "globe", 3),
                entry(_ForReaders, _("Expired or expiring"), "bank-expiring", "date", 4),
                entry(_ForEditors, _("Import questions"), "bank-import", "upload", 5),
                entry(_ForEditors, _("Export questions"), "bank-export", "download", 6),
                entry(_ForReaders, _("Quizzes and exams"), "bank-quizzes", "tasks", 7),
            ]
        ),
        name="question-bank",
        icon_name="help",
        order=190,
    )
