"""The search over the lessons."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.forms.reading import SearchForm
from cms.searching import search


@require_safe
@login_required(login_url="card-sign-in")
@never_cache
def search_page(request: HttpRequest) -> HttpResponse:
    """`?q=` asks; nothing but the address keeps what was asked."""
    form = SearchForm(request.GET if "q" in request.GET else None)
    language = translation.get_language() or "fr"
    found = None
    if form.is_valid():
        found = search(
            user=request.user,
            words=form.cleaned_data["q"],
            language=language,
            today=timezone.localdate(),
        )
    context = {"form": form, "found": found, "language": language}
    return render(request, "cms/search.html", context)
