"""My account: the printed name, the language, what is held about me."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms.preferring import LanguageForm
from accounts.holding import held_about
from accounts.models import User
from accounts.preferring import choose_language


@never_cache
@login_required(login_url="card-sign-in")
@require_http_methods(["GET", "HEAD", "POST"])
def my_account(request: HttpRequest) -> HttpResponse:
    """/fr/my-account/"""
    # The form writes into the object it is given: the frame goes on showing the stored one.
    user = User.objects.get(username=request.user.get_username())
    form = LanguageForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        user.refresh_from_db()
        choose_language(user=user, language=language)
        with translation.override(language):
            messages.success(request, _("Your language is saved."))
            return redirect(reverse("my-account"))
    context = {"form": form, "person": user, "held": held_about(user)}
    return render(request, "accounts/my_account.html", context)
