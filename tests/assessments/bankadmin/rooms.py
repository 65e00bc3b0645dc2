"""The bank's admin in tests: people who may enter it, and a few questions."""

from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import User
from assessments.models import Question
from tests.assessments.bank.drafts import draft, published
from tests.factories.courses import make_course
from tests.factories.people import make_user

WITH_ADMIN = ("editor", "lead", "registrar", "technical")


def staff(role: str, language: str = "en") -> User:
    """Somebody with this role; those of Wagtail's admin with access to it."""
    user = make_user(f"KONÉ {role}", roles=(role,), username=role, language=language)
    if role in WITH_ADMIN:
        access = Permission.objects.get(codename="access_admin")
        user.groups.get(name=role).permissions.add(access)
    return user


def enter(role: str, language: str = "en") -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(staff(role, language))
    return client


def question(key: str = "Q-1", *, module: str = "M01", state: str = "published") -> Question:
    """A single choice in both languages: "published", "draft", or "empty" without a version."""
    course = make_course()
    found = Question.objects.create(
        key=key, kind="single", module=course.modules.get(code=module), name=f"Nom {key}"
    )
    if state == "published":
        published(found)
    elif state == "draft":
        draft(found)
    return found
