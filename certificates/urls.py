"""Addresses of the register: the public check, the registrar's pages, the holder's page."""

from django.urls import URLPattern, path, re_path

from certificates.views import (
    certificate,
    cohort,
    credentials,
    document,
    file_check,
    files,
    holder,
    keys,
    minutes,
    names,
    offline,
    own_name,
    paper,
    verification,
    words,
)

urlpatterns: list[URLPattern] = [
    path("verify/", verification.check, name="verify"),
    path("verify/file/", file_check.check_file, name="verify-file"),
    path("cohort/<slug:code>/certificates/", cohort.register, name="cohort-certificates"),
    path("cohort/<slug:code>/certificates/issue/", cohort.issue, name="issue-certificates"),
    path("cohort/<slug:code>/certificates/printing/", cohort.printing, name="print-run"),
    path(
        "cohort/<slug:code>/certificates/all.pdf",
        files.cohort_file,
        name="cohort-certificates-file",
    ),
    path(
        "cohort/<slug:code>/certificates/all.zip",
        files.cohort_archive,
        name="cohort-certificates-archive",
    ),
    path("cohort/<slug:code>/certificates/words/", words.words, name="certificate-words"),
    path(
        "cohort/<slug:code>/certificates/words/<slug:part>/new/",
        words.part,
        name="certificate-words-new",
    ),
    path(
        "cohort/<slug:code>/certificates/words/<slug:part>/<int:pk>/",
        words.part,
        name="certificate-words-part",
    ),
    path(
        "cohort/<slug:code>/certificates/specimen.pdf", words.specimen, name="certificate-specimen"
    ),
    path("cohort/<slug:code>/certificates/paper/", paper.paper, name="certificate-paper"),
    path(
        "cohort/<slug:code>/certificates/paper.pdf",
        paper.paper_list,
        name="certificate-paper-list",
    ),
    path(
        "cohort/<slug:code>/certificates/document/<int:enrolment_id>/",
        document.corrected_document,
        name="corrected-document",
    ),
    path("cohort/<slug:code>/certificates/handover.pdf", paper.handover, name="handover-list"),
    path("certificates/<slug:number>.pdf", files.certificate_file, name="certificate-file"),
    path(
        "certificates/<slug:number>.json",
        credentials.certificate_credential,
        name="certificate-credential",
    ),
    path(
        "certificates/<slug:number>.png",
        credentials.certificate_credential,
        {"form": "png"},
        name="certificate-badge-png",
    ),
    path(
        "certificates/<slug:number>.svg",
        credentials.certificate_credential,
        {"form": "svg"},
        name="certificate-badge-svg",
    ),
    path("certificates/<slug:number>/", certificate.entry, name="certificate"),
    path("certificates/<slug:number>/name/", certificate.corrected_name, name="corrected-name"),
    path(
        "certificates/<slug:number>/print-<int:index>.pdf",
        files.certificate_file,
        name="certificate-print",
    ),
    path("certificates/<slug:number>/act/<slug:act>/", certificate.act, name="certificate-act"),
    path("cohort/<slug:code>/jury/minutes.pdf", minutes.minutes_file, name="jury-minutes-file"),
    path("cohort/<slug:code>/names/", names.cohort_names, name="cohort-names"),
    path(
        "cohort/<slug:code>/names/<int:enrolment_id>/late/",
        names.late_name,
        name="late-name",
    ),
    path("cohort/<slug:code>/names/<slug:reference>/", names.name_sheet, name="name-sheet"),
    path(
        "cohort/<slug:code>/names/<slug:reference>.pdf",
        names.name_sheet_file,
        name="name-sheet-file",
    ),
    path("my-name/", own_name.own, name="my-name"),
    path("my-name/proof.svg", own_name.picture, name="my-name-picture"),
    path("my-certificate/", holder.own, name="my-certificate"),
    path("my-certificate/<slug:number>.pdf", holder.own_file, name="my-certificate-file"),
    path(
        "my-certificate/<slug:number>.json",
        credentials.own_credential,
        name="my-certificate-credential",
    ),
    path(
        "my-certificate/<slug:number>.png",
        credentials.own_credential,
        {"form": "png"},
        name="my-certificate-badge-png",
    ),
    path(
        "my-certificate/<slug:number>.svg",
        credentials.own_credential,
        {"form": "svg"},
        name="my-certificate-badge-svg",
    ),
]

# For config/urls.py, outside the languages: short enough to be typed from paper.
short_urlpatterns: list[URLPattern] = [
    path("v/", verification.short, name="verify-short"),
    re_path(r"^v/(?P<language>fr|en)/worker\.js$", offline.worker, name="verify-worker"),
    path("v/courses.json", offline.courses, name="sealed-courses"),
    path("v/keys.json", keys.keys, name="published-keys"),
    path("v/status/<slug:purpose>-<int:number>.json", credentials.status, name="status-list"),
    path(".well-known/did.json", keys.did, name="did-document"),
    path("v/<str:number>/", verification.short, name="verify-number"),
]
