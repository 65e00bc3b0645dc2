"""Gives the served demo an attempt in progress and a finished one; prints each URL's address.

Run as `python -m tests.journeys.furnish`, in the environment of a site that is not served yet.
"""

import json

import django
from django.utils import timezone

if __name__ == "__main__":
    django.setup()
    # Models can be imported only now.
    from tests.architecture.addresses import make_addresses

    addresses = make_addresses(at=timezone.now())
    found = {url: addresses.of(url, "fr") for url in addresses.parameters}
    print(json.dumps(found))
