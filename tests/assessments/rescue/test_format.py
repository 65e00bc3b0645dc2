"""What is no file of ours, or no longer what the browser made, is refused and named."""

import json
import uuid
from typing import Any

import pytest

from assessments import answerfiles, refusals
from assessments.answerfiles import SavedAnswers, key_of, opened
from assessments.answerkeyring import make_answer_key
from assessments.refusals import Refusal
from assessments.rescuing import open_answers
from tests.assessments.rescue.conftest import MADE
from tests.assessments.rescue.sealing import sealed

SAID: dict[str, Any] = {
    "attempt": str(uuid.UUID(int=7)),
    "seal": "5ea1",
    "steps": [{"a": "é"}, 2, None],
}


def code_of(raw):
    with pytest.raises(Refusal) as refused:
        open_answers(raw)
    return refused.value.code


def test_what_the_browser_sealed_is_read(key):
    raw = sealed(key, {**SAID, "more": 1})
    assert key_of(raw) == key.identifier
    assert open_answers(raw) == SavedAnswers(uuid.UUID(int=7), "5ea1", SAID["steps"])
    assert b"attempt" not in raw and b"5ea1" not in raw


def test_two_files_of_the_same_answers_share_nothing(key):
    one, other = sealed(key, SAID), sealed(key, SAID)
    head = len(one.split(b"\n")[0]) + 1
    assert one[:head] == other[:head]
    assert not any(one[at : at + 8] in other for at in range(head, len(one) - 8))


@pytest.mark.parametrize("part", ["head", "wrapped", "nonce", "sealed", "tag"])
def test_a_single_bit_is_noticed(key, part):
    raw = bytearray(sealed(key, SAID))
    head = raw.index(b"\n") + 1
    places = {"head": 0, "wrapped": head + 9, "nonce": head + 256, "sealed": head + 270, "tag": -1}
    raw[places[part]] ^= 1
    wanted = refusals.NOT_AN_ANSWER_FILE if part == "head" else refusals.FILE_DAMAGED
    assert code_of(bytes(raw)) == wanted


def test_every_truncation_is_refused(key):
    raw = sealed(key, SAID)
    head = raw.index(b"\n") + 1
    codes = {code_of(raw[:length]) for length in range(head)}
    assert codes == {refusals.NOT_AN_ANSWER_FILE}
    cut = [*range(head, len(raw), 37), len(raw) - 1]
    assert {code_of(raw[:length]) for length in cut} == {refusals.FILE_DAMAGED}
    assert code_of(raw + b"\n") == refusals.FILE_DAMAGED


@pytest.mark.parametrize("raw", [b"", b"\x89PNG\r\n", b"relais-answers-2 ABCDEFGH\n", b"[]"])
def test_another_file_is_none(key, raw):
    assert code_of(raw) == refusals.NOT_AN_ANSWER_FILE


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"\xff",
        b"[]",
        b"7",
        b"[" * 100_000,
        json.dumps({**SAID, "attempt": "x"}).encode(),
        json.dumps({**SAID, "attempt": 7}).encode(),
        json.dumps({**SAID, "steps": 7}).encode(),
        json.dumps({"attempt": SAID["attempt"], "seal": "x"}).encode(),
    ],
    ids=range(9),
)
def test_what_was_sealed_by_somebody_else_than_a_page_is_damaged(key, plain):
    assert code_of(sealed(key, None, plain=plain)) == refusals.FILE_DAMAGED


def test_what_is_far_too_large_is_not_even_opened(key, monkeypatch):
    raw = sealed(key, SAID)
    monkeypatch.setattr(answerfiles, "MOST_BYTES", len(raw))
    assert open_answers(raw)
    monkeypatch.setattr(answerfiles, "MOST_BYTES", len(raw) - 1)
    assert code_of(raw) == refusals.FILE_TOO_LARGE
    monkeypatch.undo()
    monkeypatch.setattr(answerfiles, "MOST_STEPS", 2)
    assert code_of(raw) == refusals.FILE_TOO_LARGE


def test_a_key_of_another_server_is_unknown_and_an_older_one_opens(key, tmp_path, settings):
    raw = sealed(key, SAID)
    shared, settings.KEYS_DIR = settings.KEYS_DIR, tmp_path
    other = make_answer_key(at=MADE, bits=2048)
    assert code_of(raw) == refusals.FILE_KEY_UNKNOWN
    with pytest.raises(Refusal) as refused:  # ours by name only
        opened(raw, key=other.secret)
    assert refused.value.code == refusals.FILE_DAMAGED
    settings.KEYS_DIR = tmp_path / "rotated"
    older = make_answer_key(at=MADE, bits=2048)
    kept = sealed(older, SAID)
    make_answer_key(at=MADE.replace(year=2017), bits=2048)
    assert open_answers(kept).seal == "5ea1"
    settings.KEYS_DIR = shared
    assert open_answers(raw).seal == "5ea1"
