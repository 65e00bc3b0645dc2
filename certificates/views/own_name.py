"""The trainee's page of the name proof: the front as it will print; sign, or say what is wrong."""

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from certificates.documentreading import has_its_document
from certificates.glyphs import missing_glyphs
from certificates.namedrawing import name_picture
from certificates.nameproving import REMARK_LIMIT, report_wrong_name, sign_name
from certificates.namereading import Form, own_name
from certificates.refusals import Refusal
from certificates.views.fetching import signed_in
from certificates.wording import sentence_for, sentence_for_problem
from courses.models import Enrolment
from courses.permissions import own_enrolments

SIGN_IN = "card-sign-in"


@login_required(login_url=SIGN_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """How the certificate will read, where the answer stands, and both answers as forms."""
    enrolment = _enrolment(request)
    problems: list[str] = []
    if request.method == "POST":
        try:
            problems = _answer(request, enrolment)
        except Refusal as refusal:
            problems = [sentence_for(refusal), *map(sentence_for_problem, refusal.problems)]
        if not problems:
            return redirect("my-name")
        enrolment = _enrolment(request)
    line = own_name(enrolment)
    context = {
        "cohort": enrolment.cohort,
        "zone": enrolment.cohort.tz,
        "line": line,
        "problems": problems,
        "printable": not missing_glyphs(line.form.name)
        and not missing_glyphs(line.form.arabic, arabic=True),
        "issued": has_its_document(enrolment),
        "remark": request.POST.get("remark", ""),
        "remark_limit": REMARK_LIMIT,
        "wrong_open": request.POST.get("answer") == "wrong",
    }
    return render(request, "certificates/my_name.html", context, status=409 if problems else 200)


# Its own fonts and style are in the picture, for whoever opens it alone.
@csp({"default-src": [NONE], "style-src": [UNSAFE_INLINE], "font-src": ["data:"]})
@login_required(login_url=SIGN_IN)
@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """The front with the person's own name, as an SVG."""
    enrolment = _enrolment(request)
    try:
        drawn = name_picture(enrolment=enrolment, day=enrolment.cohort.ends_on)
    except Refusal as refusal:
        raise Http404 from refusal
    return HttpResponse(drawn, content_type="image/svg+xml")


def _enrolment(request: HttpRequest) -> Enrolment:
    """The person's enrolment, current before latest."""
    today = timezone.now().date()
    found = list(own_enrolments(request.user).select_related("user"))
    if not found:
        raise Http404
    return max(
        found, key=lambda e: (e.cohort.starts_on <= today <= e.cohort.ends_on, e.cohort.starts_on)
    )


def _answer(request: HttpRequest, enrolment: Enrolment) -> list[str]:
    """Do what the form asks; returns what is missing in it."""
    by, at = signed_in(request), timezone.now()
    shown = Form(request.POST.get("name", ""), request.POST.get("arabic", ""))
    if request.POST.get("answer") == "wrong":
        remark = request.POST.get("remark", "")
        report_wrong_name(enrolment=enrolment, shown=shown, remark=remark, by=by, at=at)
        messages.success(request, _("The registrar will see it. You will be asked again."))
        return []
    if "read" not in request.POST:
        return [_("Tick that you have read the name letter by letter.")]
    sign_name(enrolment=enrolment, shown=shown, by=by, at=at)
    messages.success(request, _("You have signed: your name will be printed like this."))
    return []
