"""Imports all that a training will have imported by its end: see ``Engine.imports``.

transformers brings half of it (torch's compiler, accelerate, scipy) the moment a model is loaded.
"""

import polars
import pyarrow.parquet
import sklearn.linear_model
import torch.optim
import transformers.models.bert.modeling_bert

from apps.engines.builtin.text import runner

__all__ = ["polars", "pyarrow", "runner", "sklearn", "torch", "transformers"]
