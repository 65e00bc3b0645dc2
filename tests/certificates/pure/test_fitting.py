"""The holder's name always fits its width, and breaks well."""

from hypothesis import given
from hypothesis import strategies as st

from certificates.fitting import SIZES, fitted_name, text_width

WIDTH = 680.0


@given(st.text(alphabet="abWMÉ’- ɗ", min_size=1, max_size=120).filter(str.strip))
def test_every_line_fits_and_no_letter_is_lost(name):
    size, lines = fitted_name(name, width=WIDTH)
    assert size in SIZES
    assert all(text_width(line) * size <= WIDTH for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(name.split())


def test_a_short_name_is_largest_and_a_usual_one_keeps_one_line():
    assert fitted_name("Ba", width=WIDTH) == (46, ("Ba",))
    assert len(fitted_name("OUÉDRAOGO Aïssata", width=WIDTH).lines) == 1


def test_lines_are_balanced_and_particles_stay_with_their_word():
    name = "Mohamed Lemine OULD SIDI MOHAMED OULD CHEIKH EL HACEN OULD BOUBACAR"
    _, lines = fitted_name(name, width=WIDTH)
    assert len(lines) == 2
    assert min(map(text_width, lines)) > 0.6 * max(map(text_width, lines))
    assert not any(line.endswith((" OULD", " EL")) for line in lines)
