"""``manage.py model_signers list|trust|distrust``: whose bundles of models are taken unasked."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.modelhub.bundles import keys
from apps.modelhub.models import TrustedSigner
from apps.projects.domain.errors import Refused


class Command(BaseCommand):
    help = "List, trust and distrust installations whose bundles of models are imported."

    def add_arguments(self, parser: ArgumentParser) -> None:
        do = parser.add_subparsers(dest="do", required=True)
        do.add_parser("list", help="this installation's own key, and those that are trusted")
        trust = do.add_parser("trust", help="take bundles that a key has signed without asking")
        trust.add_argument("name", help="whose key it is")
        trust.add_argument("key", help="the public key in base64, as the other installation shows")
        distrust = do.add_parser("distrust", help="ask an owner again")
        distrust.add_argument("name")

    def handle(self, *_args: Any, do: str, **options: Any) -> None:
        if do == "list":
            own = keys.public_key()
            self.stdout.write(f"This installation: {own} ({keys.fingerprint(own)})")
            for signer in TrustedSigner.objects.all():
                print_ = keys.fingerprint(signer.public_key)
                self.stdout.write(f"{signer.name}: {signer.public_key} ({print_})")
        elif do == "trust":
            try:
                signer = keys.trust(options["name"], options["key"])
            except Refused as refused:
                raise CommandError(str(refused)) from refused
            self.stdout.write(f"Trusted: {signer.name} ({keys.fingerprint(signer.public_key)})")
        elif not keys.distrust(options["name"]):
            raise CommandError(f"There is no trusted signer '{options['name']}'.")
