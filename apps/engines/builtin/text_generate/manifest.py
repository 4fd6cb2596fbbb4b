"""The manifest of ``text.generate``. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from apps.core.messages import mark
from apps.engines.builtin.text import needs
from apps.engines.builtin.text_generate import checks
from apps.engines.builtin.text_generate.params import GenerateParams
from apps.engines.contract import Engine, InputProfile, InputSlot, Issue, Resources


class TextGenerate(Engine):
    """A pretrained language model taught to answer prompts."""

    key = "text.generate"
    version = "1.0.0"
    label = mark("Text writer")
    question = mark("How would we answer this?")
    description = mark(
        "Learns from prompts with an answer each to write the answers to new ones, e.g. replies to"
        " customers or a product's text from its facts, and says how far it can be trusted."
    )
    kind = "text"
    Params = GenerateParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (checks.EXAMPLES,)
    runner = "apps.engines.builtin.text_generate.runner:Runner"
    requires = needs.MODULES
    extra = "models"
    supports_resume = True
    shares = True
    predicts = True
    sources = (
        "Radford et al. (2019), Language models are unsupervised multitask learners (GPT-2)",
        "Raffel et al. (2020), Exploring the limits of transfer learning (T5)",
        "Hu et al. (2021), LoRA",
        "Krell et al. (2021), Efficient sequence packing without cross-contamination",
        "Popović (2015), chrF: character n-gram F-score for automatic MT evaluation",
        "Rajpurkar et al. (2016), SQuAD: exact match and token F1",
        "Efron (1979), Bootstrap methods",
    )
    docs = (
        "A base model that writes texts is added by an administrator (`manage.py base_model add"
        " FOLDER`); none comes as a package. Models that go on from a prompt (GPT-2, GPT-NeoX,"
        " Llama, Mistral, Qwen 2 and 3) and models that read it first (T5, mT5, BART) can be used;"
        " everything learns, or LoRA's additions do.\n\n"
        "A prompt is put into the template that was given, else into the chat template of the"
        " base model, else it stands alone, with a line break behind it where the model goes on"
        " from it. Only the tokens of the answer and its end are learned; those of the prompt are"
        " read. On a graphics processor, or where packing is asked for, short examples share a row:"
        " positions start anew and no example attends to another. T5, mT5 and BART cannot keep them"
        " apart, and are padded. Rows"
        " with the same prompt count once, with the answer that most of them have.\n\n"
        "The epoch whose likelihood of the true answers is highest on the choosing rows is kept, or"
        " the base model as it was; so is the longest limit of an answer with which chrF is as"
        " high as with any. The test rows are read once: perplexity of the true answers on all of"
        " them, exact match, token F1 and chrF of the likeliest answers on as many as were asked"
        " for, each with a bootstrap interval, beside the base model as it was and beside the"
        " answer of the most similar prompt to learn from (TF-IDF of character n-grams).\n\n"
        "A prediction may say `decoding.max_new_tokens` and `decoding.temperature` in its row;"
        " otherwise the run's own limit and temperature hold. A prompt that leaves no room for an"
        " answer is not answered.\n\n"
        "Limits: nothing checks whether an answer is true; chrF and F1 compare words, not meaning;"
        " a model can repeat what stood in its data, personal data too."
    )

    def resources(self, params: GenerateParams, profiles: Mapping[str, InputProfile]) -> Resources:
        return checks.resources(params, profiles)

    def validate(self, params: GenerateParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return checks.check(params, profiles)


ENGINE = TextGenerate()
