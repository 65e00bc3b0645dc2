"""Addresses of the attendance register, of the enrolment list and of the cards."""

from django.urls import URLPattern, path

from courses.views import (
    cancelling,
    cards,
    catch_ups,
    history,
    people,
    register,
    sheets,
    tablet,
)

_REGISTER = "cohort/<slug:code>/register/"
_SHEETS = "cohort/<slug:code>/sheets/"
_CATCH_UPS = "cohort/<slug:code>/catch-ups/"

urlpatterns: list[URLPattern] = [
    path(_REGISTER, register.register_index, name="register-index"),
    path(f"{_REGISTER}history/", history.register_history, name="register-history"),
    path(f"{_REGISTER}<int:number>/", register.register, name="register"),
    path(f"{_REGISTER}<int:number>/cancel/", cancelling.cancel, name="cancel-half-day"),
    path(f"{_REGISTER}<int:number>/restore/", cancelling.restore, name="restore-half-day"),
    path(f"{_REGISTER}<int:number>/tablet/", tablet.tablet_opening, name="tablet-opening"),
    path("tablet/", tablet.tablet, name="tablet"),
    path(_SHEETS, sheets.sheets, name="register-sheets"),
    path(f"{_SHEETS}<slug:reference>/", sheets.sheet_entry, name="register-sheet"),
    path(f"{_SHEETS}<slug:reference>/pdf/", sheets.sheet_file, name="register-sheet-file"),
    path(_CATCH_UPS, catch_ups.catch_ups, name="catch-ups"),
    path(
        f"{_CATCH_UPS}<int:number>/<int:enrolment_id>/",
        catch_ups.new_catch_up,
        name="new-catch-up",
    ),
    path("my-attendance/catch-up/<int:task_id>/", catch_ups.my_catch_up, name="my-catch-up"),
    path("cohort/<slug:code>/people/", people.cohort_people, name="cohort-people"),
    path("cohort/<slug:code>/people/new/", people.enrol_newcomer, name="enrol-newcomer"),
    path("cohort/<slug:code>/people/<int:enrolment_id>/", people.printed_name, name="printed-name"),
    path("cohort/<slug:code>/cards/", cards.cohort_cards, name="cohort-cards"),
    path(
        "cohort/<slug:code>/cards/replace/",
        cards.replace_cohort_cards,
        name="cohort-cards-replace",
    ),
]
