"""`manage.py item_statistics`: its JSON, its table, its errors; no database is touched."""

import json
import subprocess
import sys
import time

import pytest
from django.core.management import CommandError, call_command

from tests.assessments.statistics.published import LSAT6, rows_of

KEYS = ["n", "mean", "sd", "skewness", "kurtosis", "alpha", "error_ratio", "standard_error"]
ITEM_KEYS = ["id", "facility", "sd", "discrimination_index", "discriminative_efficiency"]
ITEM_KEYS += ["effective_weight", "point_biserial", "item_rest"]


def _csv(rows):
    head = ",".join(["attempt", *(f"q{number}" for number in range(1, len(rows[0]) + 1))])
    lines = [f"{at}," + ",".join(map(str, row)) for at, row in enumerate(rows)]
    return "\n".join([head, *lines]) + "\n"


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "marks.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


def test_json_has_the_keys_of_the_contract_in_full_precision(file, capsys):
    call_command("item_statistics", file(_csv(rows_of(LSAT6))), "--json")
    found = json.loads(capsys.readouterr().out)
    assert list(found) == [*KEYS, "items"]
    assert [list(item) for item in found["items"]] == [ITEM_KEYS] * 5
    assert [item["id"] for item in found["items"]] == ["q1", "q2", "q3", "q4", "q5"]
    assert found["n"] == 1000
    assert found["alpha"] == pytest.approx(29.499719221596, rel=1e-12)
    assert found["mean"] == 3.819
    # The shares of right answers as they were published.
    shares = [item["facility"] for item in found["items"]]
    assert shares == pytest.approx([0.924, 0.709, 0.553, 0.763, 0.870], abs=1e-12)
    assert len(repr(found["sd"])) > 12


def test_undefined_is_null(file, capsys):
    call_command("item_statistics", file("attempt,a,b\n1,1,0\n"), "--json")
    alone = json.loads(capsys.readouterr().out)
    assert alone == {
        "n": 1,
        **dict.fromkeys(KEYS[1:]),
        "items": [{"id": id, **dict.fromkeys(ITEM_KEYS[1:])} for id in ("a", "b")],
    }


def test_without_json_a_table_that_says_indicative_only(file, capsys):
    call_command("item_statistics", file("attempt;Énoncé;b\n1;0,5;0\n2;1;0\n3;0;1\n"))
    out = capsys.readouterr().out
    assert "indicative only" in out
    assert "Énoncé" in out and "50.000" in out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("attempt,a\n1,x\n", "line 2, column 2: « x » is not a mark"),
        (b"attempt,a\n\x81,1\n", "line 2: the file is text neither"),
    ],
)
def test_bad_input_is_one_line_and_two(file, text, said):
    with pytest.raises(CommandError, match=said) as error:
        call_command("item_statistics", file(text), "--json")
    assert error.value.returncode == 2


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="No such file") as error:
        call_command("item_statistics", str(tmp_path / "none.csv"))
    assert error.value.returncode == 2


def test_as_a_program_it_reads_the_standard_input_without_a_database(tmp_path, settings):
    environment = {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": "postgres://nobody:nothing@127.0.0.1:1/none",
        "PATH": "/usr/bin:/bin",
    }
    run = [sys.executable, "manage.py", "item_statistics", "-", "--json"]
    common = {"cwd": settings.BASE_DIR, "env": environment, "capture_output": True}
    good = subprocess.run(run, input=b"attempt,a,b\n1,1,0\n2,0,0\n", **common, check=False)
    assert good.returncode == 0, good.stderr
    assert json.loads(good.stdout)["items"][0]["facility"] == 0.5
    bad = subprocess.run(run, input=b"attempt,a,b\n1,1,0\n2,0,?\n", **common, check=False)
    assert bad.returncode == 2
    assert bad.stdout == b""
    error = bad.stderr.decode()
    assert "line 3, column 3" in error and error.count("\n") == 1


def test_a_million_marks_take_seconds(file, capsys):
    path = file(_csv([[(at * column) % 2 for column in range(1, 101)] for at in range(10_000)]))
    start = time.process_time()
    call_command("item_statistics", path, "--json")
    assert time.process_time() - start < 10
    assert json.loads(capsys.readouterr().out)["n"] == 10_000
