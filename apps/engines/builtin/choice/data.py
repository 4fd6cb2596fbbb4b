"""The choice situations of a table, checked and put in one order whatever order they came in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import msg, msgn
from apps.engines.builtin.choice import slots
from apps.engines.builtin.choice.params import ChoiceParams
from apps.engines.builtin.linear.ranges import MOST, refuse_where
from apps.engines.contract import Context, InputTable, Refusal
from apps.engines.tables import key_text

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]
MOST_ALTERNATIVES = 100
SHOWN = 5


def by_code(codes: Codes, values: Floats, count: int) -> Floats:
    """(count,) sums of ``values`` (n,) by code."""
    return np.asarray(np.bincount(codes, values, count), dtype=np.float64)


@dataclass
class Choices:
    """n rows of s situations, in order of situation and alternative. ``starts`` (s,) first rows,
    ``chosen`` (n,) how many chose the row, ``values`` (n, k) the columns of ``names``. Of the
    ``left_out`` rows ``lacking`` are of situations with a gap; ``alone`` are situations of one row.
    """

    situation: Codes
    starts: Codes
    alternative: Codes
    alternatives: list[str]
    chosen: Floats
    respondent: Codes | None
    values: Floats
    names: list[str]
    price: str
    attributes: list[str]
    characteristics: list[str]
    units: dict[str, str]
    places: Codes
    rows: int
    dropped: dict[str, int]
    lacking: int
    left_out: int
    alone: int

    @property
    def situations(self) -> int:
        return len(self.starts)

    def column(self, name: str) -> Floats:
        return np.asarray(self.values[:, self.names.index(name)])

    @property
    def totals(self) -> Floats:
        """(n,) how many chose in each row's situation."""
        return np.asarray(np.add.reduceat(self.chosen, self.starts)[self.situation])

    def per_alternative(self, values: Floats) -> Floats:
        """(j,) sums of ``values`` (n,) by alternative."""
        return by_code(self.alternative, values, len(self.alternatives))

    def named(self, name: str, field: str) -> int:
        """The place of an alternative by name; :class:`Refusal` if there is none."""
        if name in self.alternatives:
            return self.alternatives.index(name)
        near = [one for one in self.alternatives if one.casefold() == name.casefold()]
        raise Refusal(
            msg("The table has no alternative named '{name}'.", name=name),
            fix=msg(
                "Write it as the table does, e.g. {names}.", names=near or self.alternatives[:SHOWN]
            ),
            field=field,
        )


def read(ctx: Context, table: InputTable, params: ChoiceParams) -> Choices:
    """The choices of a table; :class:`Refusal` where they cannot be used."""
    roles = {role: list(table.roles.get(role, [])) for role in slots.ROLES}
    for role, said in (
        ("situation", msg("Choose a column of choice situations.")),
        ("alternative", msg("Choose a column of alternatives.")),
        ("chosen", msg("Choose the column that says what was chosen.")),
    ):
        if not roles[role]:
            raise Refusal(said, field=f"data.{role}")
    if table.rows == 0:
        raise Refusal(msg("The table has no rows."), fix=msg("Upload rows first."), field="data")
    ctx.check_cancelled()
    ctx.progress(0, 3, msg("Reading the rows"))
    texts = {
        role: [key_text(text) for text in table.texts(roles[role][0], range(table.rows))]
        for role in ("situation", "alternative", "respondent")
        if roles[role]
    }
    names = [name for role in slots.EXPLAINING for name in roles[role]]
    values = table.numbers([roles["chosen"][0], *names])
    _check_values(values, [roles["chosen"][0], *names], params)
    if params.missing == "drop":
        _check_belonging(texts, values[:, 0], roles["situation"][0])
    kept, dropped = _complete(texts, values, roles, names)
    _check_missing(params, dropped, len(values) - len(kept), len(values))
    return _ordered(params, roles, texts, values, kept, dropped, table)


def _check_belonging(texts: dict[str, list[str]], chosen: Floats, name: str) -> None:
    """A row that names no situation would be missing from one that is used: nobody knows from
    which. Rows that hold nothing are of none.
    """
    lost = [
        place
        for place, text in enumerate(texts["situation"])
        if not text and (texts["alternative"][place] or not np.isnan(chosen[place]))
    ]
    if lost:
        raise Refusal(
            msgn(
                "{count} row has no value in '{name}' (row {row}): the situation that it belongs to"
                " would be used without it.",
                "{count} rows have no value in '{name}' (the first is row {row}): the situations"
                " that they belong to would be used without them.",
                len(lost),
                name=name,
                row=lost[0] + 1,
            ),
            fix=msg("Say which situation each is of, or take such situations out of the table."),
            field="data.situation",
        )


def _check_values(values: Floats, names: list[str], params: ChoiceParams) -> None:
    for place, name in enumerate(names):
        refuse_where(
            np.isinf(values[:, place]) | (np.abs(values[:, place]) > MOST),
            msg("Row {row} of column '{name}' is infinite or too large to compute with."),
            msg("Correct the value, or leave it empty."),
            values[:, place],
            name,
        )
    chosen = values[:, 0]
    if params.chosen_as == "choice":
        refuse_where(
            ~np.isnan(chosen) & (chosen != 0) & (chosen != 1),
            msg("Row {row}: '{name}' is {value}, and a choice is 1 or 0."),
            msg("Correct the value, or say that the column holds counts or shares."),
            chosen,
            names[0],
        )
    refuse_where(
        chosen < 0,
        msg("Row {row}: '{name}' is below 0 ({value})."),
        msg("Choices, counts and shares are 0 or more."),
        chosen,
        names[0],
    )


def _complete(
    texts: dict[str, list[str]], values: Floats, roles: dict[str, list[str]], names: list[str]
) -> tuple[Codes, dict[str, int]]:
    """Places of the rows of situations that lack nothing, and gaps by column."""
    blank = {roles[role][0]: np.array([not text for text in texts[role]]) for role in texts}
    for place, name in enumerate([roles["chosen"][0], *names]):
        blank[name] = np.isnan(values[:, place])
    gone = np.logical_or.reduce(list(blank.values()))
    bad = {text for text, lost in zip(texts["situation"], gone, strict=True) if lost}
    kept = [place for place, text in enumerate(texts["situation"]) if text not in bad]
    dropped = {name: int(mask.sum()) for name, mask in blank.items() if mask.any()}
    return np.array(kept, dtype=np.int64), dropped


def _check_missing(params: ChoiceParams, dropped: dict[str, int], gone: int, rows: int) -> None:
    if params.missing == "refuse" and dropped:
        raise Refusal(
            msgn(
                "{count} of {rows} rows belongs to a situation with a missing value in {names}.",
                "{count} of {rows} rows belong to situations with a missing value in {names}.",
                gone,
                rows=rows,
                names=list(dropped),
            ),
            fix=msg("Fill the gaps, or choose to leave such situations out."),
            field="missing",
        )


def _ordered(
    params: ChoiceParams,
    roles: dict[str, list[str]],
    texts: dict[str, list[str]],
    values: Floats,
    kept: Codes,
    dropped: dict[str, int],
    table: InputTable,
) -> Choices:
    if not len(kept):
        raise Refusal(
            msg("No situation has a value in every column that was chosen."),
            fix=msg("Fill the gaps, or leave out the column that is mostly empty."),
            field="data",
        )
    lacking = table.rows - len(kept)
    situation, _ = _codes([texts["situation"][place] for place in kept])
    counts = np.bincount(situation)
    several = counts[situation] > 1
    alone = int((counts == 1).sum())
    kept, situation = kept[several], situation[several]
    if not len(kept):
        raise Refusal(
            msg("Every situation has one row only, so nothing was chosen among."),
            fix=msg("Give all alternatives of a situation, a row for each."),
            field="data.situation",
        )
    alternative, alternatives = _codes([texts["alternative"][place] for place in kept])
    order = np.lexsort([alternative, situation])
    kept, alternative = kept[order], alternative[order]
    situation = np.unique(situation[order], return_inverse=True)[1].astype(np.int64)
    respondent = None
    if roles["respondent"]:
        respondent = _codes([texts["respondent"][place] for place in kept])[0]
    found = Choices(
        situation=situation, starts=np.flatnonzero(np.diff(situation, prepend=-1)),
        alternative=alternative, alternatives=alternatives, chosen=values[kept, 0].copy(),
        respondent=respondent, values=values[kept, 1:],
        names=[name for role in slots.EXPLAINING for name in roles[role]],
        price=next(iter(roles["price"]), ""), attributes=[*roles["price"], *roles["attributes"]],
        characteristics=roles["characteristics"],
        units={column.name: column.unit for column in table.columns if column.unit},
        places=kept, rows=table.rows, dropped=dropped, lacking=lacking,
        left_out=table.rows - len(kept), alone=alone,
    )  # fmt: skip
    _check(found, params, [texts["situation"][place] for place in kept])
    if params.chosen_as == "shares":
        found.chosen = found.chosen / found.totals
    return found


def _codes(texts: list[str]) -> tuple[Codes, list[str]]:
    names, codes = np.unique(np.array(texts, dtype=str), return_inverse=True)
    return np.asarray(codes, dtype=np.int64), [str(name) for name in names]


def _check(found: Choices, params: ChoiceParams, labels: list[str]) -> None:
    if len(found.alternatives) > MOST_ALTERNATIVES:
        raise Refusal(
            msg(
                "There are {count} alternatives; {most} are the most.",
                count=len(found.alternatives),
                most=MOST_ALTERNATIVES,
            ),
            fix=msg("Put rare ones together, or check which column names the alternative."),
            field="data.alternative",
        )
    same = (np.diff(found.situation) == 0) & (np.diff(found.alternative) == 0)
    if same.any():
        place = int(np.argmax(same))
        rows = sorted((int(found.places[place]) + 1, int(found.places[place + 1]) + 1))
        raise Refusal(
            msg(
                "Rows {first} and {second} are both of '{name}' in situation '{situation}'.",
                first=rows[0],
                second=rows[1],
                name=found.alternatives[int(found.alternative[place])],
                situation=labels[place],
            ),
            fix=msg("Give each alternative one row in a situation."),
            field="data.alternative",
        )
    _check_chosen(found, params, labels)
    _check_characteristics(found, labels)


def _check_chosen(found: Choices, params: ChoiceParams, labels: list[str]) -> None:
    totals = np.add.reduceat(found.chosen, found.starts)
    if (totals == 0).any():
        start = int(found.starts[int(np.argmax(totals == 0))])
        raise Refusal(
            msg(
                "No alternative is chosen in situation '{situation}' (row {row} and others).",
                situation=labels[start],
                row=int(found.places[start]) + 1,
            ),
            fix=msg(
                "Mark the one chosen; where choosing none is possible, add a row for 'none' to"
                " every situation."
            ),
            field="data.chosen",
        )
    if params.chosen_as == "choice" and (totals > 1).any():
        number = int(np.argmax(totals > 1))
        mine = np.flatnonzero((found.situation == number) & (found.chosen > 0))
        raise Refusal(
            msg(
                "{count} alternatives are chosen in situation '{situation}': rows {rows}.",
                count=len(mine),
                situation=labels[int(mine[0])],
                rows=[str(row) for row in sorted(int(found.places[m]) + 1 for m in mine)[:SHOWN]],
            ),
            fix=msg("Leave one, or say that the column holds counts."),
            field="data.chosen",
        )


def _check_characteristics(found: Choices, labels: list[str]) -> None:
    for name in found.characteristics:
        column = found.column(name)
        first = column[found.starts][found.situation]
        if (column != first).any():
            place = int(np.argmax(column != first))
            raise Refusal(
                msg(
                    "'{name}' differs within situation '{situation}' (row {row}), so it is no"
                    " characteristic of who chooses.",
                    name=name,
                    situation=labels[place],
                    row=int(found.places[place]) + 1,
                ),
                fix=msg("Choose it as an attribute, or correct the value."),
                field="data.characteristics",
            )
