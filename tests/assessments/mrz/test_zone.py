"""The zone against the specimens that ICAO prints, and read back from whatever was composed."""

import dataclasses
import datetime
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.mrz.composing import Document, compose
from assessments.mrz.digits import check_digit, total, worked
from assessments.mrz.layouts import BIRTH, LAYOUTS, TD1, TD2, TD3, cut, put
from assessments.mrz.names import identifiers, name_field, written
from assessments.mrz.reading import Finding, NotAZone, findings, is_date, read

ANNA = Document(
    format=TD3,
    kind="P",
    number="L898902C3",
    surname="Eriksson",
    given="Anna Maria",
    birth=datetime.date(1974, 8, 12),
    sex="F",
    expiry=datetime.date(2012, 4, 15),
    optional="ZE184226B",
)
CARD = dataclasses.replace(ANNA, format=TD2, kind="I", number="D23145890", optional="")
# Doc 9303-4, -5 and -6, appendices, and the specimen of the question bank (domain 5.1).
PRINTED = [
    (
        ANNA,
        [
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
            "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
        ],
    ),
    (
        CARD,
        [
            "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
            "D231458907UTO7408122F1204159<<<<<<<6",
        ],
    ),
    (
        dataclasses.replace(CARD, format=TD1),
        [
            "I<UTOD231458907<<<<<<<<<<<<<<<",
            "7408122F1204159UTO<<<<<<<<<<<6",
            "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
        ],
    ),
    (
        Document(
            format=TD1,
            kind="I",
            number="D23145890734",
            surname="Stevenson",
            given="Peter John",
            birth=datetime.date(1934, 7, 12),
            sex="M",
            expiry=datetime.date(1995, 7, 12),
        ),
        [
            "I<UTOD23145890<7349<<<<<<<<<<<",
            "3407127M9507122UTO<<<<<<<<<<<2",
            "STEVENSON<<PETER<JOHN<<<<<<<<<",
        ],
    ),
    (
        Document(
            format=TD3,
            kind="P",
            number="X40719362",
            surname="N’Diaye-Ouédraogo",
            given="Aïssata",
            birth=datetime.date(1988, 6, 15),
            sex="F",
            expiry=datetime.date(2031, 2, 28),
        ),
        [
            "P<UTONDIAYE<OUEDRAOGO<<AISSATA<<<<<<<<<<<<<<",
            "X407193625UTO8806150F3102282<<<<<<<<<<<<<<<8",
        ],
    ),
]


@pytest.mark.parametrize(("document", "lines"), PRINTED)
def test_printed_specimens_are_composed_and_without_fault(document, lines):
    assert compose(document) == lines
    assert findings(lines) == []
    assert read(lines).fields["number"] == document.number


@pytest.mark.parametrize(
    ("text", "digit"), [("520727", "3"), ("AB2134<<<", "5"), ("X40719362", "5")]
)
def test_digits_that_the_document_works_out(text, digit):
    assert check_digit(text) == digit


def test_the_worked_sum_is_the_one_of_the_bank():
    # QB-09: 33×7 + 4×3 + 0×1 + 7×7 + 1×3 + 9×1 + 3×7 + 6×3 + 2×1 = 345.
    steps = worked("X40719362")
    assert [(s.value, s.weight) for s in steps][:3] == [(33, 7), (4, 3), (0, 1)]
    assert sum(step.product for step in steps) == total("X40719362") == 345


def test_the_tampered_twin_of_the_domain():
    lines = compose(PRINTED[4][0])
    twin = put(lines, LAYOUTS[TD3].fields[BIRTH], "860615")
    assert findings(twin) == [Finding("digit", "birth", "4"), Finding("digit", "composite", "6")]


def test_what_differs_by_ten_is_interchangeable():
    assert len({check_digit(c + "40719362") for c in "0AKU<"}) == 1
    assert check_digit("140719362") != check_digit("040719362")


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("N'Diaye-Ouédraogo", "NDIAYE<OUEDRAOGO"),
        ("d’Œuvre", "DOEUVRE"),
        ("Müller", "MUELLER"),
        ("Straße", "STRASSE"),
        ("Ɗiallo Ƴero", "DIALLO<YERO"),
        ("Åse Ñuñez", "AASE<NUNEZ"),
        ("Ould Cheikh, Jr.", "OULD<CHEIKH<JR"),
        ("  Bâ ", "BA"),
        ("Ǽsa", "AESA"),
    ],
)
def test_letters_and_signs(name, zone):
    assert written(name) == zone


@pytest.mark.parametrize(
    ("surname", "given", "field"),
    [
        # Doc 9303-4: fits exactly; then too long in the given names, and in the surname.
        ("Papandropoulous", "Jonathon Warren Trevor", "PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR"),
        (
            "Nilavadhanananda",
            "Chayapa Dejthamrong Krasuang",
            "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K",
        ),
        ("Arkfreith", "", "ARKFREITH<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<"),
        (
            "Bennelong Wooloomooloo Warrandyte Warnambool",
            "Dingo Potoroo",
            "BENNELONG<WOOLOOMOOLOO<WARRANDYTE<WA<<D",
        ),
    ],
)  # fmt: skip
def test_long_and_single_names(surname, given, field):
    assert name_field(surname, given, width=39) == field


NAMES = st.lists(
    st.text(string.ascii_letters + "éèçïÔœ’", min_size=2, max_size=14).filter(
        lambda text: len(written(text)) > 1
    ),
    min_size=1,
    max_size=4,
).map(" ".join)
TEXT = st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=7)
DATES = st.dates(datetime.date(1940, 1, 1), datetime.date(2039, 12, 31))


@st.composite
def documents(draw, format=None):
    return Document(
        format=format or draw(st.sampled_from(sorted(LAYOUTS))),
        kind=draw(st.sampled_from(["P"])) if format == TD3 else "I",
        number=draw(st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=9)),
        surname=draw(NAMES),
        given=draw(st.one_of(st.just(""), NAMES)),
        birth=draw(DATES),
        sex=draw(st.sampled_from(["F", "M", ""])),
        expiry=draw(DATES),
        optional=draw(st.one_of(st.just(""), TEXT)),
    )


def of_format(document):
    return dataclasses.replace(document, kind="P" if document.format == TD3 else "I")


@given(document=documents().map(of_format))
def test_what_was_composed_is_read_back_and_has_no_fault(document):
    lines, layout = compose(document), LAYOUTS[document.format]
    assert [len(line) for line in lines] == [layout.width] * layout.lines
    assert findings(lines) == []
    reading = read(lines)
    assert reading.format == document.format
    assert reading.fields["number"] == document.number
    assert reading.fields["optional"] == document.optional
    assert reading.fields["birth"] == f"{document.birth:%y%m%d}"
    assert reading.fields["expiry"] == f"{document.expiry:%y%m%d}"
    assert reading.fields["sex"] == document.sex
    field = cut(lines, layout.fields["name"])
    if len(identifiers(document.surname, document.given)) <= len(field):
        assert reading.surname == written(document.surname).replace("<", " ")
        assert reading.given == written(document.given).replace("<", " ")
    else:
        assert field[-1].isalpha()
        assert "<<" in field or not written(document.given)


@given(number=st.text(string.ascii_uppercase + string.digits, min_size=10, max_size=15))
def test_a_long_number_goes_on_in_the_optional_data_of_a_card(number):
    for format in (TD1, TD2):
        size = LAYOUTS[format].size("optional")
        document = dataclasses.replace(CARD, format=format, number=number)
        if len(number) - 9 + 2 > size:
            with pytest.raises(ValueError):
                compose(document)
            continue
        lines = compose(document)
        assert findings(lines) == []
        assert read(lines).fields["number"] == number
        span = LAYOUTS[format].fields["optional"]
        digit = (span[0], span[1] + len(number) - 9, span[1] + len(number) - 8)
        changed = put(lines, digit, str((int(cut(lines, digit)) + 1) % 10))
        assert {one.code for one in findings(changed)} == {"digit-number", "digit-composite"}
    with pytest.raises(ValueError):
        compose(dataclasses.replace(ANNA, number=number))


@pytest.mark.parametrize(
    ("text", "unknown", "fits"),
    [
        ("000229", False, True),
        ("010229", False, False),
        ("991231", False, True),
        ("991301", False, False),
        ("99<<<<", True, True),
        ("99<<<<", False, False),
        ("9912AB", True, False),
        ("²²0101", False, False),
    ],
)
def test_days_of_the_calendar(text, unknown, fits):
    assert is_date(text, unknown=unknown) is fits


@pytest.mark.parametrize("lines", [[], ["A" * 44], ["A" * 30] * 2, ["A" * 43, "A" * 44]])
def test_lines_that_are_no_zone_are_refused(lines):
    with pytest.raises(NotAZone):
        findings(lines)
