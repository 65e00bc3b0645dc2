"""The public page as somebody hostile asks it: numbers, names, seals, sizes, time, other doors."""

import datetime
import statistics
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates.codes import ALPHABET, new_number
from certificates.issuing import issue_cohort
from certificates.keyring import published_keys
from certificates.models import VerifierReference
from certificates.payload import from_dict
from certificates.sealing import Verdict, judge, read_seal
from certificates.verification import Answer, verify
from tests.certificates.register.registered import make_frozen
from tests.certificates.rendering.specimens import counted

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2016, 2, 12, 12, 20, tzinfo=datetime.UTC)
NAMES = ("OUÉDRAOGO Aïssata", "SANA Oumar")


@pytest.fixture(scope="module")
def papers(module_rows):
    """Number, name and seal of the prints; made once, and each test undoes what it does."""
    issued = issue_cohort(cohort=make_frozen(names=NAMES), by=None, at=AT)
    seals = [from_dict(one.prints.get().payload).seal for one in issued]
    numbers = [one.number for one in issued]
    return list(zip(numbers, NAMES, seals, strict=True))


def post(client, number, name, **heads):
    return client.post("/en/verify/", {"number": number, "holder": name}, **heads)


def test_counting_through_numbers_meets_nothing_and_is_paused(client, papers):
    _, name, _ = papers[0]
    for start in range(10):
        guess = new_number("FDF", random_bytes=counted(start))
        assert "No match" in post(client, guess, name).content.decode()
    assert post(client, new_number("FDF", random_bytes=counted(99)), name).status_code == 429


def test_neighbours_of_a_real_number_are_nobodys(papers):
    number, name, _ = papers[0]
    for place in (4, 7, 9, 12):
        for symbol in ALPHABET:
            near = number[:place] + symbol + number[place + 1 :]
            if near != number:
                assert verify(number=near, name=name) == Answer("no-match")


def test_no_header_of_the_client_makes_it_another_source(client, papers):
    number, _, _ = papers[0]
    for place in range(10):
        post(client, number, "Autre NOM", HTTP_X_FORWARDED_FOR=f"198.51.100.{place}")
    assert post(client, number, "x", HTTP_X_FORWARDED_FOR="198.51.100.77").status_code == 429
    assert post(client, number, "x", HTTP_FORWARDED="for=198.51.100.78").status_code == 429


def test_a_whole_ipv6_network_is_one_source(client, papers):
    number, _, _ = papers[0]
    for place in range(10):
        post(client, number, "Autre NOM", REMOTE_ADDR=f"2001:db8:1:2::{place:x}")
    assert post(client, number, "x", REMOTE_ADDR="2001:db8:1:2:ffff::1").status_code == 429
    assert post(client, number, "x", REMOTE_ADDR="2001:db8:1:3::1").status_code == 200


def test_names_of_other_alphabets_that_look_alike_are_other_names(papers):
    number, name, _ = papers[1]
    assert verify(number=number, name=name).verdict == "valid"
    twins = (
        name.replace("A", "А"),  # Cyrillic
        name.replace("O", "Ο"),  # Greek
        name.replace("S", "Ѕ"),  # Cyrillic
        name.replace("Oumar", "0umar"),
        name + "ا",  # Arabic
    )
    for twin in twins:
        assert twin != name
        assert verify(number=number, name=twin) == Answer("no-match")


def test_wide_bold_and_invisible_letters_are_the_same_name(papers):
    """Letters that Unicode calls the same are the same; the answer still shows no name."""
    number, name, _ = papers[1]
    for writing in (
        "ＳＡＮＡ Ｏｕｍａｒ",
        "𝐒𝐀𝐍𝐀 𝐎𝐮𝐦𝐚𝐫",
        "SA\u200bNA\u2060 Oumar",
        "SA\u00adNA Oumar",
    ):
        assert verify(number=number, name=writing).verdict == "valid", writing
    assert verify(number=number, name=name[:-1]) == Answer("no-match")


def test_one_name_opens_no_other_number(papers):
    (one, name, _), (other, other_name, _) = papers
    assert verify(number=one, name=other_name) == Answer("no-match")
    assert verify(number=other, name=name) == Answer("no-match")
    assert verify(number=one, name=f"{name} {other_name}") == Answer("no-match")


def test_the_seal_of_one_paper_is_worth_nothing_on_another(papers):
    (one, name, seal), (other, other_name, other_seal) = papers
    keys = [dated.public for dated in published_keys()]

    def judged(digits, number, typed):
        return judge(read_seal(digits), number=number, name=typed, keys=keys)

    assert judged(seal, one, name) is Verdict.AUTHENTIC
    assert judged(seal, other, name) is Verdict.FORGED
    assert judged(other_seal, one, other_name) is Verdict.FORGED
    assert judged(seal, one, other_name) is Verdict.OTHER_NAME


def test_the_fragment_reaches_the_server_in_no_form(client, papers):
    """Even a scanner that asks with it is led on without it."""
    number, _, seal = papers[0]
    location = client.get(f"/v/{number}/", {"seal": seal})["Location"]
    assert seal not in location and location.endswith(f"?number={number}")
    onward = client.get(f"/v/{number}/{seal}")
    assert onward.status_code in (301, 302, 404) and "/verify/" not in onward.get("Location", "")


@pytest.mark.parametrize("size", [10_000, 300_000])
def test_long_input_costs_nothing_and_comes_back_short(client, papers, size):
    number, name, _ = papers[0]
    for form in (
        {"number": "9" * size, "holder": name},
        {"number": number, "holder": "A" * size},
        {"number": "́" * size, "holder": "﷽" * size},
    ):
        began = time.perf_counter()
        response = client.post("/en/verify/", form)
        assert time.perf_counter() - began < 2
        assert response.status_code == 200
        assert "No match" in response.content.decode()
        assert len(response.content) < 40_000


def test_too_many_fields_or_nulls_are_no_server_error(client, db):
    many = {f"x{place}": "1" for place in range(2000)}
    assert client.post("/en/verify/", many).status_code == 400
    assert post(client, "FDF\x00", "A\x00").status_code == 200
    assert (
        client.post("/en/verify/", data=b"\xff\xfe", content_type="text/plain").status_code == 200
    )
    raw = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-'
    cut = client.post("/en/verify/file/", raw, content_type="multipart/form-data; boundary=x")
    assert cut.status_code == 200


def test_every_no_match_makes_the_same_queries(client, papers):
    number, name, _ = papers[0]
    asked = [(number, "Autre NOM"), ("FDF-0000-0000", name), ("pas un numéro", name)]
    post(client, number, "Autre NOM")
    shapes = []
    for typed, holder in asked:
        with CaptureQueriesContext(connection) as captured:
            post(client, typed, holder)
        asked_of = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
        shapes.append([sql.split(" WHERE ")[0][:60] for sql in asked_of])
    assert shapes[0] == shapes[1] == shapes[2]


def test_time_does_not_tell_a_real_number_from_another(papers):
    """Medians of many interleaved questions differ by less than the spread of either."""
    number, name, _ = papers[0]
    asked = {"wrong name": (number, "Autre NOM"), "no such number": ("FDF-0000-0000", name)}
    times: dict[str, list[float]] = {case: [] for case in asked}
    for _ in range(300):
        for case, (typed, holder) in asked.items():
            began = time.perf_counter()
            verify(number=typed, name=holder)
            times[case].append(time.perf_counter() - began)
    one, other = (statistics.median(found) for found in times.values())
    spread = max(statistics.quantiles(found, n=4)[2] - min(found) for found in times.values())
    assert abs(one - other) < max(spread, 0.0002)


def test_a_file_cannot_carry_a_list_of_names_past_the_count(client, papers):
    """Files count like names: ten that tell nothing, and the source waits."""
    for place in range(10):
        file = SimpleUploadedFile("a.pdf", b"%PDF-1.7\n" + bytes([place]))
        assert client.post("/en/verify/file/", {"file": file}).status_code == 200
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7\n")
    assert client.post("/en/verify/file/", {"file": file}).status_code == 429
    assert VerifierReference.objects.count() == 10


def test_published_lists_name_nobody(client, papers):
    for address in ("/v/keys.json", "/v/courses.json", "/v/fr/worker.js"):
        body = client.get(address).content.decode()
        for number, name, seal in papers:
            assert number not in body and seal not in body
            assert all(part not in body for part in name.split())
