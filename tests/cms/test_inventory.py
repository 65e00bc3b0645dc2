"""The inventory exercise: its definition, what is kept, what is refused, who sees the key."""

from io import BytesIO

import pypdf
import pytest

from assessments.parity import differences
from assessments.realnames import real_things_in
from cms.inventorying import CHOICES, inventory, inventory_fields, model_answers, post_keys
from cms.models import InventorySheet
from tests.cms.trial import make_reader, make_trial_cohort
from tests.factories.assessments import LONG_AGO
from tests.factories.courses import make_cohort, make_colleague, make_enrolment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_course")]
SHEET = "/en/lessons/trial/m01/inventory/"
FILES = ("/en/lessons/trial/m01/inventory.pdf", SHEET + "answers.pdf")


@pytest.fixture
def reader(client):
    user, enrolment = make_reader()
    client.force_login(user)
    return enrolment


def _post(client, seen="", **answers):
    return client.post(
        SHEET, {"seen": seen, "draft": "1", **answers}, headers={"Accept": "application/json"}
    )


# --- The definition ---------------------------------------------------------------------------


def _texts(value):
    if isinstance(value, dict) and set(value) == {"fr", "en"}:
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def test_every_text_has_both_faces_with_the_same_numbers():
    texts = list(_texts(inventory()))
    assert len(texts) > 60
    for words in texts:
        assert all(words[language].strip() for language in ("fr", "en"))
        faces = [{"stem": words[language]} for language in ("fr", "en")]
        assert differences(*faces) == [], words


def test_every_post_has_a_model_answer_of_the_right_kind_for_every_field():
    assert len(post_keys()) >= 2
    for post in inventory()["posts"]:
        assert set(post["answers"]) == {field["key"] for field in inventory_fields()}
        for field in inventory_fields():
            answer = post["answers"][field["key"]]
            if field["kind"] == "choice":
                assert answer in CHOICES, (post["key"], field["key"])
            elif field["kind"] == "number":
                assert answer.isdecimal(), (post["key"], field["key"])
            else:
                assert set(answer) == {"fr", "en"}, (post["key"], field["key"])
        assert len(model_answers(post)) == len(inventory()["sections"])
    assert sum(line["points"] for line in inventory()["checklist"]) == 20


def test_nothing_real_stands_in_the_definition():
    for words in _texts(inventory()):
        for text in words.values():
            assert real_things_in(text) == [], text


# --- What is real -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, found",
    [
        ("Le poste de KONGOKIRE", ["Kongokiré"]),
        ("vers bobo dioulasso", ["Bobo-Dioulasso"]),
        ("14.0512, -1.4021", ["coordinates"]),
        ("appeler le 70 12 34 56", ["telephone"]),
        ("+226 70123456", ["telephone"]),
        ("P<UTOERIKSSON<<ANNA", ["mrz"]),
        ("De 6 h à 18 h, 200 voyageurs", []),
        ("Un animal, un malinois", []),
        ("Une lampe UV sans piles (2 loupes)", []),
    ],
)
def test_what_is_obviously_real(text, found):
    assert real_things_in(text) == found


# --- A trainee's sheet ------------------------------------------------------------------------


def test_a_sheet_is_kept_as_it_grows_and_found_again(client, reader):
    said = _post(client, post="acacia", hours="6 to 18", lamps="1", handover="no").json()
    assert said["saved"] is True
    sheet = InventorySheet.objects.get(enrolment=reader)
    assert (sheet.post, sheet.answers["lamps"], sheet.answers["handover"]) == ("acacia", "1", "no")
    text = client.get(SHEET).content.decode()
    assert 'value="6 to 18"' in text
    assert f'name="seen" value="{said["seen"]}"' in text
    again = _post(client, seen=said["seen"], post="baobab", lamps="0").json()
    assert again["saved"] is True
    sheet.refresh_from_db()
    assert (sheet.post, sheet.answers["lamps"]) == ("baobab", "0")


def test_without_script_the_page_comes_back(client, reader):
    answer = client.post(SHEET, {"seen": "", "draft": "1", "post": "acacia"})
    assert (answer.status_code, answer.headers["Location"]) == (302, SHEET)
    assert InventorySheet.objects.get().post == "acacia"


def test_a_second_device_does_not_undo_the_first(client, reader):
    first = _post(client, post="acacia", lamps="1").json()
    late = _post(client, seen="", post="baobab")
    assert late.status_code == 409
    assert late.json()["stored"]["post"] == "acacia"
    assert late.json()["seen"] == first["seen"]
    assert InventorySheet.objects.get().post == "acacia"


@pytest.mark.parametrize(
    "answers",
    [
        {"post": "Kantchari"},
        {"first_need": "Une pièce à Kantchari"},
        {"services": "Police, 70 12 34 56"},
        {"lamps": "many"},
    ],
)
def test_a_real_post_is_refused_and_nothing_is_kept(client, reader, answers):
    refused = _post(client, **answers)
    assert refused.status_code == 400
    assert refused.json()["message"]
    assert client.post(SHEET, {"seen": "", **answers}).status_code == 200
    assert not InventorySheet.objects.exists()


def test_a_frozen_cohort_keeps_its_sheets_as_they_are(client, reader):
    reader.cohort.frozen_at = LONG_AGO
    reader.cohort.save(update_fields=["frozen_at"])
    assert _post(client, post="acacia").status_code == 409
    assert "data-sheet" not in client.get(SHEET).content.decode()


# --- Who sees what ----------------------------------------------------------------------------


def test_a_colleague_sees_the_sheet_and_the_key_and_keeps_nothing(client):
    client.force_login(make_colleague(make_trial_cohort(), "facilitator"))
    text = client.get(SHEET).content.decode()
    assert "data-sheet" not in text
    assert SHEET + "answers/" in text
    assert "Marking checklist" in client.get(SHEET + "answers/").content.decode()
    assert _post(client, post="acacia").status_code == 200
    assert not InventorySheet.objects.exists()


def test_the_key_does_not_exist_for_a_trainee(client, reader):
    assert SHEET + "answers/" not in client.get(SHEET).content.decode()
    assert client.get(SHEET + "answers/").status_code == 404
    assert [client.get(file).status_code for file in FILES] == [200, 404]


def test_an_outsider_finds_nothing_and_a_visitor_signs_in(client):
    for address in (SHEET, SHEET + "answers/", *FILES):
        assert client.get(address).status_code == 302
    client.force_login(make_enrolment(make_cohort("LOIN18")).user)
    for address in (SHEET, SHEET + "answers/", *FILES):
        assert client.get(address).status_code == 404


def test_only_the_lesson_it_belongs_to_has_the_exercise(client, reader):
    assert client.get("/en/lessons/trial/m02/inventory/").status_code == 404
    assert SHEET in client.get("/en/lessons/trial/m01/").content.decode()
    assert "inventory" not in client.get("/en/lessons/trial/m02/").content.decode()


def test_the_papers_are_a4_in_both_languages(client):
    client.force_login(make_colleague(make_trial_cohort(), "facilitator"))
    for file in FILES:
        pages = pypdf.PdfReader(BytesIO(client.get(file).content)).pages
        assert 2 <= len(pages) <= 8
        text = "".join(page.extract_text() for page in pages)
        assert "Post Acacia" in text and "Poste Acacia" in text
        assert [round(float(side) * 25.4 / 72) for side in pages[0].mediabox[2:]] == [210, 297]


# --- Whoever teaches --------------------------------------------------------------------------


def test_a_team_reads_the_sheets_of_its_own_cohort_beside_the_key(client, reader):
    _post(client, post="acacia", lamps="71", hours="6 to 18", handover="no")
    of = f"{SHEET}{reader.pk}/"
    assert client.get(of).status_code == 404
    client.force_login(make_colleague(reader.cohort, "facilitator"))
    assert of in client.get(f"{SHEET}answers/").content.decode()
    text = client.get(of).content.decode()
    assert reader.user.printed_name in text
    assert "6 to 18" in text and ">71<" in text
    assert model_answers(inventory()["posts"][0])[0][1][0][1]["en"] in text
    client.force_login(make_colleague(make_trial_cohort("NIA99"), "facilitator"))
    assert of not in client.get(f"{SHEET}answers/").content.decode()
    assert client.get(of).status_code == 404
