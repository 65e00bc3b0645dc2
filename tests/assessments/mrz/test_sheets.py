"""The reference of a sheet says all of it; the pages are made from nothing else."""

import dataclasses
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from assessments.mrz.exercises import SORTS, TASKS, errors_of
from assessments.mrz.generating import FORMATS
from assessments.mrz.planting import NOTHING, plantable, shows
from assessments.mrz.reading import findings
from assessments.mrz.sheets import MOST, NotAReference, Sheet, next_seed, sheet_of
from assessments.specimen_print import render_specimens

SHEETS = st.builds(
    Sheet,
    seed=st.text("ABCDEFGHJKLMNPQRTUVWXYZ2346789", min_size=6, max_size=6),
    task=st.sampled_from(TASKS),
    count=st.integers(1, MOST),
    formats=st.sets(st.sampled_from(FORMATS), min_size=1).map(lambda one: tuple(sorted(one))),
)


@given(sheet=SHEETS)
def test_a_reference_brings_the_sheet_back(sheet):
    assert sheet_of(sheet.reference) == sheet
    assert sheet_of(f" {sheet.reference.lower()} ") == sheet


@pytest.mark.parametrize(
    "reference",
    ["", "U1-W08-3", "U1-W00-3-K7M2Q4", "U1-W99-3-K7M2Q4", "U1-W08--K7M2Q4", "U2-W08-3-K7M2Q4"],
)
def test_anything_else_is_no_reference(reference):
    with pytest.raises(NotAReference):
        sheet_of(reference)


def test_specimens_of_a_sheet_differ_and_formats_take_turns():
    sheet = Sheet("K7M2Q4", "wrong-digit", 6, FORMATS)
    drawn = sheet.exercises()
    assert [one.specimen.format for one in drawn] == [*FORMATS, *FORMATS]
    assert len({one.shown for one in drawn}) == 6


def test_seeds_follow_each_other_without_a_short_circle():
    seeds = ["start"]
    for _ in range(500):
        seeds.append(next_seed(seeds[-1]))
    assert len(set(seeds)) == 501


@pytest.mark.parametrize("task", TASKS)
def test_sheet_and_key_are_printed(task):
    sheet = Sheet("K7M2Q4", task, 3, FORMATS)
    printed = _text(render_specimens(sheet, key=False))
    key = _text(render_specimens(sheet, key=True))
    drawn = sheet.exercises()
    for text in (printed, key):
        assert sheet.reference in text
        for one in drawn:
            assert all(line in text for line in one.shown)
    assert "Nom" in printed and "Name" in printed
    assert "Corrigé" in key and "Key" in key
    for one in drawn:
        if one.target == "name" and "<" in one.answer:
            assert one.answer in key and one.answer not in printed
    assert render_specimens(sheet, key=True)[:5] == b"%PDF-"


def _text(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "\n".join(page.extract_text() for page in pages)


@given(sheet=SHEETS, pick=st.integers(0, 20))
def test_a_reference_brings_back_the_error_that_was_chosen(sheet, pick):
    possible = [
        error
        for error in errors_of(sheet.task, sheet.formats[0])
        if all(error in errors_of(sheet.task, format) for format in sheet.formats)
    ]
    if not possible:
        assert sheet.task in ("digit", "composite", "name")
        return
    error = possible[pick % len(possible)]
    chosen = dataclasses.replace(sheet, error=error)
    assert sheet_of(chosen.reference.lower()) == chosen
    for one in chosen.exercises():
        assert one.answer == one.specimen.error == error
        found = findings(one.specimen.lines)
        assert {finding.code for finding in found} == shows(error)


@pytest.mark.parametrize("format", FORMATS)
def test_every_error_of_every_format_can_be_chosen(format):
    codes = {code for task in SORTS for code in errors_of(task, format)}
    assert codes == {*plantable(format), NOTHING}
    references = {
        Sheet("K7M2Q4", task, 1, (format,), error).reference
        for task in SORTS
        for error in errors_of(task, format)
    }
    assert len(references) == sum(len(errors_of(task, format)) for task in SORTS)


@pytest.mark.parametrize(
    "reference",
    [
        "U1-WO08-1-K7M2Q4",  # optional data have no digit of their own in TD1
        "U1-WO08-23-K7M2Q4",
        "U1-WS08-3-K7M2Q4",  # a State has no digit
        "U1-AZ08-3-K7M2Q4",  # something is always altered
        "U1-DB08-3-K7M2Q4",  # looks for no error
        "U1-WQ08-3-K7M2Q4",
    ],
)
def test_an_error_that_cannot_be_is_no_reference(reference):
    with pytest.raises(NotAReference):
        sheet_of(reference)
    assert sheet_of("U1-WO08-3-K7M2Q4").error == "digit-optional"
