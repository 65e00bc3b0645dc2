"""The way of an editor: a French sentence changes, a PO file goes out and in, English is published.

Everything here goes through Wagtail's and wagtail-localize's own screens.
"""

import polib  # type: ignore[import-untyped]
import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail_localize.models import Translation, TranslationSource

from cms.parity import MISSING_LANGUAGE, MISSING_PAGE, STALE, find_faults
from tests.cms.trial import TODAY, lesson, lose_face
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_course")]


@pytest.fixture
def editor(client):
    user = make_user("KONÉ Salif", roles=("editor",))
    user.groups.get(name="editor").permissions.add(_access_admin())
    client.force_login(user)
    return user


def _access_admin():
    return Permission.objects.get(codename="access_admin")


def _change_french(editor):
    page = lesson("m02", "fr")
    page.sections[0].value["title"] = "Section réécrite"
    page.save_revision(user=editor).publish()
    return page


def _translation(page):
    source = TranslationSource.objects.get_for_instance(page)
    return Translation.objects.get(source=source)


def test_a_changed_sentence_travels_by_po_file(editor, client, django_capture_on_commit_callbacks):
    page = _change_french(editor)
    assert {fault.code for fault in find_faults(on=TODAY)} == {STALE}

    source = TranslationSource.objects.get_for_instance(page)
    update = reverse("wagtail_localize:update_translations", args=[source.pk])
    assert client.post(update).status_code == 302
    translation = _translation(page)
    assert {(f.where, f.field) for f in find_faults(on=TODAY) if f.detail == "not translated"} == {
        ("en m02", "sections.section.title")
    }

    out = client.get(reverse("wagtail_localize:download_pofile", args=[translation.pk]))
    catalogue = polib.pofile(out.content.decode())
    (entry,) = [entry for entry in catalogue if entry.msgid == "Section réécrite"]
    entry.msgstr = "Rewritten section"
    upload = SimpleUploadedFile("en.po", str(catalogue).encode(), "text/x-gettext-translation")
    back = client.post(
        reverse("wagtail_localize:upload_pofile", args=[translation.pk]), {"file": upload}
    )
    assert back.status_code == 302

    english = lesson("m02", "en")
    with django_capture_on_commit_callbacks(execute=True):
        edit = reverse("wagtailadmin_pages:edit", args=[english.pk])
        asked = client.post(edit, {"action": "publish"})
        assert asked.headers["Location"] == reverse("parity-page", args=[english.pk])
        client.post(asked.headers["Location"])
    published = lesson("m02", "en")
    assert published.sections[0].value["title"] == "Rewritten section"
    assert published.sections[0].id == lesson("m02", "fr").sections[0].id
    assert published.activity == lesson("m02", "fr").activity
    assert published.slug == "m02"
    assert find_faults(on=TODAY) == []


def test_a_po_file_cannot_move_a_page_nor_touch_what_is_shared(editor, client):
    names = {entry.msgctxt for entry in _translation(lesson("m01", "fr")).export_po()}
    assert names
    first = {name.split(".")[0] for name in names}
    assert first == {"title", "summary", "objectives", "method", "assessment", "sections"}
    last = {name.split(".")[-1] for name in names if name.startswith("sections")}
    assert not last & {"key", "sources", "valid_from", "valid_until", "countries"}


def test_a_page_in_one_language_only_is_reported(editor, capsys):
    lose_face("m01", "en")
    codes = {(fault.code, fault.where) for fault in find_faults(on=TODAY)}
    assert (MISSING_LANGUAGE, "fr m01") in codes
    assert (MISSING_PAGE, "M01-lesson") in codes
    with pytest.raises(CommandError) as failed:
        call_command("validate_curriculum")
    assert failed.value.returncode == 1
    assert "fr m01: en: missing-language" in capsys.readouterr().out


def test_a_complete_curriculum_passes(editor):
    call_command("validate_curriculum")
