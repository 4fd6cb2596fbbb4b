"""The model hub: the one place that asks it. Only called by an administrator's command."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

from apps.core.messages import Message, msg

HOME = "https://huggingface.co"
# A model's own folder; what lies below it belongs to other libraries. No pickles, no code.
WANTED = [
    "*.safetensors", "*.json", "*.txt", "*.model", "*.jinja", "README.md", "LICENSE*", "LICENCE*",
    "NOTICE*",
]  # fmt: skip
BELOW = ["*/*"]
OUR_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS}


class HubRefused(Exception):
    """The hub gave nothing. ``message`` says why, for a person."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def address() -> str:
    """The hub, or the mirror that ``HF_ENDPOINT`` names."""
    return os.environ.get("HF_ENDPOINT", "").rstrip("/") or HOME


def fetch(name: str, revision: str, target: Path) -> str:
    """Download a model into ``target`` and return the revision's full name.

    Raises :class:`HubRefused`; ``OSError`` where the files cannot be written.
    """
    try:
        # Comes with transformers, so with the models extra.
        import huggingface_hub as hub
        from huggingface_hub import errors
    except ImportError:
        raise HubRefused(
            msg("The models extra is not installed here, so the hub cannot be asked.")
        ) from None
    try:
        return _fetched(hub, name, revision, target)
    except (errors.HTTPError, OSError, ValueError) as error:
        if getattr(error, "errno", None) in OUR_DISK:
            raise
        raise HubRefused(_said(errors, error, name, revision)) from error


def _fetched(hub: Any, name: str, revision: str, target: Path) -> str:
    found = hub.HfApi(endpoint=address()).model_info(name, revision=revision or None)
    full = str(found.sha)  # so that a branch that moves meanwhile changes nothing
    hub.snapshot_download(
        name,
        revision=full,
        local_dir=target,
        endpoint=address(),
        allow_patterns=WANTED,
        ignore_patterns=BELOW,
    )
    return full


def _said(errors: Any, error: Exception, name: str, revision: str) -> Message:
    if isinstance(error, errors.HFValidationError):
        return msg("'{name}' is no name of a model on the hub, such as 'org/name'.", name=name)
    if isinstance(error, errors.GatedRepoError):
        return msg(
            "'{name}' is given only to those who agreed to its terms: set HF_TOKEN to a token of"
            " somebody who did.",
            name=name,
        )
    if isinstance(error, errors.RevisionNotFoundError):
        return msg("'{name}' has no revision '{revision}'.", name=name, revision=revision)
    if isinstance(error, errors.RepositoryNotFoundError):
        return msg("The hub has no model '{name}' that can be read from here.", name=name)
    # Whatever else: no network, a proxy that refuses, a broken connection, an answer of 500.
    return msg(
        "The hub ({address}) cannot be reached: copy the model's folder to this machine and add it"
        " by its path.",
        address=address(),
    )
