"""Makes the prepared cohort one of 24 on the morning of its last day; prints the wrong name.

Each trainee of the demo's data file stands three times, under other names. Open: the last half-day
for everybody, and three action plans. One name has a letter too few, and its holder signed it.

Run as `python -m tests.journeys.furnish_last_day`, in the environment of a site that is not served.
"""

import datetime

import django
from django.utils import timezone

TIMES = 3
OTHER_NAMES = ("", " Deuxième", " Troisième")

if __name__ == "__main__":
    django.setup()
    # Models can be imported only now.
    from django.db import transaction

    from assessments.models import Rubric
    from cms.demo.clearing import clear_demo
    from cms.demo.cohorts import build_cohort
    from cms.demo.jurying import compose_jury
    from cms.demo.people import upsert_team
    from cms.demo.proving import sign_on_paper
    from cms.demo.reading import read
    from courses.models import Edition
    from tests.personas import PREPARED

    data, listed = read("prepared"), read("people")
    named = {row["id"]: row for row in listed["prepared"]}
    trainees, people = [], {}
    for time in range(TIMES):
        for row in data["trainees"]:
            key = f"N{time}{row['id'][-1]}"
            trainees.append({**row, "id": key, "register": [*row["register"][:29], "U"]})
            person = named[row["id"]]
            name = person["printed_name"] + OTHER_NAMES[time]
            people[key] = {**person, "id": key, "printed_name": name}
    wrong = people[trainees[0]["id"]]
    wrong["printed_name"] = wrong["printed_name"][:-1]
    at = timezone.now() - datetime.timedelta(minutes=5)
    with transaction.atomic():
        clear_demo([PREPARED])
        team = upsert_team(listed["staff"])
        built = build_cohort(
            {**data, "trainees": trainees},
            people=people,
            team=team,
            edition=Edition.objects.get(),
            rubric=Rubric.objects.get(),
            at=at,
        )
        sign_on_paper(built, registrar=team["registrar"])
        compose_jury(built, team, by=team["registrar"], at=at)
    print(wrong["printed_name"])
