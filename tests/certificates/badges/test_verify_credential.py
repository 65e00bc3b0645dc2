"""The command: a file in, four members out; a file that is not there is said plainly."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from certificates.archiving import Attachment
from certificates.rendering import render_certificate
from tests.certificates.badges.issued import badge, content, sign, status_entry, status_list
from tests.certificates.rendering.specimens import specimen


def asked(*arguments):
    out = StringIO()
    call_command("verify_credential", *map(str, arguments), "--json", stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def credential(tmp_path):
    file = tmp_path / "credential.json"
    file.write_bytes(content(sign(badge(credentialStatus=status_entry()))))
    return file


def test_four_members(credential):
    found = {"valid": True, "reasons": [], "signature": "valid", "status": "unknown"}
    assert asked(credential) == found


def test_a_list_that_was_downloaded_before(credential, tmp_path):
    listed = tmp_path / "list.json"
    listed.write_bytes(status_list(94567))
    found = asked(credential, "--status-list", listed)
    assert found == {
        "valid": False,
        "reasons": ["revoked"],
        "signature": "valid",
        "status": "revoked",
    }


def test_for_a_person(credential):
    out = StringIO()
    call_command("verify_credential", str(credential), stdout=out)
    assert out.getvalue().splitlines() == [
        "valid: yes",
        "reasons: -",
        "signature: valid",
        "status: unknown",
    ]


def test_a_person_is_told_when_only_the_file_says_whose_it_is(tmp_path):
    file = tmp_path / "credential.json"
    file.write_bytes(content(sign(badge(issuer="https://issuer.example"))))
    out = StringIO()
    call_command("verify_credential", str(file), stdout=out)
    assert out.getvalue().splitlines()[-1] == "notices: issuer-unconfirmed"
    assert set(asked(file)) == {"valid", "reasons", "signature", "status"}


def test_who_claims_our_address_is_judged_by_our_keys(tmp_path, settings):
    settings.PUBLIC_ADDRESS = "https://relais.example"
    file = tmp_path / "credential.json"
    file.write_bytes(content(sign(badge(issuer="https://relais.example/v"))))
    assert asked(file) == {
        "valid": False,
        "reasons": ["not-our-key"],
        "signature": "invalid",
        "status": "none",
    }


def test_attached_to_a_certificate(tmp_path):
    attached = Attachment(
        name="credential.json",
        media_type="application/ld+json",
        description="Open Badges 3.0",
        content=content(sign(badge())),
    )
    file = tmp_path / "certificate.pdf"
    file.write_bytes(render_certificate(specimen(), attachments=(attached,)))
    assert asked(file)["valid"] is True


@pytest.mark.parametrize(
    ("name", "reason"), [("nothing.json", "no-file"), (".", "file-not-readable")]
)
def test_no_file(tmp_path, name, reason):
    found = asked(tmp_path / name)
    assert (found.pop("valid"), found.pop("reasons")) == (False, [reason])
    assert set(found) == {"signature", "status"}


def test_a_list_that_is_none(credential, tmp_path):
    listed = tmp_path / "list.json"
    listed.write_bytes(b"{")
    with pytest.raises(CommandError, match="status list"):
        asked(credential, "--status-list", listed)
