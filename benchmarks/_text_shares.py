"""Where the time of a training step goes, by kinds of operations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

WARM, WATCHED = 15, 30  # steps before, and steps that are watched
KINDS = {
    "matrix products": ("mm", "bmm", "addmm", "baddbmm", "mkldnn_linear", "linear", "matmul"),
    "conversions and copies": ("copy_", "_to_copy", "clone", "contiguous", "cat", "fill_", "zero_"),
    "normalisation": ("native_layer_norm", "native_layer_norm_backward"),
    "activation": ("gelu", "gelu_backward", "tanh", "tanh_backward"),
    "attention's chances": ("_softmax", "_softmax_backward_data", "masked_fill", "div", "where"),
    "table of words": (
        "embedding", "embedding_dense_backward", "index_select", "index", "index_put_",
    ),
    "AdamW": ("_fused_adamw_",),
    "length of the gradient": ("linalg_vector_norm", "_foreach_norm", "_foreach_mul_", "norm"),
    "sums and scaling": ("add", "add_", "mul", "mul_", "sum", "sub", "mean"),
}  # fmt: skip


def watch(trainer: Any) -> Callable[[], dict[str, float]]:
    """Have a ``Trainer`` class watched for some steps; what it answers are shares of their time."""
    from torch.profiler import ProfilerActivity, profile

    watching = profile(activities=[ProfilerActivity.CPU])
    step, count = trainer._step, 0

    def stepped(self: Any, *arguments: Any) -> float:
        nonlocal count
        count += 1
        if count == WARM:
            watching.start()
        found: float = step(self, *arguments)
        if count == WARM + WATCHED:
            watching.stop()
        return found

    trainer._step = stepped
    return lambda: shares(watching.key_averages())


def shares(found: Any) -> dict[str, float]:
    """The share of each kind in the processor time of all operations themselves."""
    known = {f"aten::{name}": kind for kind, names in KINDS.items() for name in names}
    times: Counter[str] = Counter()
    for one in found:
        times[known.get(one.key, "the rest")] += one.self_cpu_time_total
    total = sum(times.values())
    return {kind: time / total for kind, time in times.most_common()}
