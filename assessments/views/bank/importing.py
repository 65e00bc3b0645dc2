"""Questions from a file: a dry run that says everything, the import, and what became of it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from assessments.filekeeping import forget_file, keep_file, kept_file
from assessments.forms.interchange import FORMAT_NAMES, ConfirmForm, ImportForm
from assessments.import_wording import said
from assessments.importing import REFUSED, Stopped, carry_out, report_of
from assessments.importplanning import COME, DUPLICATE, SKIPPED, plan_import
from assessments.interchange.notes import Unreadable
from assessments.interchange.reading import read_file
from assessments.models import ImportBatch
from assessments.permissions import questions_edited_by
from assessments.views.bank.doors import editors, show

FATES = (COME, DUPLICATE, SKIPPED, REFUSED)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def bank_import(request: HttpRequest) -> HttpResponse:
    """Choose a file; its dry run follows at once and stores nothing."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImportForm(*sent)
    if sent and form.is_valid():
        file, asked = form.cleaned_data["file"], form.cleaned_data
        raw, token = file.read(), uuid.uuid4().hex
        module = asked["module"].code if asked["module"] else ""
        choices = {"format": asked["format"], "language": asked["language"], "module": module}
        try:
            read = read_file(raw, file.name, asked["format"] or None)
            plan = plan_import(read, language=asked["language"], module=module)
        except Unreadable as refused:
            form.add_error("file", _at(refused))
        else:
            keep_file(raw=raw, token=token, by=_user(request), at=timezone.now())
            context = {
                **_told(report_of(plan)),
                "choices": {**choices, "token": token, "name": file.name[:200]},
            }
            return show(request, "dry_run", _("Dry run"), context, trail=_trail())
    status = 422 if form.is_bound else 200
    return show(request, "import", _("Import questions"), {"form": form}, status=status)


@require_POST
@editors
def bank_import_confirm(request: HttpRequest) -> HttpResponse:
    """Store what the dry run showed, from the same bytes; the report is kept with the batch."""
    form = ConfirmForm(request.POST)
    raw = kept_file(token=request.POST.get("token", ""), by=_user(request))
    if not form.is_valid() or raw is None:
        messages.error(request, _("The file is no longer here: choose it again."))
        return redirect("bank-import")
    asked = form.cleaned_data
    forget_file(token=asked["token"], by=_user(request))
    if asked["way"] == "none":
        return redirect("bank-import")
    read = read_file(raw, asked["name"], asked["format"] or None)
    plan = plan_import(read, language=asked["language"], module=asked["module"])
    try:
        brought = carry_out(
            plan, by=_user(request), at=timezone.now(), one_by_one=asked["way"] == "single"
        )
    except Stopped as stopped:
        messages.error(request, " ".join([_("Nothing was stored."), _refused(stopped)]))
        return redirect("bank-import")
    if brought.batch is None:
        words = [_("Nothing was stored."), *(_refused(one) for one in brought.refused)]
        messages.warning(request, " ".join(words))
        return redirect("bank-import")
    left = len(brought.refused)
    if left:
        messages.warning(
            request,
            ngettext(
                "The bank refused %(count)s question after all.",
                "The bank refused %(count)s questions after all.",
                left,
            )
            % {"count": left},
        )
    return redirect("bank-imported", pk=brought.batch.pk)


@require_safe
@editors
def bank_imported(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of an imported file, with the questions it brought."""
    batch = get_object_or_404(ImportBatch.objects.select_related("imported_by"), pk=pk)
    questions = questions_edited_by(request.user).filter(imported_from=batch).order_by("pk")
    context = {**_told(batch.report), "batch": batch, "questions": questions}
    return show(request, "imported", batch.file_name, context, trail=_trail())


def _refused(stopped: Stopped) -> str:
    """Where the question begins and what the bank said of it, in the reader's language."""
    values = {"line": stopped.line, "sentence": said(str(stopped))}
    return _("Line %(line)s: %(sentence)s") % values


def _told(report: dict[str, Any]) -> dict[str, Any]:
    """A report for the template: every sentence in the reader's language."""
    rows = [
        {**row, "warnings": [said(words) for words in row["warnings"]]}
        for row in report["questions"]
    ]
    counts = [(fate, sum(row["fate"] == fate for row in rows)) for fate in FATES]
    refused = dict(counts)[REFUSED]
    return {
        "format": FORMAT_NAMES.get(report["format"], report["format"]),
        "encoding": report["encoding"],
        "rows": rows,
        "errors": [{**row, "reason": said(row["reason"])} for row in report["errors"]],
        "file_warnings": [said(words) for words in report.get("warnings", [])],
        "unread": len(report["errors"]) - refused,
        "counts": counts if refused else counts[:-1],
        "coming": sum(row["fate"] == COME for row in rows),
    }


def _at(refused: Unreadable) -> str:
    sentence = said(str(refused))
    if refused.line <= 1:
        return sentence
    return _("Line %(line)s: %(sentence)s") % {"line": refused.line, "sentence": sentence}


def _trail() -> tuple[tuple[str, str], ...]:
    return ((_("Import questions"), reverse("bank-import")),)


def _user(request: HttpRequest) -> User:
    # `editors` lets nobody in who is not signed in.
    user: User = request.user  # type: ignore[assignment]
    return user
