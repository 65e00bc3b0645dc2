"""Addresses of the pages that belong to no single app below: lessons."""

from django.urls import URLPattern, path

from cms.views import lessons

urlpatterns: list[URLPattern] = [
    path("lessons/", lessons.index, name="lessons"),
    path("lessons/<slug:course>/<slug:slug>/", lessons.start, name="lesson"),
    path(
        "lessons/<slug:course>/<slug:slug>/<int:number>/",
        lessons.section,
        name="lesson-section",
    ),
]
