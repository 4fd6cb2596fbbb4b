"""Administrators say whose bundles of models are taken unasked."""

import base64

import pytest
from django.urls import reverse

from apps.events.models import AuditEntry
from apps.modelhub.bundles import keys
from apps.modelhub.models import TrustedSigner
from tests.factories.modelhub import TrustedSignerFactory

pytestmark = pytest.mark.django_db
LIST = "admin:modelhub_trustedsigner_changelist"
KEY = base64.b64encode(bytes(range(32))).decode()


def add(panel, **values):
    sent = {"name": "Lepton in Lyon", "public_key": KEY, **values}
    return panel.post(reverse("admin:modelhub_trustedsigner_add"), sent, follow=True)


def test_a_key_is_trusted_and_shown_with_its_fingerprint(panel, boss):
    page = add(panel, public_key=f" {KEY[:20]}\n{KEY[20:]} ").content.decode()
    signer = TrustedSigner.objects.get()
    assert (signer.name, signer.public_key) == ("Lepton in Lyon", KEY)
    assert keys.signer_of(KEY) == "Lepton in Lyon"
    assert keys.fingerprint(KEY) in page
    assert keys.public_key() in page, "and this installation's own, to hand out"
    entry = AuditEntry.objects.get(kind="modelhub.signer.trusted")
    assert (entry.actor, entry.data["key"]) == (boss, keys.fingerprint(KEY))


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("no key", "32 bytes in base64"),
        (base64.b64encode(b"short").decode(), "32 bytes in base64"),
        (KEY, "trusted already: Lepton in Rome"),
        ("own", "trusted already: this installation"),
    ],
)
def test_what_is_no_new_key_is_refused_in_words(panel, key, said):
    TrustedSignerFactory(name="Lepton in Rome", public_key=KEY)
    shown = add(panel, public_key=keys.public_key() if key == "own" else key)
    assert said in shown.content.decode()
    assert TrustedSigner.objects.count() == 1


def test_trust_is_taken_back_after_a_question(panel, boss):
    signer = TrustedSignerFactory(name="Lepton in Rome")
    others = TrustedSignerFactory(name="Lepton in Rome")
    button = reverse("admin:modelhub_trustedsigner_distrust_one", args=[signer.pk])
    assert "Ask an owner again" in panel.get(button).content.decode()
    done = panel.post(button, follow=True)
    assert done.redirect_chain[-1][0] == reverse(LIST)
    assert "trusted no longer" in done.content.decode()
    assert TrustedSigner.objects.get() == others, "one key, not all of the name"
    entry = AuditEntry.objects.get(kind="modelhub.signer.distrusted")
    assert (entry.actor, entry.data["key"]) == (boss, keys.fingerprint(signer.public_key))


def test_rows_are_not_typed_into(panel):
    signer = TrustedSignerFactory()
    page = reverse("admin:modelhub_trustedsigner_change", args=[signer.pk])
    assert signer.public_key in panel.get(page).content.decode()
    assert panel.post(page, {"name": "Other"}).status_code == 403
    delete = reverse("admin:modelhub_trustedsigner_delete", args=[signer.pk])
    assert panel.post(delete, {"post": "yes"}).status_code == 403
