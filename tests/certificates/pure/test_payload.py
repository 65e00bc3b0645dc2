"""The frozen payload: canonical text, round trip, refusals; dates and hours in words."""

import datetime as dt
import json
from decimal import Decimal

import pytest

from certificates.payload import (
    Bilingual,
    PayloadError,
    from_dict,
    from_json,
    payload_digest,
    to_dict,
    to_json,
)
from certificates.printed_words import WORDS, course_hours, day_en, day_fr, hours, period
from tests.certificates.rendering.specimens import specimen


def test_round_trip_and_canonical_text():
    payload = specimen(holder_name="N’DIAYE ɗan Ɓello")
    assert from_json(to_json(payload)) == payload
    shuffled = dict(reversed(to_dict(payload).items()))
    assert to_json(from_dict(json.loads(json.dumps(shuffled)))) == to_json(payload)
    assert payload_digest(from_dict(shuffled)) == payload_digest(payload)


def test_equal_hours_have_one_text_and_any_change_another_digest():
    payload = specimen()
    assert payload_digest(specimen(hours=Decimal("90.0"))) == payload_digest(payload)
    assert payload_digest(specimen(holder_name="OUEDRAOGO Aïssata")) != payload_digest(payload)
    assert payload_digest(specimen(print_index=2)) != payload_digest(payload)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "diploma"}, "kind"),
        ({"number": "FDF-0000-0001"}, "number"),
        ({"holder_name": " "}, "name"),
        ({"holder_name": "a" * 121}, "name"),
        ({"ends_on": dt.date(2016, 1, 24)}, "dates"),
        ({"signatories": specimen().signatories * 2}, "signatories"),
        ({"hours": Decimal(81)}, "hours"),
        ({"print_index": 0}, "print"),
    ],
)
def test_what_cannot_be_printed_is_refused(change, code):
    with pytest.raises(PayloadError) as refused:
        specimen(**change)
    assert refused.value.code == code


def test_strange_shapes_are_refused():
    plain = to_dict(specimen())
    for wrong in ({**plain, "mark": "15"}, {}, {**plain, "hours": "many"}):
        with pytest.raises(PayloadError) as refused:
            from_dict(wrong)
        assert refused.value.code == "shape"


def test_hours_outside_the_modules_complete_the_ninety():
    assert specimen().other_hours == Decimal(8)


def test_dates_and_hours_in_words():
    assert day_fr(dt.date(2016, 2, 12)) == "12\u00a0février\u00a02016"
    assert day_fr(dt.date(2016, 3, 1)) == "1er\u00a0mars\u00a02016"
    assert day_en(dt.date(2016, 2, 12)) == "12\u00a0February\u00a02016"
    both = period(dt.date(2016, 1, 25), dt.date(2016, 2, 12))
    assert both.fr.replace("\u00a0", " ") == "du 25 janvier au 12 février 2016"
    assert both.en.replace("\u00a0", " ") == "from 25 January to 12 February 2016"
    years = period(dt.date(2015, 12, 28), dt.date(2016, 1, 15))
    assert years.fr.replace("\u00a0", " ") == "du 28 décembre 2015 au 15 janvier 2016"
    assert period(dt.date(2016, 1, 1), dt.date(2016, 1, 1)).en == "on\u00a01\u00a0January\u00a02016"
    assert hours(Decimal("3.50")) == ("3,5", "3.5")
    assert course_hours(Decimal(90)) == ("90\u00a0heures", "90\u00a0hours")
    assert course_hours(Decimal("1.5")) == ("1,5\u00a0heure", "1.5\u00a0hours")


def test_only_merit_and_distinction_have_a_mention():
    assert {kind for kind, words in WORDS.items() if words.mention.fr} == {"merit", "distinction"}
    assert all(bool(words.mention.fr) == bool(words.mention.en) for words in WORDS.values())


@pytest.mark.parametrize("field", ["course_title", "venue_city", "venue_country", "signed_at"])
def test_what_is_said_in_one_language_only_is_not_printed(field):
    with pytest.raises(PayloadError) as refused:
        specimen(**{field: Bilingual("Formation", "")})
    assert refused.value.code == "language"
