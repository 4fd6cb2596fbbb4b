"""Slot, needs, and what can be told before anything runs. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from apps.core.messages import mark, msg
from apps.engines.base_models.architectures import WRITERS
from apps.engines.builtin.text import bases, needs, shapes, slots
from apps.engines.builtin.text_generate.params import PROMPT, GenerateParams
from apps.engines.contract import InputProfile, InputSlot, Issue, Refusal, Resources, RoleSpec

READ, ANSWER = "prompt", "answer"
TOKENS_A_SECOND = 900.0  # learned from by one core with 100 million parameters
TOKENS_A_ROW = 60.0
LIKELIHOODS = 3  # copies of the scores of all words: as told, their logarithms, and the gradient

EXAMPLES = InputSlot(
    key="data",
    label=mark("Data"),
    roles=(
        RoleSpec(
            key=READ,
            label=mark("Prompt"),
            help=mark("What the model is given, e.g. a customer's question or a product's facts."),
            dtypes=("text",),
        ),
        RoleSpec(
            key=ANSWER,
            label=mark("Answer"),
            help=mark("What the model learns to write."),
            dtypes=("text", "integer", "number"),
        ),
        slots.GROUP,
        slots.TIME,
        slots.LANGUAGE,
        slots.WEIGHT,
    ),
)
WANTED = slots.Wanted(
    role=ANSWER,
    another=msg("Choose one column as the prompt and another as the answer."),
    alike=msg("Every row has the same answer, so there is nothing to learn."),
    others=msg("Choose another column, or add rows with other answers."),
    more=msg("Add more prompts with their answers first."),
    texts=(READ,),
)


def check(params: GenerateParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
    """What can be told before anything runs."""
    return [*_base(params), *_template(params), *slots.check_data(profiles, WANTED)]


def chosen(params: GenerateParams) -> bases.Base:
    """The base model. Raises ``Refusal`` where it is not here or writes nothing."""
    if params.base != bases.AUTO:
        found = bases.find(params.base, "writes")
        if found is None:
            raise bases.missing(params.base)
        return found
    here = bases.available("writes")
    if not here:
        raise Refusal(
            msg("No base model that writes texts is on this machine."),
            fix=msg(
                "Ask an administrator to add one with `manage.py base_model add`; one of these"
                " kinds: {kinds}.",
                kinds=sorted(WRITERS),
            ),
            field="base",
        )
    return min(here, key=lambda base: (base.bytes, base.id))


def refuse_template(params: GenerateParams) -> None:
    """Raise ``Refusal`` for a template without the prompt."""
    for issue in _template(params):
        raise Refusal(issue.message, fix=issue.fix, field=issue.field)


def resources(params: GenerateParams, profiles: Mapping[str, InputProfile]) -> Resources:
    """Memory, device and seconds on one core."""
    data = profiles.get("data")
    rows = data.rows if data else 0
    try:
        base = chosen(params)
    except Refusal:
        base = None
    shape = shapes.of(base)
    size = shape.parameters * needs.NUMBER
    # A likelihood of every word at each place of an answer, with its gradient.
    each = LIKELIHOODS * needs.NUMBER * needs.usual_tokens(params, profiles, ANSWER) * shape.words
    more = params.batch_size * each
    sparing, by_row = needs.sparing(params), needs.by_row(params)
    tokens = rows * TOKENS_A_ROW * (params.epochs + 1) + params.answered_rows * 4 * TOKENS_A_ROW
    return Resources(
        device="gpu optional",
        memory_bytes=int(needs.memory(params, shape, profiles) + more),
        device_memory_bytes=int(needs.on_device(params, shape, profiles) + more),
        host_memory_bytes=int(needs.on_host(params, shape, profiles)),
        follower_memory_bytes=int(needs.following(params, shape, profiles)),
        least_memory_bytes=int(needs.memory(sparing, shape, profiles) + more),
        least_device_memory_bytes=int(needs.on_device(by_row, shape, profiles) + each),
        threads=2,
        seconds=20 + tokens / TOKENS_A_SECOND * max(0.1, size / 400e6),
    )


def _base(params: GenerateParams) -> Iterator[Issue]:
    try:
        chosen(params)
    except Refusal as refusal:
        yield refusal.issue


def _template(params: GenerateParams) -> Iterator[Issue]:
    if params.template and PROMPT not in params.template:
        yield Issue(
            message=msg("The template does not say where the prompt goes."),
            fix=msg("Write {place} where it goes, or leave the template empty.", place=PROMPT),
            field="template",
        )
