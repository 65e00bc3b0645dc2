"""The Python side of the shared table; tests/journeys/test_seal_script.py runs the browser's."""

import json

from tests.certificates.verification.make_vectors import FILE, table


def test_the_table_is_what_python_computes_and_papers_in_the_world_rely_on():
    assert json.loads(FILE.read_text()) == table()


def test_the_table_holds_every_verdict():
    verdicts = {case["verdict"] for case in table()["seals"]}
    assert verdicts == {"authentic", "other-name", "unknown-key", "forged"}
