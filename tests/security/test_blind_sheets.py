"""Until both sheets are in, nothing that an assessor can ask for tells of the other one.

An assessor who holds every role of the team at once asks for every address of the platform, for
Wagtail's admin and by POST, before and after what the other two do. Compared are status, page or
file, every response header, the names of cookies, mails, and the texts and number of the queries
(their values taken out). **Time** is covered only so far: the same queries in the same order, over
tables that differ by the rows of one sheet. What these rows cost to read is not measured: on a
shared machine its noise is larger than a row, and a test by the clock would fail by chance.
"""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import ROLES
from assessments.models import RuleSet, TeachingSheet
from cms.granting import grant_editing
from courses.registering import post_to_cohort
from tests.architecture.url_table import all_urls
from tests.assessments.player.room import address, open_quiz, running_cohort, signed_in
from tests.factories.assessments import make_rubric, tie_default_rules
from tests.factories.courses import make_enrolment
from tests.factories.people import make_user
from tests.factories.teaching import calibrate, make_team, make_trainee, make_turn
from tests.security.watching import differences, trace, undone

pytestmark = pytest.mark.django_db

EVERY_ROLE = tuple(ROLES.keys() - {"trainee"})
CRITERIA = [f"level_C{number}" for number in range(1, 9)]
OWN_PAGES = ("today", "my-results", "my-attendance", "my-name", "my-certificate", "home", "search")
# Signing in and out would change who asks; a certificate comes after the freeze.
APART = (
    "certificate",
    "my-certificate-",
    "specimen",
    "account_",
    "mfa_",
    "usersessions",
    "signed-out",
    "card-sign-in",
    "wagtail",
    "verify",
)
KEYS = {"paper-marks": "MT", "calibration-lesson": "sample-1", "quiz-start": "Q01"}
ADMIN = (
    "",
    "reports/site-history/",
    "reports/aging-pages/",
    "reports/locked/",
    "users/",
    "users/?q=ZONGO",
    "pages/search/?q=Zumrada",
    "cohort/",
    "post/",
    "questions/",
    "questions/export/",
    "questions/expiring/",
)


class Room:
    """One lesson before two assessors and an observer; one of them may do everything there is."""

    def __init__(self, cohort, seat, roles=EVERY_ROLE):
        self.cohort, self.team = cohort, make_team(cohort)
        self.watcher = make_user("KEÏTA Assa", roles=roles, country="NER", service="police")
        for role in roles:
            post_to_cohort(cohort=cohort, user=self.watcher, role=role)
        calibrate(self.watcher)
        self.trainee = make_enrolment(cohort, make_trainee())
        people = [self.team["first"], self.team["second"], self.team["lead"]]
        seats = ["first", "second", "observer"]
        people[seats.index(seat)] = self.watcher
        self.turn = make_turn(self.trainee, self.team, **dict(zip(seats, people, strict=True)))
        self.others = [person for person in people if person != self.watcher]
        self.reserve = people[2]
        self.sheet = address("teaching-sheet", cohort.code, self.trainee.pk)
        # Everybody signed in beforehand: the admin's list of users tells of that, and may.
        self.browsers = {person: signed_in(person) for person in people}
        self.browser, self.own_browser = self.browsers[self.watcher], signed_in(self.trainee.user)
        User.objects.update(last_login=datetime.datetime(2016, 1, 1, tzinfo=datetime.UTC))

    def fill_in(self, person, level="1", **more):
        sent = {**dict.fromkeys(CRITERIA, level), "strengths": "Zumrada", **more}
        assert self.browsers[person].post(self.sheet, sent).status_code == 302

    def draft(self, person):
        self.fill_in(person, draft="1")

    def values(self, name):
        known = {
            "code": self.cohort.code,
            "enrolment_id": self.trainee.pk,
            "key": KEYS.get(name, "P1" if name.startswith("practical") else "Q01"),
            "number": 1,
            "place": 1,
            "rule_set_id": RuleSet.objects.latest("pk").pk,
            "course": "tot",
            "part": "signatory",
        }
        return known

    def addresses(self):
        """Every address of the platform that this room has objects for."""
        for name, parameters in all_urls().items():
            known = self.values(name)
            if name.startswith(APART) or name.endswith(("/", ".txt", ".ico")):
                continue
            if all(parameter in known for parameter in parameters):
                where = address(name, *(known[parameter] for parameter in parameters))
                yield name, where
        yield "search for the words", address("search") + "?q=Zumrada"
        yield "search for the trainee", address("search") + "?q=ZONGO"
        yield "re-sit", self.sheet + "?lesson=2"
        yield (
            "blank of the other",
            address("teaching-blank", self.cohort.code, self.trainee.pk) + "?seat=2&round=2",
        )
        yield (
            "paper of the other",
            address("teaching-paper", self.cohort.code, self.trainee.pk) + "?round=2",
        )
        yield (
            "in English",
            address("teaching-sheet", self.cohort.code, self.trainee.pk, language="en"),
        )
        for page in ADMIN:
            yield f"admin/{page}", f"/admin/{page}"

    def posts(self):
        """What an attacker would send: each is answered, then undone."""
        sheet, code, pk = self.sheet, self.cohort.code, self.trainee.pk
        whole = {**dict.fromkeys(CRITERIA, "3"), "strengths": "x", "seen": ""}
        turn, paper = address("turn", code, pk), address("teaching-paper", code, pk)
        on_paper = {**whole, "seat": "2", "assessor": self.others[0].pk, "paper_reference": "x"}
        yield "autosave", sheet, {**whole, "draft": "1"}
        yield "autosave, other seat", sheet, {**whole, "draft": "1", "seat": "2"}
        yield "revise", sheet, {"revision_reason": "x", "keep": "1"}
        yield "half a sheet", sheet, {"level_C1": "3"}
        yield "re-sit", sheet + "?lesson=2", {**whole, "seat": "2"}
        yield "clock", sheet, {**whole, "draft": "1", "clock": "start"}
        yield "paper", paper, on_paper
        yield "paper, revised", paper + "?round=2", on_paper
        yield "become the observer", turn, {"first": "", "observer": self.watcher.pk}
        yield (
            "put another in",
            turn,
            {"first": self.watcher.pk, "second": self.team["registrar"].pk},
        )
        yield "annul", address("annul-lesson", code, pk), {"reason": "x"}
        yield "plan", address("turns", code), {"date": "2016-02-10"}
        yield "mark on paper", address("paper-marks", code, "MT"), {f"value-{pk}": "12"}
        yield "freeze", address("freeze-cohort", code), {}

    def seen(self):
        """All that the watcher and the trainee get now."""
        found = {name: trace(self.browser, where) for name, where in self.addresses()}
        for name, where, sent in self.posts():
            found[f"POST {name}"] = undone(self.browser, where, sent)
            if "draft" in sent:
                answer = undone(self.browser, where, sent, Accept="application/json")
                found[f"POST {name} by script"] = answer
        # The whole sheet: where it leads to may differ, since both are in then.
        whole = {**dict.fromkeys(CRITERIA, "3"), "seat": "2"}
        found["POST submit"] = undone(self.browser, self.sheet, whole, hops=1)
        for name in OWN_PAGES:
            found[f"trainee {name}"] = trace(self.own_browser, address(name))
        return found


@pytest.fixture
def ground(monkeypatch):
    # Pages that tell the time tell the same one.
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    grant_editing()
    make_rubric()
    cohort = running_cohort()
    tie_default_rules(cohort)
    open_quiz(cohort)
    return cohort


@pytest.mark.parametrize(("own", "seat"), [("draft", "first"), ("absent", "observer")])
def test_before_the_own_sheet_is_in(ground, own, seat):
    room = Room(ground, seat)
    if own == "draft":
        room.draft(room.watcher)
    room.seen()  # what is read once and kept is not asked for again
    before = room.seen()
    for person in room.others:
        room.draft(person)
    assert differences(before, room.seen()) == ""
    # One of the two blind sheets, and the reserve where somebody else holds it.
    submitted = [room.others[0]] if seat == "observer" else room.others
    for person in submitted:
        room.fill_in(person)
    assert TeachingSheet.objects.filter(submitted_at__isnull=False).count() == len(submitted)
    assert differences(before, room.seen()) == ""


def test_after_the_own_sheet_until_the_other_is_in(ground):
    """The lead may then know whose sheet is in; of a draft, and of the levels of a sealed reserve
    sheet, nobody knows anything."""
    room = Room(ground, "first")
    room.fill_in(room.watcher)
    room.seen()
    before = room.seen()
    for person in room.others:
        room.draft(person)
    assert differences(before, room.seen()) == ""
    seen = []
    for level in ("0", "4"):
        with transaction.atomic():
            room.fill_in(room.reserve, level, knock_out_facts="Zumrada")
            seen.append(room.seen())
            transaction.set_rollback(True)
    assert differences(*seen) == ""


@pytest.mark.parametrize("roles", [EVERY_ROLE, ("assessor",)], ids=["every role", "assessor"])
def test_in_conciliation_until_the_own_revision_is_in(ground, roles):
    """The first sheets lie open then, the revisions do not: no level and no reason of the other's.
    The lead may know that it is in, an assessor not even that; of a draft nobody knows anything."""
    room = Room(ground, "first", roles)
    for person, level in zip((room.watcher, *room.others), "132", strict=True):
        room.fill_in(person, level)
    other = room.others[0]
    room.seen()
    before = room.seen()
    with transaction.atomic():
        room.fill_in(other, "1", draft="1", reason_C1="Zumrada")
        assert differences(before, room.seen()) == ""
        transaction.set_rollback(True)
    seen = [before] if roles != EVERY_ROLE else []
    for level in ("1", "4"):
        with transaction.atomic():
            reasons = {f"reason_C{number}": f"Zumrada {level}" for number in range(1, 9)}
            room.fill_in(other, level, **reasons)
            assert TeachingSheet.objects.get(round=2).submitted_at is not None
            seen.append(room.seen())
            transaction.set_rollback(True)
    for one in seen[1:]:
        assert differences(seen[0], one) == ""
