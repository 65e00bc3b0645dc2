"""PDF/A-3a and PDF/UA-1 in one file: files inside, and a validator that can say no."""

import io
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from pypdf import PdfReader
from weasyprint import HTML

from certificates.archiving import ATTACHMENT_LIMIT
from certificates.rendering import render_certificate
from tests.certificates.rendering.specimens import LONGEST_NAME, specimen
from tests.conformance.printed import CREDENTIAL

JUDGE = Path(settings.BASE_DIR) / "make" / "judge-pdf.sh"


def judged(*files: Path) -> tuple[int, str]:
    answer = subprocess.run(
        [JUDGE, *files], capture_output=True, text=True, timeout=120, check=False
    )
    return answer.returncode, answer.stdout


def test_ours_keep_both_standards(tmp_path):
    file = tmp_path / "ours.pdf"
    file.write_bytes(
        render_certificate(specimen(holder_name=LONGEST_NAME), attachments=[CREDENTIAL])
    )
    code, said = judged(file)
    assert code == 0, said
    assert said.splitlines() == [f"ok   3a  {file}", f"ok   ua1  {file}"]


@pytest.mark.parametrize("variant", [None, "pdf/ua-1", "pdf/a-3a"])
def test_plain_files_are_refused_with_the_rule(tmp_path, variant):
    file = tmp_path / "plain.pdf"
    HTML(string="<html lang=fr><title>a</title><p>a").write_pdf(file, pdf_variant=variant)
    code, said = judged(file)
    assert code == 1
    assert (f"ok   ua1  {file}" in said) == (variant == "pdf/ua-1")
    assert (f"ok   3a  {file}" in said) == (variant == "pdf/a-3a")
    assert any(line.startswith("       ") and ": " in line for line in said.splitlines())


def test_what_is_no_pdf_is_said_to_be_unreadable(tmp_path):
    file = tmp_path / "torn.pdf"
    file.write_bytes(render_certificate(specimen())[:400])
    code, said = judged(file)
    assert code != 0
    assert "ok" not in said


def test_an_attachment_comes_out_as_it_went_in_and_the_bytes_do_not_vary():
    first = render_certificate(specimen(), attachments=[CREDENTIAL])
    assert first == render_certificate(specimen(), attachments=[CREDENTIAL])
    reader: Any = PdfReader(io.BytesIO(first))
    assert reader.attachments == {CREDENTIAL.name: [CREDENTIAL.content]}
    [entry] = {found.idnum: found for found in reader.trailer["/Root"]["/AF"]}.values()
    stated = entry.get_object()
    assert stated["/AFRelationship"] == "/Data"
    assert stated["/Desc"] == CREDENTIAL.description
    assert stated["/EF"]["/F"].get_object()["/Subtype"] == "/application/ld+json"


@pytest.mark.parametrize(
    "odd",
    [
        {"name": "../a.json"},
        {"name": ""},
        {"media_type": "json"},
        {"relationship": "Evil"},
        {"content": bytes(ATTACHMENT_LIMIT + 1)},
    ],
)
def test_an_odd_attachment_is_refused(odd):
    with pytest.raises(ValueError):
        replace(CREDENTIAL, **odd)


def test_two_attachments_of_one_name_are_refused():
    with pytest.raises(ValueError, match="one name"):
        render_certificate(specimen(), attachments=[CREDENTIAL, CREDENTIAL])
