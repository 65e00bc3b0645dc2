"""Addresses of the attendance register, of the enrolment list and of the cards."""

from django.urls import URLPattern, path

from courses.views import cards, people, register

urlpatterns: list[URLPattern] = [
    path("cohort/<slug:code>/register/", register.register_index, name="register-index"),
    path("cohort/<slug:code>/register/<int:number>/", register.register, name="register"),
    path(
        "cohort/<slug:code>/register/<int:number>/cancel/", register.cancel, name="cancel-half-day"
    ),
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
