"""The command as an operator and a machine call it, in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
CASES = Path(__file__).parents[1] / "cases" / "completion_cases.json"


def run(*args, stdin=b""):
    return subprocess.run(
        [sys.executable, "manage.py", "decide_outcomes", *args],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        check=False,
    )


@pytest.fixture(scope="module")
def printed():
    done = run(str(CASES), "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_json_is_a_list_of_objects_of_strings(printed):
    assert [row["id"] for row in printed][:2] == ["T01", "T02"]
    assert all(isinstance(value, str) for row in printed for value in row.values())
    fields = ["id", "A", "Q", "P", "M", "E", "F", "on20", "outcome"]
    for row in printed:
        interval = ["A_min", "A_max"] if row["outcome"] == "INCOMPLETE" else []
        assert list(row) == fields + interval


def test_standard_input_gives_the_table():
    done = run("-", stdin=CASES.read_bytes())
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert lines[0].split()[:4] == ["id", "A", "Q", "P"]
    assert lines[1].split()[:9] == "T01 96.67 70.00 67.50 70.50 72.50 70.40 14.08 CR".split()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'[{"id": "T99", "register": {"P": "29"}}]', "case T99: register: wrong-sum"),
        (b"\xff\xfe", "not-utf-8"),
    ],
)
def test_a_bad_file_is_one_line_on_stderr_and_code_2(content, message):
    done = run("-", "--json", stdin=content)
    assert (done.returncode, done.stdout) == (2, b"")
    lines = done.stderr.decode().strip().splitlines()
    assert len(lines) == 1
    assert message in lines[0]


def test_a_missing_file_is_one_line_and_code_2():
    done = run("no-such-file.json", "--json")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"no-such-file.json" in done.stderr
