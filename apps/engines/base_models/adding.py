"""Base models are added to the administrator's folder and taken out of it, whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from apps.core.messages import Message, msg
from apps.engines.base_models import card, hub, provenance, proving, reading
from apps.engines.base_models.provenance import HUB

ASIDE = ".adding-"
GONE = ".removing-"
STALE_SECONDS = 24 * 3600  # of a command that was killed
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
# Beside the weights. No pickles, no code: neither is ever needed.
PAPERS = (
    "*.json", "*.txt", "*.model", "*.jinja", "README.md", "LICENSE*", "LICENCE*", "NOTICE*",
)  # fmt: skip


class NotAdded(Exception):
    """Nothing was changed. ``reasons`` tell a person why."""

    def __init__(self, *reasons: Message) -> None:
        super().__init__(" ".join(map(str, reasons)))
        self.reasons = reasons


@dataclass(frozen=True)
class Added:
    """``proven`` says that the model was loaded once, which takes the models extra."""

    path: Path
    proven: bool


def add(source: str, root: Path, name: str = "") -> Added:
    """Add 'hub:NAME[@REVISION]' or a folder to ``root``. Raises :class:`NotAdded`."""
    name = name or _name_of(source)
    if not NAME.fullmatch(name):
        raise NotAdded(
            msg("'{name}' cannot be its name here: take letters, digits, '.', '_' and '-'.",
                name=name)
        )  # fmt: skip
    if (root / name).exists():
        raise NotAdded(_taken(name))
    try:
        with _aside(root) as aside:
            return _added(source, aside, root / name)
    except OSError as error:
        raise NotAdded(
            msg("The files cannot be written: {reason}.", reason=error.strerror or str(error))
        ) from error


def _name_of(source: str) -> str:
    """The last part of the path or of the hub's name."""
    if source.startswith(HUB):
        return source.removeprefix(HUB).partition("@")[0].rpartition("/")[2]
    return Path(source).resolve().name


def _added(source: str, aside: Path, target: Path) -> Added:
    ready = aside / "model"  # made by mkdir: others may read it, unlike the folder around it
    ready.mkdir()
    origin, revision = source, ""
    if source.startswith(HUB):
        named, _at, asked = source.removeprefix(HUB).partition("@")
        try:
            revision = hub.fetch(named, asked, aside / "hub")
        except hub.HubRefused as refused:
            raise NotAdded(refused.message) from refused
        origin = f"{HUB}{named}"
        _take(aside / "hub", ready, move=True)
    else:
        folder = Path(source).resolve()
        if not folder.is_dir():
            raise NotAdded(msg("There is no folder {path}.", path=str(folder)))
        origin = str(folder)
        _take(folder, ready, move=False)
    proven = _loads(ready)
    _write_down(ready, origin, revision)
    _put(ready, target)
    return Added(target, proven)


def _take(source: Path, ready: Path, *, move: bool) -> None:
    """Copy or move what is needed. A folder that cannot be used is refused before that."""
    _check(source)
    papers = {file.name for pattern in PAPERS for file in source.glob(pattern) if file.is_file()}
    names = sorted({*reading.weight_files(source), *papers} - {provenance.FILE})
    _check_links(source, names)
    for name in names:
        if move:
            shutil.move(source / name, ready / name)
        else:
            shutil.copyfile(source / name, ready / name)  # follows links, as caches have them
    _check(ready)  # what counts is what lies here now


def _check_links(folder: Path, names: list[str]) -> None:
    """Refuse a link out of the folder, which would show everybody a file that it points to.

    A snapshot in the hub's cache is made of links into the blobs beside it.
    """
    allowed = [folder]
    if folder.parent.name == "snapshots":
        allowed.append(folder.parent.parent / "blobs")
    for name in names:
        target = Path(os.path.realpath(folder / name))
        if not any(target.is_relative_to(place) for place in allowed):
            raise NotAdded(
                msg(
                    "Its {file} is a link that leads out of its folder: put the file itself there.",
                    file=name,
                )
            )


def _check(folder: Path) -> None:
    problems = reading.read(folder).problems
    if problems:
        raise NotAdded(*problems)


def _loads(folder: Path) -> bool:
    try:
        problem = proving.problem(folder)
    except ImportError:
        return False
    if problem:
        raise NotAdded(problem)
    return True


def _write_down(folder: Path, origin: str, revision: str) -> None:
    facts = provenance.Provenance(
        source=origin,
        revision=revision,
        added_at=datetime.now(UTC).isoformat(timespec="seconds"),
        licence=card.read(folder).licence,
        files=provenance.facts_of(folder),
    )
    provenance.write(folder, facts)


def _put(ready: Path, target: Path) -> None:
    """One step: whoever looks sees all of it or nothing."""
    try:
        ready.rename(target)
    except OSError as error:
        if target.exists():  # another command was faster
            raise NotAdded(_taken(target.name)) from error
        raise


def _taken(name: str) -> Message:
    return msg("There is a base model '{name}' already. Give the new one another name.", name=name)


@contextmanager
def _aside(root: Path) -> Iterator[Path]:
    """A folder beside the others, so that moving it into its place is one step."""
    root.mkdir(parents=True, exist_ok=True)
    _clear(root)
    aside = Path(tempfile.mkdtemp(prefix=ASIDE, dir=root))
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _clear(root: Path) -> None:
    """What commands that were killed have left."""
    for path in [*root.glob(f"{ASIDE}*"), *root.glob(f"{GONE}*")]:
        if _left_alone(path):
            shutil.rmtree(path, ignore_errors=True)


def _left_alone(folder: Path) -> bool:
    """Whether nothing in it has changed for long: a download goes on far inside of it."""
    since = time.time() - STALE_SECONDS
    try:
        return all(one.lstat().st_mtime < since for one in (folder, *folder.rglob("*")))
    except OSError:  # gone at this moment: somebody is at work there
        return False


def remove(path: Path) -> None:
    """Take a base model's folder away. It is gone at once; its files follow."""
    gone = Path(tempfile.mkdtemp(prefix=GONE, dir=path.parent))
    path.rename(gone / path.name)
    shutil.rmtree(gone, ignore_errors=True)
