"""Paper: what a sheet holds, in which order, and that it leads back to exactly its lines."""

import datetime
import io

import pypdfium2
import pytest
from pypdf import PdfReader

from courses import refusals
from courses.models import Attendance, AttendanceChange
from courses.refusals import Refused
from courses.register_print import content_of, entry_address, render_sheet
from courses.sheetprinting import print_sheet, trainees_on
from tests.factories.courses import AFTER, make_cohort, make_colleague, make_enrolment
from tests.factories.people import make_user
from tests.scanning import qr_words

pytestmark = pytest.mark.django_db

LONG = "N’DIAYE-OUÉDRAOGO née MINT SIDI AHMED OULD MOHAMED LEMINE Khadijetou Aïssata Fatoumata"
BASE = "/en/cohort/OUA16/sheets/"


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def three(cohort):
    names = {3: "ZONGO Rasmata", 1: LONG, 2: "AG ALHASSANE Mossa"}
    return [
        make_enrolment(cohort, make_user(name, roles=("trainee",)), position=position)
        for position, name in names.items()
    ]


def printed(cohort, kind="day", number=1):
    return print_sheet(cohort=cohort, kind=kind, number=number, by=None, at=AFTER)


def words_of(pdf):
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_day_holds_two_half_days_in_protocol_order(cohort, three):
    sheet = printed(cohort)
    content = content_of(sheet)
    assert [position for position, _name in content["lines"]] == [1, 2, 3]
    assert [column.hours for column in content["columns"]] == ["08:00–12:00", "14:00–16:30"]
    words = words_of(render_sheet(sheet))
    assert "OUA16-J01-1" in words
    for part in LONG.split():
        assert part in words, part
    assert "lundi 25 janvier 2016" in words and "Monday 25 January 2016" in words


def test_a_week_holds_ten_and_says_what_is_cancelled(cohort, three):
    cohort.half_days.filter(number=12).update(cancelled_at=AFTER, cancelled_reason="strike")
    sheet = printed(cohort, "week", 2)
    columns = content_of(sheet)["columns"]
    assert [column.cancelled for column in columns] == [False, True] + [False] * 8
    words = words_of(render_sheet(sheet))
    assert "OUA16-S02-1" in words
    # The date is printed for every column.
    assert words.count("lun Mon 01/02") == words.count("ven Fri 05/02") == 2
    for part in LONG.split():
        assert part in words, part


def test_the_same_sheet_gives_the_same_pages(cohort, three):
    sheet = printed(cohort)
    assert content_of(sheet) == content_of(sheet)
    make_enrolment(cohort, position=4)
    assert len(content_of(sheet)["lines"]) == 3
    assert printed(cohort).reference == "OUA16-J01-2"
    assert len(trainees_on(printed(cohort))) == 4


def test_the_square_leads_to_the_page_of_this_sheet(cohort, three):
    sheet = printed(cohort)
    page = pypdfium2.PdfDocument(render_sheet(sheet))[0].render(scale=2).to_pil()
    assert qr_words(page) == [entry_address(sheet)]
    assert entry_address(sheet).endswith("/fr/cohort/OUA16/sheets/OUA16-J01-1/")


def test_what_is_refused(cohort):
    with pytest.raises(Refused, match=refusals.OTHER_COHORT):
        printed(cohort)
    make_enrolment(cohort)
    with pytest.raises(Refused, match=refusals.NOT_BEGUN):
        printed(cohort, number=16)
    cohort.frozen_at = AFTER
    cohort.save()
    with pytest.raises(Refused, match=refusals.FROZEN):
        printed(cohort)


def test_from_the_list_to_the_file_to_the_register(client, cohort, three):
    client.force_login(make_colleague(cohort, "registrar"))
    response = client.post(BASE, {"sheet": "day-1"})
    assert response["Location"] == f"{BASE}OUA16-J01-1/pdf/"
    assert client.get(response["Location"])["Content-Type"] == "application/pdf"
    assert "OUA16-J01-1" in client.get(BASE).content.decode()
    page = f"{BASE}OUA16-J01-1/"
    text = client.get(page).content.decode()
    names = [text.index(name) for name in ("AG ALHASSANE", "ZONGO")]
    assert names == sorted(names)
    first, second = three[0], three[1]
    data = {f"status-{first.pk}": "P", f"was-{first.pk}": "", f"status-{second.pk}": "J"}
    assert client.post(f"{page}?half=1", data).status_code == 302
    assert set(Attendance.objects.values_list("status", flat=True)) == {"P", "J"}
    change = AttendanceChange.objects.filter(enrolment=first).get()
    assert (change.source, change.sheet_reference) == ("paper", "OUA16-J01-1")
    # A correction from the same sheet needs its reason, once the moment of the slip is over.
    AttendanceChange.objects.update(recorded_at=AFTER - datetime.timedelta(days=1))
    wrong = {f"status-{first.pk}": "N", f"was-{first.pk}": "P"}
    assert "Give the reason" in client.post(f"{page}?half=1", wrong).content.decode()


def test_a_facilitator_prints_but_does_not_type_in(client, cohort, three):
    client.force_login(make_colleague(cohort, "facilitator"))
    client.post(BASE, {"sheet": "week-1"})
    assert client.get(f"{BASE}OUA16-S01-1/pdf/").status_code == 200
    assert client.get(f"{BASE}OUA16-S01-1/").status_code == 404
    assert "Type it in" not in client.get(BASE).content.decode()
    for nonsense in ("", "day-", "year-1", "day-99"):
        assert client.post(BASE, {"sheet": nonsense})["Location"] == BASE
