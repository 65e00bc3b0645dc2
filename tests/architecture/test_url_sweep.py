"""Every URL × every persona: what a GET answers, and that it names nobody to an outsider.

A URL that is not in the table fails. Cells: a status; `card` and `staff` are redirects to the two
sign-in pages; `->` is a redirect elsewhere.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from assessments.attempting import start_attempt, submit_attempt
from assessments.models import Quiz
from certificates.models import Certificate
from cms.demo.building import build_demo
from cms.models import ModulePage
from courses.models import Enrolment
from tests.architecture.page_words import foreign_messages, words_of
from tests.architecture.url_expectations import EXPECTED
from tests.architecture.url_table import all_urls, read_table, write_table
from tests.personas import (
    ANONYMOUS,
    ASSESSOR,
    FACILITATOR,
    HISTORIC,
    LEAD,
    OTHER_TRAINEE,
    PERSONAS,
    REGISTRAR,
    RUNNING,
    TRAINEE,
    Persona,
    make_colleague_elsewhere,
)
