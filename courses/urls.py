"""Addresses of the attendance register."""

from django.urls import URLPattern, path

from courses.views import register

urlpatterns: list[URLPattern] = [
    path("cohort/<slug:code>/register/", register.register_index, name="register-index"),
    path("cohort/<slug:code>/register/<int:number>/", register.register, name="register"),
    path(
        "cohort/<slug:code>/register/<int:number>/cancel/", register.cancel, name="cancel-half-day"
    ),
]
