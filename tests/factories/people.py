"""People of the tests, all fictional."""

from django.contrib.auth.models import Group

from accounts.models import User


def make_user(name: str = "TRAORÉ Aminata", *, roles: tuple[str, ...] = (), **fields) -> User:
    """A person with the given roles; a password only where one is passed."""
    user = User.objects.create_user(printed_name=name, **fields)
    for role in roles:
        group, _ = Group.objects.get_or_create(name=role)
        user.groups.add(group)
    return user
