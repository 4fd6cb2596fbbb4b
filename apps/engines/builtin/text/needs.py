"""What a training run needs, from the size of its table and base model. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping

from apps.engines.builtin.text import bases
from apps.engines.builtin.text.params import ROUNDS, TextParams
from apps.engines.contract import InputProfile, Resources

MODULES = ("torch", "transformers", "safetensors", "peft", "sklearn", "datasketch")
GPU_ROWS = 2_000  # below this a graphics processor has nothing to gain
LIBRARIES_BYTES = 900 * 1024**2
ROWS_A_SECOND = 40.0  # one core, MiniLM, texts of ordinary length
UNPACKED = 6.6  # what a base model packed with four bits grows to


def resources(params: TextParams, profiles: Mapping[str, InputProfile]) -> Resources:
    """Memory, device and seconds on one core."""
    rows, size = _rows(profiles), _size(params.base)
    # Weights, gradient, two moments, kept, saved.
    copies = {"full": 6, "few_shot": 4}.get(params.method, 2)
    copies += "serving" in profiles  # asked the test rows in the same process
    rounds = {"probe": 0, "few_shot": ROUNDS}.get(params.method, 1)
    reading = rows / ROWS_A_SECOND * (0.35 + rounds * params.epochs)
    return Resources(
        device="gpu optional" if rows > GPU_ROWS else "cpu",
        memory_bytes=LIBRARIES_BYTES + copies * size + rows * 4096,
        threads=2,
        seconds=10 + reading * max(1.0, size / 90e6),
    )


def reading(base: str, profiles: Mapping[str, InputProfile]) -> Resources:
    """The same for a run that only reads."""
    rows, size = _rows(profiles), _size(base)
    return Resources(
        device="gpu optional" if rows > GPU_ROWS else "cpu",
        memory_bytes=LIBRARIES_BYTES + 2 * size + rows * 8192,
        threads=2,
        seconds=10 + rows / ROWS_A_SECOND * 0.35 * max(1.0, size / 90e6),
    )


def _rows(profiles: Mapping[str, InputProfile]) -> int:
    data = profiles.get("data")
    return data.rows if data else 0


def _size(base: str) -> int:
    """Bytes of a base model in memory."""
    found = bases.find(bases.ENGLISH if base == bases.AUTO else base)
    size = found.bytes if found else 100 * 1024**2
    return int(size * UNPACKED) if found and found.id == bases.MULTILINGUAL else size
