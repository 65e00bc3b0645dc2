"""One key for all tests of a file of answers: making one takes a while."""

import datetime
from collections.abc import Iterator

import pytest
from django.test import override_settings

from assessments.answerkeyring import AnswerKey, make_answer_key

MADE = datetime.datetime(2016, 1, 10, 8, tzinfo=datetime.UTC)


@pytest.fixture(scope="session")
def _answer_key(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, AnswerKey]:
    folder = str(tmp_path_factory.mktemp("answer-keys"))
    with override_settings(KEYS_DIR=folder):
        return folder, make_answer_key(at=MADE, bits=2048)


@pytest.fixture
def key(_answer_key: tuple[str, AnswerKey]) -> Iterator[AnswerKey]:
    """The key that pages carry."""
    folder, made = _answer_key
    with override_settings(KEYS_DIR=folder):
        yield made
