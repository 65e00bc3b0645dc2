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


VARIANTS = {"plain": None, "ua1": "pdf/ua-1", "3a": "pdf/a-3a"}


@pytest.fixture(scope="module")
def refused(tmp_path_factory) -> tuple[int, list[str]]:
    """What is said of three files that keep none or one of the standards, and of a torn one."""
    folder = tmp_path_factory.mktemp("refused")
    page = "<html lang=fr><title>a</title><p>a"
    for name, variant in VARIANTS.items():
        HTML(string=page).write_pdf(folder / f"{name}.pdf", pdf_variant=variant)
    (folder / "torn.pdf").write_bytes(render_certificate(specimen())[:400])
    code, said = judged(*sorted(folder.iterdir()))
    return code, said.replace(f"{folder}/", "").splitlines()


@pytest.mark.parametrize("name", VARIANTS)
def test_plain_files_are_refused_with_the_rule(refused, name):
    code, lines = refused
    assert code != 0
    for standard in ("3a", "ua1"):
        assert (f"ok   {standard}  {name}.pdf" in lines) == (standard == name)
    assert any(line.startswith("       ") and ": " in line for line in lines)


def test_what_is_no_pdf_is_said_to_be_unreadable(refused):
    code, lines = refused
    assert code == 2
    about = [line for line in lines if "torn.pdf" in line]
    assert about
    assert not any(line.startswith("ok") for line in about)


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
