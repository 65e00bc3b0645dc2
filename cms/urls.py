"""Addresses of the pages that belong to no single app below: lessons and dashboards."""

from django.urls import URLPattern, path

from cms.views import (
    attendance,
    board,
    companions,
    home,
    inventory,
    inventory_key,
    jury,
    lessons,
    open_items,
    registrar,
    search,
    trainee,
)

urlpatterns: list[URLPattern] = [
    path("lessons/", lessons.index, name="lessons"),
    path("lessons/<slug:course>/<slug:slug>/", lessons.start, name="lesson"),
    path(
        "lessons/<slug:course>/<slug:slug>/<int:number>/",
        lessons.section,
        name="lesson-section",
    ),
    path("lessons/<slug:course>/<slug:slug>/whole/", lessons.whole, name="lesson-whole"),
    path(
        "lessons/<slug:course>/<slug:slug>/sources/",
        companions.lesson_sources,
        name="lesson-sources",
    ),
    path(
        "lessons/<slug:course>/<slug:slug>/inventory/",
        inventory.inventory_sheet,
        name="inventory",
    ),
    path(
        "lessons/<slug:course>/<slug:slug>/inventory.pdf",
        inventory.inventory_file,
        name="inventory-file",
    ),
    path(
        "lessons/<slug:course>/<slug:slug>/inventory/answers/",
        inventory_key.inventory_answers,
        name="inventory-answers",
    ),
    path(
        "lessons/<slug:course>/<slug:slug>/inventory/answers.pdf",
        inventory_key.inventory_answers_file,
        name="inventory-answers-file",
    ),
    path(
        "lessons/<slug:course>/<slug:slug>/inventory/<int:enrolment_id>/",
        inventory_key.inventory_of,
        name="inventory-of",
    ),
    path(
        "lessons/<slug:course>/<slug:slug>/<slug:kind>/",
        companions.companion,
        name="companion",
    ),
    path(
        "lessons/<slug:course>/<slug:slug>/<slug:kind>.pdf",
        companions.companion_file,
        name="companion-file",
    ),
    path("search/", search.search_page, name="search"),
    # Two names, one page: `home` is asked for by the sign-in, `home-for-me` by pages.
    path("home/", home.home, name="home-for-me"),
    path("home/", home.home, name="home"),
    path("home/sheets/", home.my_sheets, name="my-sheets"),
    path("home/aggregates/", home.aggregates, name="aggregates"),
    path("home/welcome/", home.no_page_yet, name="no-page-yet"),
    path("today/", trainee.today, name="today"),
    path("my-attendance/", attendance.my_attendance, name="my-attendance"),
    path("cohort/<slug:code>/attendance/", attendance.cohort_attendance, name="cohort-attendance"),
    path("my-results/", trainee.my_results, name="my-results"),
    path("cohorts/", board.board_index, name="board-index"),
    path("cohort/<slug:code>/", board.board, name="board"),
    path("end-of-course/", registrar.registrar_index, name="registrar-index"),
    path("cohort/<slug:code>/end/", registrar.end_of_course, name="end-of-course"),
    path("cohort/<slug:code>/open/", open_items.open_items_page, name="open-items"),
    path("cohort/<slug:code>/end/freeze/", registrar.freeze, name="freeze-cohort"),
    path("cohort/<slug:code>/jury/", jury.overview, name="jury"),
    path("cohort/<slug:code>/jury/<int:place>/", jury.case, name="jury-case"),
]
