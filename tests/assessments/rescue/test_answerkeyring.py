"""Keys of the files of answers: the newest one seals, all of them open, no secret is shown."""

import base64
import datetime
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from assessments.answerkeyring import (
    AnswerKeyProblem,
    answer_key_named,
    answer_keys,
    key_files,
    make_answer_key,
    newest_answer_key,
)
from assessments.checks import check_answer_keys

FIRST = datetime.datetime(2026, 1, 10, 8, tzinfo=datetime.UTC)
SECOND = FIRST + datetime.timedelta(days=200)


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.KEYS_DIR = tmp_path / "keys"
    return settings.KEYS_DIR / "answers"


def test_no_key_at_first():
    assert newest_answer_key() is None
    assert answer_keys() == []
    assert answer_key_named("ABCDEFGH") is None


def test_a_key_is_a_file_of_its_owner_alone(folder):
    made = make_answer_key(at=FIRST, bits=2048)
    (file,) = folder.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (made.since, len(made.identifier)) == (FIRST, 8)
    number = made.secret.public_key().public_numbers()
    padded = made.modulus + "=" * (-len(made.modulus) % 4)
    assert int.from_bytes(base64.urlsafe_b64decode(padded), "big") == number.n
    assert base64.b64encode(number.e.to_bytes(3, "big")) == b"AQAB"


def test_after_a_rotation_the_newest_is_handed_out_and_the_older_one_still_there():
    newer = make_answer_key(at=SECOND, bits=2048)
    older = make_answer_key(at=FIRST, bits=2048)
    assert [key.identifier for key in answer_keys()] == [older.identifier, newer.identifier]
    newest, named = newest_answer_key(), answer_key_named(older.identifier)
    assert newest is not None and newest.identifier == newer.identifier
    assert named is not None and named.modulus == older.modulus


@pytest.mark.parametrize("spoil", ["empty", "another", "locked"])
def test_a_damaged_key_is_named(spoil, settings):
    make_answer_key(at=FIRST, bits=2048)
    other = make_answer_key(at=SECOND, bits=2048)
    path = key_files()[0]
    content = {"empty": b"", "another": key_files()[1].read_bytes(), "locked": b"-----BEGIN"}
    path.write_bytes(content[spoil])
    with pytest.raises(AnswerKeyProblem, match=path.name):
        answer_keys()
    newest = newest_answer_key()
    assert newest is not None and newest.identifier == other.identifier
    settings.PRODUCTION = True
    assert [found.id for found in check_answer_keys(None)] == ["assessments.E001"]


def test_the_checks_warn_of_no_key_and_of_one_that_others_may_read(settings):
    assert check_answer_keys(None) == []
    settings.PRODUCTION = True
    assert [found.id for found in check_answer_keys(None)] == ["assessments.W001"]
    make_answer_key(at=FIRST, bits=2048)
    assert check_answer_keys(None) == []
    key_files()[0].chmod(0o644)
    assert [found.id for found in check_answer_keys(None)] == ["assessments.W002"]


def run(*arguments):
    out = StringIO()
    call_command("answer_keys", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_makes_rotates_and_lists():
    assert run() == ""
    run("--make")
    with pytest.raises(CommandError, match="rotate"):
        run("--make")
    rows = json.loads(run("--rotate", "--json"))
    assert sorted(row["in_use"] for row in rows) == [False, True]
    assert "PRIVATE" not in run() and all(row["id"] in run() for row in rows)
    assert {key.secret.key_size for key in answer_keys()} == {3072}
