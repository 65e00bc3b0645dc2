"""What the glossary says of words while they are typed: one JSON address for the admin's forms."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST
from wagtail.models import Page

from cms.agreeing import LANGUAGES
from cms.glossing import check_words
from cms.parity_wording import sentence_of_hit

# More than any field holds; a longer text is looked at up to here.
LONGEST = 20_000


@require_POST
def typed_words(request: HttpRequest) -> JsonResponse:
    """`language` is that of the field; without it, `page` is the page that is edited, or the parent
    of a new one, and its language is meant.

    Answers {"hits": [sentence, …]}; nothing is stored. 400 without a language. Whoever is admitted
    to the admin may ask: the glossary is no secret.
    """
    language = request.POST.get("language", "") or _language_of(request.POST.get("page", ""))
    if language not in LANGUAGES:
        return JsonResponse({"hits": []}, status=400)
    hits = check_words(request.POST.get("text", "")[:LONGEST], language)
    return JsonResponse({"hits": list(dict.fromkeys(map(sentence_of_hit, hits)))})


def _language_of(number: str) -> str:
    pages = Page.objects.select_related("locale")
    page = pages.filter(pk=number).first() if number.isdecimal() else None
    return page.locale.language_code if page else ""
