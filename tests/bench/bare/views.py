"""The yardstick of saved answers: a view that reads the same JSON and writes one row.

It asks nobody who they are, locks nothing and knows no rule: Django, the database and the disk.
"""

import json
import uuid

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from tests.bench.bare.models import BareRow


@require_POST
def write_row(request: HttpRequest, attempt: uuid.UUID) -> JsonResponse:
    """Store one row durably and say so."""
    sent = json.loads(request.body)
    BareRow.objects.create(
        client_id=sent["client_id"],
        attempt=attempt,
        sequence=sent["sequence"],
        position=sent["position"],
        response=sent["values"],
        received_at=timezone.now(),
    )
    return JsonResponse({"saved": True})
