"""Files as people export them come in; what cannot be read is named with its line and column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.statistics.marksfile import MarksFileProblem, read_marks

PLAIN = "attempt,q1,q2\nmax,1,2\na1,1,0.5\na2,,2\n"
EXPECTED = [[1.0, 0.5], [0.0, 2.0]]


def _values(marks):
    return (marks.whole / marks.unit).tolist()


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        PLAIN.rstrip("\n").encode(),
        PLAIN.replace(",", "\t").encode(),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", ";").replace(".", ",").encode(),
        PLAIN.replace("0.5", '"0,5"').encode(),
        PLAIN.replace("attempt,q1", '"Attempt","q1"').encode(),
        ("sep=;\r\n" + PLAIN.replace(",", ";")).encode(),
        PLAIN.replace("\n", ",,\n").encode(),
        ("\n" + PLAIN + ",,\n\n").encode(),
        PLAIN.replace("0.5", " 5e-1 ").encode(),
    ],
)
def test_forms_of_one_file(data):
    marks = read_marks(data)
    assert _values(marks) == EXPECTED
    assert marks.items == ["q1", "q2"]
    assert marks.maxima.tolist() == [1.0, 2.0]


def test_windows_1252_keeps_its_accents():
    assert read_marks("attempt;Énoncé\na;1\n".encode("cp1252")).items == ["Énoncé"]


def test_without_a_maximum_it_is_the_largest_mark_but_at_least_one():
    marks = read_marks(b"attempt,a,b,c\n1,0.5,3,0\n2,0.2,1,0\n")
    assert marks.maxima.tolist() == [1.0, 3.0, 1.0]


def test_no_attempt_at_all_is_an_empty_table():
    marks = read_marks(b"attempt,a,b\n")
    assert (marks.n, marks.maxima.tolist()) == (0, [1.0, 1.0])


def test_negative_marks_and_a_typographic_minus():
    marks = read_marks("attempt,a\n1,-0.25\n2,\u22121\n".encode())
    assert _values(marks) == [[-0.25], [-1.0]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1, column 1: the first row must be"),
        ("q1,q2\n1,0\n", "line 1, column 1: the first row must be"),
        ("attempt\n1\n", "line 1, column 1: the first row must be"),
        ("attempt,\n1,\n", "line 1, column 2: there is no item"),
        ("attempt,a,,b\n", "line 1, column 3: an item without a name"),
        ("attempt,a,b,a\n", "line 1, column 4: « a » is already the item of column 2"),
        ("attempt,a,b\n1,1,0\n2,x,0\n", "line 3, column 2: « x » is not a mark"),
        ("attempt,a,b\n1,1,nan\n", "line 2, column 3: « nan » is not a mark"),
        ("attempt,a,b\n1,1,1_0\n", "line 2, column 3: « 1_0 » is not a mark"),
        ("attempt,a,b\n1,1,1e99\n", "line 2, column 3: « 1e99 » is too large for a mark"),
        ('attempt,a,b\n1,1,"1,234.5"\n', "line 2, column 3: « 1,234.5 » is not a mark"),
        ("attempt,a,b\n1,1\n", "line 2, column 3: 2 marks expected, 1 found"),
        ("attempt,a,b\n\n1,1,0,7\n", "line 3, column 4: « 7 » stands beyond the last item"),
        ("attempt,a\nmax,\n", "line 2, column 2: «  » is not a maximum"),
        ("attempt,a\nmax,-1\n", "line 2, column 2: « -1 » is not a maximum"),
        ("attempt,a\nmax,1\n1,1\n2,1.5\n", "line 4, column 2: 1.5 is above the maximum of « a »"),
        ("attempt,a\n1,1\nmax,x\n", "line 3, column 2: « x » is not a mark"),
        ('attempt,a\n1,"1\n2,0\n', "line 2: unexpected end of data (a quote?)"),
        ('attempt,a\n"1\n1",1\n2,x\n', "line 4, column 2: « x » is not a mark"),
    ],
)
def test_what_cannot_be_read_is_named(text, said):
    with pytest.raises(MarksFileProblem) as problem:
        read_marks(text.encode())
    assert str(problem.value).startswith(said)
    assert "\n" not in str(problem.value)


def test_bytes_that_are_no_text_are_named():
    with pytest.raises(MarksFileProblem, match="line 2: the file is text neither"):
        read_marks(b"attempt,a\n\x81\xff,1\n")


@given(
    st.lists(
        st.lists(st.decimals(-5, 5, places=3), min_size=3, max_size=3), min_size=1, max_size=8
    ),
    st.sampled_from([(",", "."), (";", ","), ("\t", ",")]),
)
def test_what_was_typed_is_what_counts(rows, form):
    comma, point = form
    lines = [comma.join(("attempt", "a", "b", "c"))]
    lines += [
        comma.join([str(at), *(str(m).replace(".", point) for m in row)])
        for at, row in enumerate(rows)
    ]
    marks = read_marks("\n".join(lines).encode())
    assert _values(marks) == [[float(mark) for mark in row] for row in rows]


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_by_name(data):
    try:
        assert read_marks(b"attempt,a\n" + data).items == ["a"]
    except MarksFileProblem as problem:
        assert problem.what
