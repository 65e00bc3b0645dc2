"""What the glossary says of words while they are typed: one JSON address for the page editor."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Page

from cms.glossing import check_words
from cms.permissions import can_edit_editions

# More than any field of a page holds; a longer text is looked at up to here.
LONGEST = 20_000


@require_POST
def typed_words(request: HttpRequest) -> JsonResponse:
    """`page` is the page that is edited, or the parent of a new one: its language is meant.

    Answers {"hits": [sentence, …]}; nothing is stored. 400 without such a page.
    """
    if not can_edit_editions(request.user):
        raise PermissionDenied
    number = request.POST.get("page", "")
    pages = Page.objects.select_related("locale")
    page = pages.filter(pk=number).first() if number.isdecimal() else None
    if page is None:
        return JsonResponse({"hits": []}, status=400)
    hits = check_words(request.POST.get("text", "")[:LONGEST], page.locale.language_code)
    sentences = [
        _("“%(variant)s” is not our word: write “%(term)s”.")
        % {"variant": hit.variant, "term": hit.term}
        for hit in hits
    ]
    return JsonResponse({"hits": list(dict.fromkeys(sentences))})
