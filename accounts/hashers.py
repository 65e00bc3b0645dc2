"""How passwords and PINs are hashed: argon2id, sized for a small machine."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class SmallArgon2(Argon2PasswordHasher):
    """OWASP's first recommendation for argon2id: 19 MiB, two passes, one lane.

    Django's own sizing takes 100 MiB a check: thirty trainees who sign in at eight o'clock would
    need more memory than the whole installation has (docs/decisions/0010-cards.md). Hashes made
    with other sizes stay valid and are renewed at the next sign-in.
    """

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1
