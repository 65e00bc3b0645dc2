"""The document bench: the levels, and one exercise after the other. No mark is kept.

Right and done are counted in the session, so they end with it and nobody else ever sees them.
"""

import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from assessments.mrz.exercises import TASKS, Exercise, exercise, is_right, read_answer
from assessments.mrz.generating import FORMATS
from assessments.mrz.sheets import next_seed
from assessments.mrz.showing import page_of, solution_of
from assessments.permissions import can_print_specimens
from assessments.views.fetching import signed_in, trainee_page

TALLY = "document-bench"


@trainee_page
@require_safe
def bench(request: HttpRequest) -> HttpResponse:
    """The levels of the drill, with what was right since the person signed in."""
    tallies = request.session.get(TALLY, {})
    context = {
        "levels": [(task, tallies.get(task)) for task in TASKS],
        "may_print": can_print_specimens(signed_in(request)),
    }
    return render(request, "assessments/bench/index.html", context)


@trainee_page
@require_safe
def drill(request: HttpRequest, task: str) -> HttpResponse:
    """A first specimen of this level; the seed of every further one follows from it."""
    _known(task)
    return redirect("document-exercise", task=task, seed=next_seed(secrets.token_hex(8)))


@trainee_page
@require_http_methods(["GET", "HEAD", "POST"])
def drill_exercise(request: HttpRequest, task: str, seed: str) -> HttpResponse:
    """One specimen: the question, and with `?answer=` what is right, worked out."""
    _known(task)
    drawn = exercise(seed, task=task, formats=FORMATS)
    if request.method == "POST":
        return _answered(request, drawn, seed)
    context: dict[str, Any] = {
        "page": page_of(drawn),
        "seed": seed,
        "next": next_seed(seed),
        "tally": request.session.get(TALLY, {}).get(task),
    }
    given = read_answer(task, request.GET.get("answer", "")[:60])
    if given:
        context |= {
            "given": given,
            "given_option": given in drawn.options,
            "is_right": is_right(drawn.answer, given),
            "solution": solution_of(drawn),
        }
    elif "answer" in request.GET:
        context["nothing_given"] = True
    return render(request, "assessments/bench/drill.html", context)


def _answered(request: HttpRequest, drawn: Exercise, seed: str) -> HttpResponse:
    """Count the answer, once a specimen, and show it at an address of its own."""
    given = read_answer(drawn.task, request.POST.get("answer", "")[:60])
    tallies = request.session.get(TALLY, {})
    tally = tallies.get(drawn.task, {"right": 0, "done": 0, "last": ""})
    if given and tally["last"] != seed:
        tally = {
            "right": tally["right"] + is_right(drawn.answer, given),
            "done": tally["done"] + 1,
            "last": seed,
        }
        request.session[TALLY] = {**tallies, drawn.task: tally}
    address = reverse("document-exercise", kwargs={"task": drawn.task, "seed": seed})
    return redirect(f"{address}?{urlencode({'answer': given})}")


def _known(task: str) -> None:
    if task not in TASKS:
        raise Http404
