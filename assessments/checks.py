"""What an operator should know before the site serves: the keys of files of answers. Production
only; the demo makes its own."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from assessments.answerkeyring import AnswerKeyProblem, answer_keys, key_files


@register()
def check_answer_keys(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """W001: no key. W002: a key that others may read. E001: a key file that is damaged."""
    if not settings.PRODUCTION:
        return []
    try:
        keys = answer_keys()
    except AnswerKeyProblem as problem:
        return [Error(str(problem), hint="Restore RELAIS_KEYS.", id="assessments.E001")]
    if not keys:
        return [
            Warning(
                "There is no key for files of answers: a phone that loses the network for good in"
                " an exam cannot hand its answers over.",
                hint=f"manage.py answer_keys --make (RELAIS_KEYS is {settings.KEYS_DIR})",
                id="assessments.W001",
            )
        ]
    return [
        Warning(
            f"{path} holds a secret key and can be read by others than its owner.",
            hint=f"chmod 600 {path}",
            id="assessments.W002",
        )
        for path in key_files()
        if path.stat().st_mode & 0o077
    ]
