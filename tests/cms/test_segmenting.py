"""Our way into wagtail-localize's tables leaves there what its own way does."""

import pytest
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    TemplateSegment,
    TranslationContext,
    TranslationSource,
)

from cms.loading import load_curriculum
from cms.models import CompanionPage
from cms.segmenting import hand_over
from tests.cms.companion_file import companion_file
from tests.cms.test_companion_pages import with_companions
from tests.cms.trial import lesson

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def course(module_rows):
    load_curriculum(curriculum=with_companions(companion_file()))


def _pages():
    french = CompanionPage.objects.filter(locale__language_code="fr")
    return [lesson("m01"), *french]


def _rows(source):
    strings = StringSegment.objects.filter(source=source).values_list(
        "context__path",
        "context__field_path",
        "context__path_id",
        "string__data",
        "string__data_hash",
        "order",
        "attrs",
    )
    templates = TemplateSegment.objects.filter(source=source).values_list(
        "context__path",
        "context__field_path",
        "template__template",
        "template__uuid",
        "template__template_format",
        "template__string_count",
        "order",
    )
    return sorted(map(str, strings)), sorted(map(str, templates))


def test_the_same_rows_as_the_librarys_own_way():
    for page in _pages():
        source = hand_over(page)
        ours = _rows(source)
        assert ours[0]
        StringSegment.objects.filter(source=source).delete()
        TemplateSegment.objects.filter(source=source).delete()
        StringTranslation.objects.filter(context__object_id=source.object_id).delete()
        TranslationContext.objects.filter(object_id=source.object_id).delete()
        source.refresh_segments()
        assert _rows(source) == ours, page


def test_a_changed_page_loses_the_old_sentence_and_keeps_the_others():
    page = lesson("m01")
    source = hand_over(page)
    before = set(StringSegment.objects.filter(source=source).values_list("pk", flat=True))
    page.summary = "Un autre résumé."
    page.save_revision().publish()
    assert hand_over(page).pk == source.pk
    after = StringSegment.objects.filter(source=source)
    assert len(before - set(after.values_list("pk", flat=True))) == 1
    assert after.filter(string__data="Un autre résumé.").exists()
    assert TranslationSource.objects.filter(object_id=page.translation_key).count() == 1
