"""A stranger's file is read in a process of its own, and haste is never held against the file."""

import pytest

from certificates import quarantining
from certificates.dissecting import FILE_LIMIT, NotReadable
from certificates.quarantining import dissected_apart


@pytest.mark.parametrize(
    ("pdf", "code"),
    [
        (b"%PDF-1.7" + b" " * FILE_LIMIT, "too-large"),
        (b"PK\x03\x04", "not-a-pdf"),
        (b"%PDF-1.7 and then nothing", "damaged"),
    ],
)
def test_what_is_wrong_with_a_file_is_named(pdf, code):
    with pytest.raises(NotReadable) as raised:
        dissected_apart(pdf)
    assert raised.value.code == code


def test_a_machine_that_does_not_come_to_it_is_busy_and_the_file_is_not_damaged(monkeypatch):
    monkeypatch.setattr(quarantining, "_PATIENCE", 0.01)
    with pytest.raises(NotReadable) as raised:
        dissected_apart(b"%PDF-1.7 whatever")
    assert raised.value.code == "busy"
