"""What a verifier fetches once and may keep: our public keys. No account, no session, no cookie."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from certificates.keyring import published_keys
from certificates.publishing import did_document, keys_document

View = Callable[..., HttpResponse]
HOUR = 3600


def open_to_all(*, seconds: int) -> Callable[[View], View]:
    """Readable by the pages of other sites, for verifiers run in browsers too; kept for a while."""

    def opened(view: View) -> View:
        @require_safe
        @cache_control(max_age=seconds, public=True)
        def answer(request: HttpRequest, *args: object, **values: object) -> HttpResponse:
            response = view(request, *args, **values)
            response.headers["Access-Control-Allow-Origin"] = "*"
            return response

        return answer

    return opened


@open_to_all(seconds=HOUR)
def keys(request: HttpRequest) -> HttpResponse:
    """/v/keys.json: every key that ever signed, with its dates."""
    return JsonResponse(keys_document(settings.PUBLIC_ADDRESS, published_keys()))


@open_to_all(seconds=HOUR)
def did(request: HttpRequest) -> HttpResponse:
    """/.well-known/did.json: the same keys, for readers of did:web."""
    document = did_document(settings.PUBLIC_ADDRESS, published_keys())
    return JsonResponse(document, content_type="application/did+json")
