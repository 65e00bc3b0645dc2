"""The print room: a cohort of 30 and of 200 from the freeze to the merged file, and one reprint.

Ours checks, numbers, renders with seal and credential, signs, stores each certificate whole and
joins the stored files. Bare is WeasyPrint
alone on the same pages, split over the same number of processes, in the same run: it checks,
stores, signs and attaches nothing.
"""

import datetime
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from django.db import connections, transaction
from django.test import override_settings

from assessments.deliberating import store_rules
from assessments.models import Freeze, FrozenOutcome
from certificates.assembling import joined
from certificates.issuing import issue_cohort
from certificates.models import CertificatePrint, IssuingBody, Signatory
from certificates.payload import CertificatePayload, from_dict
from certificates.pooling import _cores, rendered_by_many
from certificates.replacing import correct_name
from courses.models import Cohort
from tests.bench.certificates import bare_pdf
from tests.bench.tables import milliseconds, print_table
from tests.factories.courses import AFTER, make_cohort, make_course, make_enrolment
from tests.factories.people import make_user
from tests.signing_keys import write_test_certificate, write_test_key

SIZES = (30, 200)
GOAL_RATIO = 0.9
DECISIONS = ("CRD", "CRM", "CR", "ATT")
AT = AFTER + datetime.timedelta(hours=1)


def measure_batch(folder: Path) -> None:
    """Issue and join both cohorts with keys of their own in `folder`; print seconds and ratios."""
    folder.mkdir()
    write_test_key(folder)
    certificate = write_test_certificate(folder)
    with override_settings(KEYS_DIR=folder, SIGNING_CERTIFICATE=certificate):
        _measure()


def _measure() -> None:
    rows, reprint = [], 0.0
    for count in SIZES:
        cohort = _frozen(count)
        ours = _seconds_of_ours(cohort, count)
        payloads = [from_dict(one.payload) for one in _prints(cohort)]
        bare = _seconds_of_bare(payloads)
        ratio = bare / ours
        rows.append(
            [
                f"{count} certificates",
                f"{ours:.1f}",
                f"{bare:.1f}",
                f"{ratio:.2f}",
                "within" if ratio >= GOAL_RATIO else "BELOW",
            ]
        )
        act = partial(
            correct_name,
            certificate=_prints(cohort)[0].certificate,
            name="TRAORÉ Zoé",
            reason="accent",
            by=None,
            at=AT,
        )
        reprint = milliseconds(act)
    print_table(
        f"From the freeze to the merged file, {_cores()} processes each, by the clock",
        ["batch", "ours s", "bare s", "bare/ours", f"≥ {GOAL_RATIO}"],
        rows,
    )
    print(f"  one reprint with another name: {reprint:.0f} ms")


def _seconds_of_ours(cohort: Cohort, count: int) -> float:
    start = time.perf_counter()
    everybody = list(cohort.enrolments.values_list("pk", flat=True))
    issued = issue_cohort(
        cohort=cohort, by=None, at=AT, unproven=everybody, rendering=rendered_by_many
    )
    merged = joined(bytes(one.pdf) for one in _prints(cohort))
    seconds = time.perf_counter() - start
    assert len(issued) == count and merged.startswith(b"%PDF")
    return seconds


def _seconds_of_bare(payloads: list[CertificatePayload]) -> float:
    parts = [payloads[at :: _cores()] for at in range(_cores())]
    connections.close_all()
    start = time.perf_counter()
    with ProcessPoolExecutor(_cores(), mp_context=get_context("fork")) as pool:
        made = list(pool.map(bare_pdf, parts))
    seconds = time.perf_counter() - start
    assert all(one.startswith(b"%PDF") for one in made)
    return seconds


def _prints(cohort: Cohort) -> list[CertificatePrint]:
    prints = CertificatePrint.objects.filter(certificate__cohort=cohort)
    return list(prints.select_related("certificate").order_by("certificate__position", "index"))


@transaction.atomic
def _frozen(count: int) -> Cohort:
    """A cohort as the freeze leaves it: what its certificates read, and nothing more."""
    cohort = make_cohort(f"LOT{count}", course=make_course(f"lot-{count}"))
    IssuingBody.objects.create(cohort=cohort, name={"fr": "Académie d’Uto", "en": "Uto Academy"})
    Signatory.objects.create(
        cohort=cohort, name="KONÉ Fictif", title={"fr": "Directeur", "en": "Director"}
    )
    freeze = Freeze.objects.create(
        cohort=cohort,
        rule_set=store_rules(at=AFTER),
        frozen_at=AFTER,
        inputs={},
        results=[],
        digest="0" * 64,
    )
    for position in range(1, count + 1):
        user = make_user(f"PERSONNE Numéro {_word(position)}", roles=("trainee",))
        FrozenOutcome.objects.create(
            freeze=freeze,
            enrolment=make_enrolment(cohort, user, position=position),
            computed=DECISIONS[position % len(DECISIONS)],
            decided=DECISIONS[position % len(DECISIONS)],
        )
    Cohort.objects.filter(pk=cohort.pk).update(frozen_at=AFTER)
    cohort.refresh_from_db()
    return cohort


def _word(number: int) -> str:
    """A name of letters: 27 is « Ab »."""
    number -= 1
    return f"{chr(65 + number // 26)}{chr(97 + number % 26)}"
