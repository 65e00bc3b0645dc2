"""Certificates: ours against bare WeasyPrint, the same pages in the same process, in turn.

Bare means what a plain program would do: one HTML document with every front and back, rendered by
`write_pdf` with the same style sheet (parsed beforehand), fonts, frame and PDF variant.
"""

from dataclasses import replace
from io import BytesIO

from weasyprint import HTML

from certificates.archiving import VARIANT
from certificates.codes import new_number
from certificates.framing import lay_frame
from certificates.models import CertificatePrint
from certificates.payload import CertificatePayload, from_dict
from certificates.rendering import (
    OwnFiles,
    _fonts,
    _style,
    render_certificate,
    render_cohort,
)
from certificates.sheets import whole_html
from tests.bench.tables import NotMeasured, mark, median, print_table, processor_milliseconds
from tests.certificates.rendering.specimens import counted
from tests.personas import HISTORIC

GOAL_ONE, GOAL_RATIO = 45.0, 0.9


def measure_certificates(*, full: bool) -> None:
    """One certificate, the demo's cohort, and with `full` two hundred. Raises NotMeasured."""
    prints = CertificatePrint.objects.filter(certificate__cohort__code=HISTORIC)
    cohort = [from_dict(entry.payload) for entry in prints.order_by("pk")]
    if not cohort:
        raise NotMeasured("the demo has no certificates")
    batches = [(cohort[:1], 9), (cohort, 3)]
    if full:
        batches.append((_many(cohort, 200), 1))
    rows = []
    for payloads, rounds in batches:
        ours, bare = _in_turn(payloads, rounds)
        count = len(payloads)
        ratio = bare / ours
        rows.append(
            [
                f"{count} certificate{'s' if count > 1 else ', warm'}",
                f"{ours / count:.1f}",
                f"{bare / count:.1f}",
                f"{1000 * count / ours:.1f}",
                f"{1000 * count / bare:.1f}",
                f"{ratio:.2f}",
                "within" if ratio >= GOAL_RATIO else "BELOW",
                mark(ours, GOAL_ONE) if count == 1 else "",
            ]
        )
    print_table(
        "Certificates, front and back (processor milliseconds; bare WeasyPrint in the same run)",
        [
            "batch",
            "ours ms each",
            "bare ms each",
            "ours a second",
            "bare a second",
            "ours/bare",
            f"≥ {GOAL_RATIO}",
            f"≤ {GOAL_ONE:.0f} ms",
        ],
        rows,
    )


def _in_turn(payloads: list[CertificatePayload], rounds: int) -> tuple[float, float]:
    """Medians of both renderers, each warmed up by one certificate, then asked in turn."""
    render_certificate(payloads[0])
    bare_pdf(payloads[:1])
    ours, bare = [], []
    for _ in range(rounds):
        ours.append(processor_milliseconds(lambda: render_cohort(payloads)))
        bare.append(processor_milliseconds(lambda: bare_pdf(payloads)))
    return median(ours), median(bare)


def bare_pdf(payloads: list[CertificatePayload]) -> bytes:
    """The same pages by WeasyPrint alone."""
    target = BytesIO()
    HTML(string=whole_html(payloads), url_fetcher=OwnFiles()).write_pdf(
        target,
        stylesheets=[_style()],
        font_config=_fonts(),
        pdf_variant=VARIANT,
        finisher=lay_frame,
    )
    return target.getvalue()


def _many(cohort: list[CertificatePayload], count: int) -> list[CertificatePayload]:
    """As many certificates, the names and kinds of the cohort repeated under other numbers."""
    return [
        replace(
            cohort[at % len(cohort)], number=new_number("FDF", random_bytes=counted(at * 7919 + 1))
        )
        for at in range(count)
    ]
