"""The smallest model that a trainer takes: quick to hand to another process."""

from types import SimpleNamespace

import numpy as np
import torch
from torch import nn

from apps.engines.builtin.text.device import Place
from apps.engines.builtin.text.encoder import TextModel
from apps.engines.builtin.text.objectives import SingleLabel
from apps.engines.builtin.text.params import ClassifyParams
from apps.engines.builtin.text.training import Examples, Trainer

WIDTH, WORDS, CLASSES = 8, 30, 3
CPU = Place(torch.device("cpu"), half=False)


class Encoder(nn.Module):
    """A table of words and one layer."""

    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(WORDS + 10, WIDTH)  # some occur in no text
        self.layer = nn.Linear(WIDTH, WIDTH)

    def get_input_embeddings(self):
        return self.words

    def set_input_embeddings(self, words):
        self.words = words

    def forward(self, input_ids, attention_mask):
        return SimpleNamespace(last_hidden_state=torch.tanh(self.layer(self.words(input_ids))))


def examples(rows=70, seed=1):
    draw = np.random.default_rng(seed)
    ids = [draw.integers(1, WORDS, draw.integers(2, 9)).tolist() for _ in range(rows)]
    targets = np.array([sum(row) % CLASSES for row in ids])
    return Examples(ids, targets, draw.uniform(0.5, 1.5, rows))


def trainer(ctx, **params):
    torch.manual_seed(5)
    chosen = {"epochs": 2, "batch_size": 8, "learning_rate": 1e-2, "patience": 0, **params}
    model = TextModel(Encoder(), WIDTH, CLASSES)
    return Trainer(ctx, ClassifyParams(**chosen), model, SingleLabel(CLASSES), CPU, 0)
