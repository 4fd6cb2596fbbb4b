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
    data = profiles.get("data")
    rows = data.rows if data else 0
    base = bases.find(bases.ENGLISH if params.base == bases.AUTO else params.base)
    size = base.bytes if base else 100 * 1024**2
    if base and base.id == bases.MULTILINGUAL:
        size = int(size * UNPACKED)
    # Weights, gradient, two moments, kept, saved.
    copies = {"full": 6, "few_shot": 4}.get(params.method, 2)
    rounds = {"probe": 0, "few_shot": ROUNDS}.get(params.method, 1)
    reading = rows / ROWS_A_SECOND * (0.35 + rounds * params.epochs)
    return Resources(
        device="gpu optional" if rows > GPU_ROWS else "cpu",
        memory_bytes=LIBRARIES_BYTES + copies * size + rows * 4096,
        threads=2,
        seconds=10 + reading * max(1.0, size / 90e6),
    )
