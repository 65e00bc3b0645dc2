"""The pages of the name proof: the trainee's, the registrar's, the list on paper, the tick."""

import datetime
import re
from io import BytesIO

import pytest
from lxml import etree
from pypdf import PdfReader

from accounts.models import User
from certificates.models import Certificate, NameProof, NameSheet
from tests.certificates.register.registered import NAMES, add_print_settings, holder, make_frozen
from tests.factories.courses import make_cohort, make_colleague, make_enrolment
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
OWN, NAMES_PAGE = "/fr/my-name/", "/fr/cohort/OUA16/names/"
ISSUE = "/fr/cohort/OUA16/certificates/issue/"


@pytest.fixture
def cohort():
    cohort = make_cohort("OUA16")
    add_print_settings(cohort)
    for position, name in enumerate(NAMES, start=1):
        make_enrolment(cohort, make_user(name, roles=("trainee",)), position=position)
    return cohort


def test_the_trainee_reads_signs_and_is_asked_again_after_a_change(client, cohort):
    me = holder(NAMES[0])
    client.force_login(me)
    form = {"name": NAMES[0], "arabic": "", "answer": "right"}
    assert NAMES[0] in client.get(OWN).content.decode()
    assert client.post(OWN, form).status_code == 409
    assert not NameProof.objects.exists()
    assert client.post(OWN, {**form, "read": "on"}).status_code == 302
    proof = NameProof.objects.get()
    assert (proof.printed_name, proof.right, proof.recorded_by) == (NAMES[0], True, me)
    User.objects.filter(pk=me.pk).update(printed_name="OUEDRAOGO Aissata")
    page = client.get(OWN).content.decode()
    assert NAMES[0] in page and "OUEDRAOGO Aissata" in page
    # The form that was on the screen before the change signs nothing.
    assert client.post(OWN, {**form, "read": "on"}).status_code == 409
    assert NameProof.objects.count() == 1


def test_what_is_wrong_lands_with_the_registrar(client, cohort):
    client.force_login(holder(NAMES[1]))
    form = {"name": NAMES[1], "arabic": "", "answer": "wrong", "remark": "sans trait d’union"}
    assert client.post(OWN, {**form, "remark": ""}).status_code == 409
    assert client.post(OWN, form).status_code == 302
    client.force_login(make_colleague(cohort, "registrar"))
    assert "sans trait d’union" in client.get(NAMES_PAGE).content.decode()
    assert holder(NAMES[1]).printed_name == NAMES[1]


def test_the_picture_is_the_front_without_number_and_with_its_own_fonts(client, cohort):
    User.objects.filter(printed_name=NAMES[0]).update(arabic_name="عائشة ودراوغو")
    client.force_login(holder(NAMES[0]))
    answer = client.get("/fr/my-name/proof.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    picture = etree.fromstring(answer.content)
    text = "".join(str(part) for part in picture.itertext())
    for shown in (NAMES[0], "عائشة ودراوغو", "ÉPREUVE · PROOF", "SIGNATAIRE Numéro A"):
        assert shown in text
    # The fonts inside are letters by chance.
    words = re.sub(r"base64,[A-Za-z0-9+/=]+", "", text)
    assert "XXX" not in words and "relais-" not in words
    assert text.count("data:font/woff2;base64,") == 4
    assert len(answer.content) < 400_000


def test_the_list_on_paper_and_back(client, cohort):
    registrar = make_colleague(cohort, "registrar")
    client.force_login(registrar)
    answer = client.post(NAMES_PAGE, follow=True)
    assert answer.headers["Content-Type"] == "application/pdf"
    sheet = NameSheet.objects.get()
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert sheet.reference in text
    assert [name for name in NAMES if name in text] == list(NAMES)
    wrong = client.post(NAMES_PAGE, {"reference": "OUA16-ZZZZZZ"}, follow=True)
    assert wrong.redirect_chain[-1][0] == NAMES_PAGE
    page = client.post(NAMES_PAGE, {"reference": sheet.reference.lower()})
    ids = [line[0] for line in sheet.lines]
    sent = {
        "signed_on": datetime.date.today().isoformat(),
        f"answer-{ids[0]}": "right",
        f"answer-{ids[1]}": "wrong",
    }
    assert client.post(page["Location"], sent).status_code == 409
    assert not NameProof.objects.exists()
    sent[f"remark-{ids[1]}"] = "deux T"
    assert client.post(page["Location"], sent).status_code == 302
    assert list(NameProof.objects.order_by("pk").values_list("right", "remark", "source")) == [
        (True, "", "paper"),
        (False, "deux T", "paper"),
    ]


def test_unsigned_names_are_issued_only_with_the_tick(client):
    cohort = make_frozen(names=NAMES[:2])
    NameProof.objects.filter(printed_name=NAMES[1]).delete()
    client.force_login(make_colleague(cohort, "registrar"))
    page = client.get(ISSUE).content.decode()
    assert NAMES[1] in page and NAMES[0] not in page
    answer = client.post(ISSUE)
    assert answer.status_code == 409 and NAMES[1] in answer.content.decode()
    assert not Certificate.objects.exists()
    ticked = answer.context["plan"].unsigned[0].enrolment.pk
    assert client.post(ISSUE, {"unproven": str(ticked)}).status_code == 302
    assert Certificate.objects.count() == 2
