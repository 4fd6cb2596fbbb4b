"""Local copies of files in remote storage, for children to open. Pruned with other left-overs."""

from __future__ import annotations

import os
import shutil
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings

BLOCK = 1024 * 1024


def local_path(file: Any, key: Any, size: int, *, suffix: str = ".parquet") -> Path:
    """Where the stored ``file`` (a ``FieldFile`` of ``size`` bytes that never changes) can be
    opened: in place where storage is this machine's, else a copy named by ``key`` and ``suffix``.
    """
    try:
        return Path(file.path)
    except NotImplementedError:  # storage is remote
        return _copy(file, Path(settings.WORK_DIR) / "inputs" / f"{key}{suffix}", size)


def _copy(file: Any, target: Path, size: int) -> Path:
    """Written aside and renamed, so that no reader sees half."""
    if target.exists() and target.stat().st_size == size:
        os.utime(target)
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_suffix(f".{uuid.uuid4().hex}.part")
    try:
        with file.storage.open(str(file.name), "rb") as remote, aside.open("wb") as local:
            shutil.copyfileobj(remote, local, BLOCK)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    return target
