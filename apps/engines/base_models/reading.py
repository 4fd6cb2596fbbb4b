"""What a folder with a model is, and why it cannot be used where that is so.

Read from the configuration and the heads of the safetensors files; no weights are read, nothing of
the model is run, and nothing heavy is imported.
"""

from __future__ import annotations

import json
import math
import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from apps.core.messages import Message, msg
from apps.engines.base_models.architectures import KNOWN, WRITERS

CONFIG, TOKENIZER, TOKENIZER_CONFIG = "config.json", "tokenizer.json", "tokenizer_config.json"
WEIGHTS, INDEX = "model.safetensors", "model.safetensors.index.json"
# Other forms of weights. Most are pickles, which run whatever is in them when they are opened.
FOREIGN = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl", "*.h5", "*.msgpack", "*.onnx", "*.gguf")
OWN_CODE = "auto_map"  # the word by which a configuration names code that comes with the model
MOST_JSON = 16 * 1024**2
MOST_HEAD = 100_000_000  # what safetensors itself allows
MOST_DIMENSIONS = 64  # what torch can hold
# A part's name: neither a path, which would lead out of the folder, nor what no page can show.
PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# How many bits one number takes, by the word that safetensors has for its type.
BITS = {
    "F4": 4, "F6_E2M3": 6, "F6_E3M2": 6,
    **dict.fromkeys(("BOOL", "U8", "I8", "F8_E8M0"), 8),
    **dict.fromkeys(("F8_E4M3", "F8_E5M2", "F8_E4M3FNUZ", "F8_E5M2FNUZ"), 8),
    **dict.fromkeys(("U16", "I16", "F16", "BF16"), 16),
    **dict.fromkeys(("U32", "I32", "F32"), 32),
    **dict.fromkeys(("U64", "I64", "F64", "C64"), 64),
}  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """``weights`` are the files that hold them; usable is what has no ``problems``."""

    architecture: str = ""
    parameters: int | None = None
    weights: tuple[str, ...] = ()
    problems: tuple[Message, ...] = ()


class Unreadable(Exception):
    """A file is not what its name says. ``message`` tells a person."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def read(folder: Path) -> Reading:
    """The facts of a folder, whatever is in it."""
    try:
        return _read(folder)
    except OSError:  # e.g. not allowed in, or removed at this moment
        return Reading(problems=(msg("Its folder cannot be read."),))


def _read(folder: Path) -> Reading:
    architecture, problems = _configured(folder)
    weights: tuple[str, ...] = ()
    parameters: int | None = None
    try:
        weights = weight_files(folder)
        parameters = sum(_numbers(folder / name) for name in weights)
    except Unreadable as error:
        problems.append(error.message)
    problems += _tokenizer(folder)
    return Reading(architecture, parameters, weights, tuple(problems))


def _configured(folder: Path) -> tuple[str, list[Message]]:
    try:
        config = _object(folder / CONFIG)
    except Unreadable as error:
        return "", [error.message]
    kind = config.get("model_type")
    problems = [] if OWN_CODE not in config else [_asks_for_code(CONFIG)]
    if not isinstance(kind, str) or not kind or not kind.isprintable():
        return "", [*problems, msg("Its config.json does not say which kind of model it is.")]
    if kind not in KNOWN | WRITERS:
        problems.append(
            msg(
                "Models of the kind '{kind}' cannot be used here; these can: {kinds}.",
                kind=kind,
                kinds=sorted(KNOWN | WRITERS),
            )
        )
    return kind, problems


def _asks_for_code(file: str) -> Message:
    return msg("It wants to run code of its own ({file}), which is never allowed.", file=file)


def _tokenizer(folder: Path) -> Iterator[Message]:
    if not (folder / TOKENIZER).is_file():
        yield msg("It has no {file}.", file=TOKENIZER)
    if (folder / TOKENIZER_CONFIG).is_file():
        try:
            if OWN_CODE in _object(folder / TOKENIZER_CONFIG):
                yield _asks_for_code(TOKENIZER_CONFIG)
        except Unreadable as error:
            yield error.message


def weight_files(folder: Path) -> tuple[str, ...]:
    """The safetensors files that hold the weights. Raises :class:`Unreadable`."""
    if (folder / WEIGHTS).is_file():
        return (WEIGHTS,)
    if (folder / INDEX).is_file():
        return _parts(folder)
    foreign = sorted(file.name for pattern in FOREIGN for file in folder.glob(pattern))
    if foreign:
        raise _foreign(foreign[0])
    raise Unreadable(msg("It has no weights: {file} is missing.", file=WEIGHTS))


def _foreign(file: str) -> Unreadable:
    return Unreadable(
        msg(
            "Its weights are in {file}; only safetensors are accepted, which cannot run code.",
            file=file,
        )
    )


def _parts(folder: Path) -> tuple[str, ...]:
    named = _object(folder / INDEX).get("weight_map")
    names = sorted({str(name) for name in named.values()}) if isinstance(named, Mapping) else []
    if not names or not all(PART.fullmatch(name) for name in names):
        raise Unreadable(msg("Its {file} cannot be read.", file=INDEX))
    for name in names:
        if not name.endswith(".safetensors"):  # what is named otherwise is opened as a pickle
            raise _foreign(name)
        if not (folder / name).is_file():
            raise Unreadable(msg("It has no weights: {file} is missing.", file=name))
    return tuple(names)


def _numbers(file: Path) -> int:
    """How many numbers a safetensors file holds, buffers of whole numbers left out."""
    entries = tensors(file).values()
    return sum(math.prod(one["shape"]) for one in entries if one["dtype"].startswith(("F", "BF")))


def tensors(file: Path) -> dict[str, dict[str, Any]]:
    """Name → dtype, shape and offsets. Raises :class:`Unreadable` unless all of it is there."""
    try:
        found, whole = _head(file)
        sound = bool(found) and _fill(found, whole)
    except (struct.error, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        sound = False
    if not sound:
        raise Unreadable(msg("The weights in {file} are cut short or damaged.", file=file.name))
    return found


def _fill(found: Mapping[str, Mapping[str, Any]], whole: int) -> bool:
    """Whether the tensors lie one after the other to the end, each as long as its shape says."""
    place = 0
    for one in sorted(found.values(), key=lambda one: tuple(one["data_offsets"])):
        start, end = one["data_offsets"]
        shape = one["shape"]
        if start != place or not _plausible(shape, whole):
            return False
        if math.prod(shape) * BITS[one["dtype"]] != (end - start) * 8:
            return False
        place = end
    return place == whole


def _plausible(shape: object, whole: int) -> bool:
    """Before anything is multiplied: absurd numbers would take minutes."""
    if not isinstance(shape, list) or len(shape) > MOST_DIMENSIONS:
        return False
    return all(type(size) is int and 0 <= size <= 8 * whole for size in shape)


def _head(file: Path) -> tuple[dict[str, dict[str, Any]], int]:
    """What the head says of each tensor, and the bytes that follow it."""
    size = file.stat().st_size
    with file.open("rb") as stream:
        (length,) = struct.unpack("<Q", stream.read(8))
        if length > min(size - 8, MOST_HEAD):
            raise ValueError("a head that is longer than the file")
        head = json.loads(stream.read(length))
    named = {name: dict(one) for name, one in head.items() if name != "__metadata__"}
    return named, size - 8 - length


def _object(file: Path) -> dict[str, Any]:
    """A file's JSON object. Raises :class:`Unreadable`."""
    if not file.is_file():
        raise Unreadable(msg("It has no {file}.", file=file.name))
    try:
        with file.open("rb") as stream:
            found = json.loads(stream.read(MOST_JSON))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Unreadable(msg("Its {file} cannot be read.", file=file.name))
    return found
