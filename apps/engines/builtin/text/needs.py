"""What a training run needs, from the size of its table and base model. Imports nothing heavy.

Memory is what the child's largest moment holds, and is measured against that by ``bench_child``:
libraries, the base model and its tokenizer, what is learned with gradients, moments and the best
copy, what the layers keep of a batch, and the rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from math import sqrt
from pathlib import Path

from apps.engines.builtin.text import bases, shapes
from apps.engines.builtin.text.params import ROUNDS, TextParams
from apps.engines.builtin.text.shapes import Shape
from apps.engines.contract import InputProfile, Resources

MODULES = ("torch", "transformers", "safetensors", "peft", "sklearn", "datasketch")
IMPORTS = ("apps.engines.builtin.text.ready",)
GPU_ROWS = 2_000  # below this a graphics processor has nothing to gain
FOREIGN = 0.1  # share of an example's letters outside ASCII, from which on it is not English
ROWS_A_SECOND = 40.0  # one core, MiniLM, texts of ordinary length

MB = 1024**2
NUMBER = 4  # bytes of a float32
# Resident, with everything imported that a training imports (torch, transformers, scikit-learn,
# polars, Arrow) and a model without size read and trained: measured.
LIBRARIES_BYTES = 590 * MB
CONTEXT_BYTES = 600 * MB  # of CUDA and its libraries on the device
LEARNING_BYTES = 40 * MB  # threads of the backward pass, TensorBoard's writer
ADDITIONS_BYTES = 160 * MB  # PEFT, and what its layers hold for a moment
WORD_BYTES = 1_200  # of a tokenizer, for each entry of its vocabulary
# Weights are mapped from their file, and a table of words that learns nothing comes into memory
# only where words occur, 64 kB at once: as much of E5's 384 MB after a thousand short texts.
TABLE_BYTES = 75 * MB
LEARNING_COPIES = 4  # of what learns, besides the weights: gradient, two moments, the best so far
# Different words among n tokens: about c · n^b (Heaps 1978). Of Banking77 2.6 · n^0.57, in English
# pieces of words as in multilingual ones; texts of more than one field have more.
DIFFERENT, DIFFERENT_POWER = 5.0, 0.57
# The share of what layers keep that a method needs: frozen layers below the first that learns keep
# nothing, and those between additions keep no inputs. Measured by what autograd saves.
KEPT_SHARE = {"adapter": 0.6, "prefix": 0.75, "few_shot": 0.5}
WORKING = 1.3  # times that: gradients of a layer on their way, and gaps between blocks
# In bfloat16 on a CPU, oneDNN compiles its products anew for each shape of a batch and keeps them:
# 46 to 59 MB after 5 shapes, 104 to 151 after 20, 205 to 280 after 99 (hidden sizes 32 and 384).
# Lengths are few, so shapes recur.
READ_ROWS = 64  # of a batch that is only read, as in ``probe``
SHAPE_BYTES, MOST_SHAPES = 26 * MB, 150
BYTES_A_TOKEN = 4.2  # of UTF-8, in English as in Chinese
TEXTS = ("text", "first", "second", "prompt", "answer")  # roles of what is read
USUAL_LENGTH = 80.0  # bytes of a text, where the column does not say
# Of each row, besides its text: Python's objects for it (text, label, place, hash), and for each of
# its tokens a number in a list.
ROW_BYTES, TOKEN_BYTES, COPIES_OF_TEXT = 900, 40, 3
COMPARED_ROWS, SKETCH_BYTES = 20_000, 5_000  # MinHash of rows of the learning part
# Another process of a team, with torch, transformers and what a training step needs, but no model:
# measured on a processor.
FOLLOWER_BYTES = 350 * MB
ALONE = ("probe", "few_shot")  # methods that one process trains
FEATURES = 3  # copies of the pooled values: as read, scaled, and what the last layer is fitted to


def resources(params: TextParams, profiles: Mapping[str, InputProfile]) -> Resources:
    """Memory, device and seconds on one core."""
    rows, shape = _rows(profiles), shapes.of(_base(params.base, profiles))
    rounds = {"probe": 0, "few_shot": ROUNDS}.get(params.method, 1)
    reading = rows / ROWS_A_SECOND * (0.35 + rounds * params.epochs)
    return Resources(
        device="gpu optional" if rows > GPU_ROWS else "cpu",
        memory_bytes=int(memory(params, shape, profiles)),
        device_memory_bytes=int(on_device(params, shape, profiles)),
        host_memory_bytes=int(on_host(params, shape, profiles)),
        follower_memory_bytes=int(following(params, shape, profiles)),
        least_memory_bytes=int(memory(sparing(params), shape, profiles)),
        least_device_memory_bytes=int(on_device(by_row(params), shape, profiles)),
        threads=2,
        seconds=10 + reading * max(1.0, shape.parameters * NUMBER / 90e6),
    )


def sparing(params: TextParams) -> TextParams:
    """As a run computes that turns gradient checkpointing on by itself."""
    if params.checkpointing != "auto" or params.method == "prefix":
        return params
    return params.model_copy(update={"checkpointing": "on"})


def by_row(params: TextParams) -> TextParams:
    """The same where a graphics processor ran out of memory again and again: row by row."""
    return sparing(params).model_copy(update={"batch_size": 1})


def reading(base: str, profiles: Mapping[str, InputProfile]) -> Resources:
    """The same for a run that only reads."""
    rows, shape = _rows(profiles), shapes.of(_base(base, profiles))
    size = shape.parameters * NUMBER
    return Resources(
        device="gpu optional" if rows > GPU_ROWS else "cpu",
        memory_bytes=LIBRARIES_BYTES + 2 * size + rows * 8192,
        threads=2,
        seconds=10 + rows / ROWS_A_SECOND * 0.35 * max(1.0, size / 90e6),
    )


def memory(params: TextParams, shape: Shape, profiles: Mapping[str, InputProfile]) -> float:
    """Bytes of the largest moment of a training on the processor."""
    rows, tokens = _rows(profiles), usual_tokens(params, profiles)
    kept = held(params, shape, profiles)
    half = params.precision == "bf16" or (params.precision == "auto" and _multiplies_half())
    if params.method == "probe":
        compiled = _compiled(rows / READ_ROWS) / 2 if half else 0.0  # for one way through
        return kept + compiled + _read(shape, READ_ROWS, tokens, half=half)
    return kept + _learning(params, shape, rows, tokens, half=half)


def held(params: TextParams, shape: Shape, profiles: Mapping[str, InputProfile]) -> float:
    """What a run holds of main memory wherever it computes: libraries, model and rows. Those of
    CUDA are not counted for want of a measurement.
    """
    rows, length = _rows(profiles), _length(profiles)
    tokens = usual_tokens(params, profiles)
    table = NUMBER * shape.embedded
    total = LIBRARIES_BYTES + shape.words * WORD_BYTES + float(NUMBER * shape.parameters)
    total -= 0 if params.method == "full" and shape.writes else max(0, table - TABLE_BYTES)
    total += rows * (ROW_BYTES + COPIES_OF_TEXT * length + TOKEN_BYTES * tokens)
    total += rows * FEATURES * shape.hidden * NUMBER
    # The model that serves is asked the test rows in the same process.
    total += NUMBER * shape.parameters if "serving" in profiles else 0
    return total + min(rows, COMPARED_ROWS) * SKETCH_BYTES


def on_host(params: TextParams, shape: Shape, profiles: Mapping[str, InputProfile]) -> float:
    """Main memory of a run that computes on a graphics processor: the best weights so far are kept
    there, too. Of a run on several it is the first process, which alone judges.
    """
    tokens = _rows(profiles) * usual_tokens(params, profiles)
    best = NUMBER * learning(params, shape, tokens)
    return held(params, shape, profiles) + best


def following(params: TextParams, shape: Shape, profiles: Mapping[str, InputProfile]) -> float:
    """Main memory of each further process of a training on several graphics processors
    (:mod:`.team`): libraries, the model on its way to the device, and the numbers of the tokens to
    learn from. 0 for methods that train on one.
    """
    if params.method in ALONE:
        return 0.0
    learned = _rows(profiles) * (1 - params.test_share)
    tokens = usual_tokens(params, profiles)
    added = 0 if params.method == "full" else ADDITIONS_BYTES
    weights = NUMBER * shape.parameters
    return FOLLOWER_BYTES + added + weights + learned * TOKEN_BYTES * tokens


def on_device(params: TextParams, shape: Shape, profiles: Mapping[str, InputProfile]) -> float:
    """What a graphics processor holds: not measured for want of one, so by the same counting. The
    best weights so far are kept beside it.
    """
    tokens = usual_tokens(params, profiles)
    half = params.precision != "fp32"
    kept = WORKING * activations(shape, params.batch_size, tokens, half=half, eager=False)
    if params.checkpointing == "on":
        kept /= shape.layers
    learned = learning(params, shape, _rows(profiles) * tokens) * NUMBER * (LEARNING_COPIES - 1)
    return CONTEXT_BYTES + NUMBER * shape.parameters + learned + kept


def _learning(params: TextParams, shape: Shape, rows: int, tokens: float, *, half: bool) -> float:
    """What training adds to the model and the rows."""
    kept = activations(shape, params.batch_size, tokens, half=half, eager=half)
    if params.checkpointing == "on":
        kept = kept / shape.layers + params.batch_size * tokens * shape.layers * shape.hidden * 4
    kept *= WORKING * KEPT_SHARE.get(params.method, 1.0)
    steps = rows * (1 - params.test_share) / params.batch_size * params.epochs
    compiled = _compiled(steps) if half else 0.0
    learned = learning(params, shape, rows * tokens) * NUMBER * LEARNING_COPIES
    added = 0 if params.method in {"full", "few_shot"} else ADDITIONS_BYTES
    return LEARNING_BYTES + kept + compiled + learned + added


def _compiled(batches: float) -> float:
    """What products compiled for the shapes of so many batches take."""
    return SHAPE_BYTES * sqrt(min(batches, MOST_SHAPES))


def learning(params: TextParams, shape: Shape, tokens: float) -> int:
    """How many numbers learn, about, of so many ``tokens`` to learn from."""
    inside, rank = shape.parameters - shape.embedded, params.rank
    width = 4 * 2 * shape.hidden + 2 * (shape.hidden + shape.feed)  # both sides of the six products
    return {
        "full": inside + _table(shape, tokens),
        "few_shot": inside // 2,
        "lora": shape.layers * rank * width,
        "adalora": shape.layers * rank * width * 3 // 2,
        "adapter": shape.layers * 4 * shape.hidden * (shape.hidden // rank),
        "prefix": 40 * shape.layers * shape.hidden,
    }.get(params.method, 0)


def _table(shape: Shape, tokens: float) -> int:
    """How many numbers of the table of words learn: see ``vocabulary``."""
    if shape.writes or not shape.words:
        return shape.embedded
    occurring = min(shape.words, int(DIFFERENT * tokens**DIFFERENT_POWER))
    return shape.embedded // shape.words * occurring


def activations(shape: Shape, rows: int, tokens: float, *, half: bool, eager: bool) -> float:
    """Bytes that the layers keep of a batch for its gradient: ``rows`` texts of so many ``tokens``.

    Of each token and layer, in float32: the inputs of six products and two normalisations, queries,
    keys, values and what attention says (9 × hidden), before and after the activation (2 × feed).
    In bfloat16 products keep half as much, and their weights as they were multiplied. ``eager``
    attention keeps its chances, too: of each head and pair of tokens one number in either form.
    Counted by what autograd saves of a BERT without dropout; a test holds it to that.
    """
    inner = shape.feed * (2 if shape.gated else 1)
    if half:
        each = 26 * shape.hidden + 4 * inner
        weights = 2 * (shape.parameters - shape.embedded)
    else:
        each, weights = 36 * shape.hidden + 8 * inner, 0
    chances = (6 if half else 8) * shape.heads * tokens if eager else 4 * tokens
    return rows * tokens * shape.layers * (each + chances) + weights


def _read(shape: Shape, rows: int, tokens: float, *, half: bool) -> float:
    """What reading a batch takes: one layer at a time, and the weights as they are multiplied."""
    return 2 * activations(shape, rows, tokens, half=half, eager=half) / shape.layers


@cache
def _multiplies_half() -> bool:
    """Whether this machine's processor multiplies bfloat16, as ``device.multiplies_half`` asks
    torch; a worker's is taken to be the same.
    """
    try:
        known = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return False
    return re.search(r"\b(amx_tile|avx512_bf16)\b", known) is not None


def _rows(profiles: Mapping[str, InputProfile]) -> int:
    data = profiles.get("data")
    return data.rows if data else 0


def usual_tokens(params: TextParams, profiles: Mapping[str, InputProfile], *roles: str) -> float:
    """Tokens of a row, about, and the two around them; of these ``roles``, or of all texts."""
    return min(params.max_tokens, 2 + _length(profiles, roles or TEXTS) / BYTES_A_TOKEN)


def _length(profiles: Mapping[str, InputProfile], roles: Sequence[str] = TEXTS) -> float:
    """Bytes of the texts of a row."""
    data = profiles.get("data")
    if data is None:
        return USUAL_LENGTH
    named = [name for role in roles for name in data.roles.get(role, [])]
    known = [column.length for column in map(data.column, named) if column and column.length]
    return sum(known) or USUAL_LENGTH


def _base(base: str, profiles: Mapping[str, InputProfile]) -> bases.Base | None:
    """The base model, as ``run.chosen_base`` will choose it; the texts are not read for that."""
    if base != bases.AUTO:
        return bases.find(base)
    other = bases.find(bases.MULTILINGUAL) if _is_foreign(profiles) else None
    return other or bases.find(bases.ENGLISH)


def _is_foreign(profiles: Mapping[str, InputProfile]) -> bool:
    """Whether the examples that columns of texts have are surely not English."""
    data = profiles.get("data")
    named = [name for role in TEXTS for name in data.roles.get(role, [])] if data else []
    known = [column.example for column in map(data.column, named) if column] if data else []
    letters = [sign for sign in "".join(known) if sign.isalpha()]
    return sum(not sign.isascii() for sign in letters) > FOREIGN * len(letters)
