"""The seal: what it says, what it hides, and every way to bend it."""

import base64
import datetime as dt
import re
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from certificates.codes import new_number
from certificates.keyring import identifier_of
from certificates.payload import KINDS, Bilingual, PayloadError, from_json, to_json, with_seal
from certificates.sealing import (
    LENGTH,
    SealProblem,
    Verdict,
    course_mark,
    judge,
    key_mark,
    read_seal,
    sealed,
)
from tests.certificates.rendering.specimens import counted, specimen

NUMBER = new_number("FDF", random_bytes=counted(77))
OTHER = new_number("FDF", random_bytes=counted(78))
NAME = "N’DIAYE-OUÉDRAOGO Aïssata ɗan Ɓa"
SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
KEYS = [STRANGER.public_key(), SECRET.public_key()]
SALT_KEY = b"the register's"


def digits_for(secret=SECRET, **changes):
    said = {
        "number": NUMBER,
        "kind": "merit",
        "name": NAME,
        "title_fr": "Formation",
        "title_en": "Training",
        "month": dt.date(2016, 2, 1),
        "print_index": 1,
    }
    return sealed(**{**said, **changes}, secret=secret, salt_key=SALT_KEY)


def verdict(digits, number=NUMBER, name=NAME, keys=KEYS):
    return judge(read_seal(digits), number=number, name=name, keys=keys)


@given(
    st.sampled_from(KINDS),
    st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)),
    st.integers(1, 400),
)
def test_what_is_stated_comes_back(kind, day, index):
    month = day.replace(day=1)
    seal = read_seal(digits_for(kind=kind, month=month, print_index=index))
    assert (seal.kind, seal.month, seal.print_index) == (kind, month, min(index, 255))
    assert seal.key_mark == key_mark(SECRET.public_key())
    assert seal.course_mark == course_mark("Formation", "Training")


def test_the_name_is_read_as_the_register_reads_it():
    digits = digits_for()
    for typed in (NAME, "aissata ba dan ndiaye ouedraogo", "N'Diaye, Ouedraogo AISSATA Dan Ba"):
        assert verdict(digits, name=typed) is Verdict.AUTHENTIC
    for typed in ("Aïssato ɗan Ɓa N’DIAYE-OUÉDRAOGO", "Aïssata", "", "-"):
        assert verdict(digits, name=typed) is Verdict.OTHER_NAME


def test_a_cyrillic_twin_of_a_letter_is_another_name():
    assert verdict(digits_for(name="SANA Oumar"), name="SАNA Oumar") is Verdict.OTHER_NAME


def test_a_seal_under_another_number_is_forged_and_of_a_foreign_key_unknown():
    assert verdict(digits_for(), number=OTHER) is Verdict.FORGED
    assert verdict(digits_for(), keys=[STRANGER.public_key()]) is Verdict.UNKNOWN_KEY
    assert verdict(digits_for(), keys=[]) is Verdict.UNKNOWN_KEY
    # A forger who writes our key's mark over the own signature.
    forged = digits_for(secret=STRANGER)
    ours = digits_for()
    at = 17  # the mark lies in the first seven bytes
    assert verdict(ours[:at] + forged[at:]) is Verdict.FORGED


@given(st.integers(0, LENGTH - 1), st.integers(1, 9))
def test_no_digit_can_be_changed(at, step):
    digits = digits_for()
    bent = digits[:at] + str((int(digits[at]) + step) % 10) + digits[at + 1 :]
    try:
        found = verdict(bent)
    except SealProblem:
        return
    assert found in {Verdict.FORGED, Verdict.UNKNOWN_KEY}


@pytest.mark.parametrize(
    "digits",
    [
        "",
        "1",
        "9" * LENGTH,
        "٣" * LENGTH,
        "-" + "1" * (LENGTH - 1),
        "0" * (LENGTH + 1),
        "x" * 99999,
    ],
)
def test_what_is_no_seal_is_refused_before_anything_is_computed(digits):
    with pytest.raises(SealProblem) as refused:
        read_seal(digits)
    assert refused.value.code == "form"


def test_versions_and_kinds_to_come_are_told_apart():
    raw_of = str(int.from_bytes(bytes([0x2F]) + bytes(6), "big")).zfill(17)
    with pytest.raises(SealProblem) as refused:
        read_seal(raw_of + digits_for()[17:])
    assert refused.value.code == "version"
    raw_of = str(int.from_bytes(bytes([0x1F]) + bytes(6), "big")).zfill(17)
    with pytest.raises(SealProblem) as refused:
        read_seal(raw_of + digits_for()[17:])
    assert refused.value.code == "kind"


def test_two_seals_of_one_name_share_no_hash():
    one, other = read_seal(digits_for()), read_seal(digits_for(number=OTHER))
    again = read_seal(digits_for(print_index=2))
    assert len({one.salt, other.salt, again.salt}) == 3
    assert len({one.name_hash, other.name_hash, again.name_hash}) == 3
    assert digits_for() == digits_for()


def test_the_key_is_named_as_the_keyring_names_it():
    public = SECRET.public_key()
    assert base64.b32encode(key_mark(public)).decode() == identifier_of(public)


def test_a_payload_keeps_its_own_seal_and_refuses_a_stale_one():
    payload = with_seal(specimen(print_index=2), secret=SECRET, salt_key=SALT_KEY)
    assert from_json(to_json(payload)) == payload
    assert re.fullmatch(r"\d{255}", payload.seal)
    for change in (
        {"holder_name": "OUÉDRAOGO Aïssato"},
        {"number": OTHER},
        {"kind": "merit"},
        {"print_index": 3},
        {"ends_on": dt.date(2016, 3, 1)},
        {"course_title": Bilingual("Autre", "Other")},
        {"seal": "1"},
    ):
        with pytest.raises(PayloadError) as refused:
            replace(payload, **change)
        assert refused.value.code == "seal"
    assert with_seal(payload, secret=None, salt_key=SALT_KEY).seal == ""
