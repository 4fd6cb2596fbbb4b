"""What matched and what is missing, as blocks and figures; in the job's child only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from apps.core.messages import Message, Num, clipped, mark, msg, msgn
from apps.datasets.combining import grains
from apps.datasets.combining.markets import Register, Unknown
from apps.datasets.combining.reading import Read
from apps.engines.result import AnyBlock, Axis, Chart, Series, Table, TableColumn, Tile, Tiles
from apps.reference import countries

NAMED = 6  # markets in the headline
LISTED = 40  # markets in a cell
MARKETS = 60  # rows of a table, those with the largest gaps
GROUPS = 24  # columns of periods
UNKNOWN = 200  # names in the table of those that were not recognised
Row = dict[str, float | int | str | Message | None]
WHY = {
    "group": mark("a group of countries"),
    "several": mark("may be several countries"),
    "similar": mark("only similar to a country's name"),
    "unknown": mark("no country is known by this name"),
}


@dataclass
class Coverage:
    """The combined keys beside the tables that they come from. ``markets`` has a row for each
    market of the result: ``m``, ``rows`` and the rows that each table fills (``has0`` …).
    """

    reads: Sequence[Read]
    register: Register
    grain: grains.Grain
    keys: Any

    def __post_init__(self) -> None:
        self.has = [f"has{place}" for place in range(len(self.reads))]
        sums = [pl.col(name).sum().cast(pl.Int64) for name in self.has]
        grouped = self.keys.group_by("m", maintain_order=True)
        self.markets = grouped.agg(pl.len().cast(pl.Int64).alias("rows"), *sums)
        lacking = self.markets.filter(pl.any_horizontal(pl.col(name) == 0 for name in self.has))
        self.lacking: list[int] = lacking["m"].to_list()
        self.full_rows = int(self.keys.select(pl.all_horizontal(self.has).sum()).item())

    @property
    def complete(self) -> int:
        return len(self.markets) - len(self.lacking)

    def absent(self, place: int) -> list[int]:
        """Markets of the result that the table has nothing of."""
        found: list[int] = self.markets.filter(pl.col(f"has{place}") == 0)["m"].to_list()
        return found

    def alone(self, place: int) -> list[int]:
        """Markets of the table that are not in the result."""
        own = self.reads[place].frame.select("m").unique(maintain_order=True)
        found: list[int] = own.join(self.markets, on="m", how="anti")["m"].to_list()
        return found

    def unplaced(self, place: int) -> int:
        """Rows of the table that are in no row of the result."""
        read = self.reads[place]
        keys = self.keys.select("m", "p").filter(pl.col("p").is_not_null())
        if read.grain == grains.NONE or self.grain == grains.NONE:
            return len(read.frame.join(self.keys.select("m").unique(), on="m", how="anti"))
        if grains.is_finer(self.grain, read.grain):
            distinct = keys["p"].unique().to_list()
            longer = [grains.lying_in(self.grain, one, read.grain) for one in distinct]
            lookup = pl.DataFrame(
                {"p": distinct, "q": longer}, schema={"p": pl.Int64, "q": pl.Int64}
            )
            keys = keys.join(lookup, on="p").select("m", p="q").unique()
        return len(read.frame.join(keys, on=["m", "p"], how="anti"))


def headline(seen: Coverage) -> Message:
    tables, count = len(seen.reads), len(seen.markets)
    if not seen.lacking:
        return msgn(
            "The {count} market has all {tables} tables.",
            "All {count} markets have all {tables} tables.",
            count,
            tables=tables,
        )
    return msg(
        "{complete} of {markets} markets have all {tables} tables; missing: {names}.",
        complete=seen.complete, markets=count, tables=tables,
        names=_some(seen.register, seen.lacking),
    )  # fmt: skip


def _some(register: Register, ids: list[int], most: int = NAMED) -> list[str]:
    names = [clipped(name) for name in register.called(ids[:most])]
    return [*names, "…"] if len(ids) > most else names


def blocks(seen: Coverage) -> list[AnyBlock]:
    found: list[AnyBlock] = [_tiles(seen), _tables(seen)]
    missing, unknown = list(_missing(seen)), list(_unknown(seen))
    if missing:
        found.append(_table_missing(missing))
    if unknown:
        found.append(_table_unknown(unknown, sum(len(read.unknown) for read in seen.reads)))
    if seen.lacking or seen.full_rows < len(seen.keys):
        found.append(_by_market(seen))
    if seen.grain != grains.NONE:
        found += _by_period(seen)
    return found


def figures(seen: Coverage) -> dict[str, Any]:
    """The same for machines; lists of markets are keys (ISO 3166-1 alpha-3)."""
    keys = seen.register.keys
    return {
        "markets": len(seen.markets),
        "complete": seen.complete,
        "rows": len(seen.keys),
        "complete_rows": seen.full_rows,
        "periods": seen.grain,
        "tables": {
            read.slot: {
                "name": read.name,
                "rows": read.rows,
                "periods": read.grain,
                "filled": int(seen.keys[f"has{place}"].sum()),
                "without_place": seen.unplaced(place),
                "missing": [keys[one] for one in seen.absent(place)],
                "only_here": [keys[one] for one in seen.alone(place)],
                "not_recognised": [one.text for one in read.unknown[:UNKNOWN]],
                "doubled": read.doubled,
            }
            for place, read in enumerate(seen.reads)
        },
    }


def _tiles(seen: Coverage) -> Tiles:
    rows = len(seen.keys)
    items = [
        Tile(label=msg("Markets"), value=Num(value=len(seen.markets), decimals=0)),
        Tile(label=msg("Rows"), value=Num(value=rows, decimals=0)),
        Tile(
            label=msg("Rows with all tables"),
            value=Num(value=seen.full_rows / rows if rows else None, style="percent", decimals=0),
        ),
    ]
    places = seen.keys["p"].drop_nulls()
    if seen.grain != grains.NONE and len(places):
        ends = [grains.shown(seen.grain, int(one)) for one in (places.min(), places.max())]
        items.append(Tile(label=msg("Periods"), value=" – ".join(dict.fromkeys(ends))))
    return Tiles(items=items)


def _tables(seen: Coverage) -> Table:
    rows: list[Row] = []
    for place, read in enumerate(seen.reads):
        filled = int(seen.keys[f"has{place}"].sum())
        rows.append(
            {
                "table": read.name, "rows": read.rows, "grain": grains.NAMES[read.grain],
                "markets": read.frame["m"].n_unique(),
                "filled": filled / len(seen.keys) if len(seen.keys) else None,
                "unplaced": seen.unplaced(place), "unknown": len(read.unknown),
            }
        )  # fmt: skip
    return Table(
        key="tables",
        title=msg("What each table gave"),
        columns=[
            TableColumn(key="table", label=msg("Table")),
            TableColumn(key="rows", label=msg("Rows read"), kind="integer"),
            TableColumn(key="grain", label=msg("Periods")),
            TableColumn(key="markets", label=msg("Markets"), kind="integer"),
            TableColumn(key="filled", label=msg("Rows filled"), kind="heat",
                        help=msg("Share of the combined rows that have a row of this table.")),
            TableColumn(key="unplaced", label=msg("Rows without a place"), kind="integer",
                        help=msg("Rows of this table, one for each market and period, that are in"
                                 " no combined row.")),
            TableColumn(key="unknown", label=msg("Names not recognised"), kind="integer"),
        ],
        rows=rows,
    )  # fmt: skip


def _missing(seen: Coverage) -> Iterator[Row]:
    for place, read in enumerate(seen.reads):
        sides = ((msg("not in this table"), seen.absent(place)),
                 (msg("only in this table"), seen.alone(place)))  # fmt: skip
        for side, ids in sides:
            if ids:
                names = "; ".join(_some(seen.register, ids, LISTED))
                yield {"table": read.name, "side": side, "count": len(ids), "names": names}


def _table_missing(rows: list[Row]) -> Table:
    return Table(
        key="missing",
        title=msg("Markets that are missing on one side"),
        columns=[
            TableColumn(key="table", label=msg("Table")),
            TableColumn(key="side", label=msg("Markets are")),
            TableColumn(key="count", label=msg("Markets"), kind="integer"),
            TableColumn(key="names", label=msg("Which")),
        ],
        rows=rows,
    )


def _unknown(seen: Coverage) -> Iterator[Row]:
    for read in seen.reads:
        for one in read.unknown:
            yield {
                "table": read.name, "name": clipped(one.text, 80), "rows": one.rows,
                "why": msg(WHY[one.why]), "meant": _suggested(one),
            }  # fmt: skip


def _suggested(one: Unknown) -> str:
    return "; ".join(f"{countries.name(code)} ({code})" for code in one.suggestions[:3])


def _table_unknown(rows: list[Row], count: int) -> Table:
    return Table(
        key="unknown",
        title=msg("Names that are no single country"),
        columns=[
            TableColumn(key="table", label=msg("Table")),
            TableColumn(key="name", label=msg("Name as written")),
            TableColumn(key="rows", label=msg("Rows"), kind="integer"),
            TableColumn(key="why", label=msg("Why")),
            TableColumn(key="meant", label=msg("Perhaps")),
        ],
        rows=rows[:UNKNOWN],
        note=msg("The first {shown} of {count}.", shown=UNKNOWN, count=count)
        if count > UNKNOWN
        else None,
    )


def _gaps_first(seen: Coverage) -> Any:
    """The markets of the result, those with the largest gaps first."""
    share = pl.sum_horizontal(seen.has) / pl.col("rows")
    return seen.markets.with_columns(share.alias("share")).sort("share", maintain_order=True)


def _market(seen: Coverage, place: int) -> Row:
    key, name = seen.register.keys[place], seen.register.names[place]
    return {"market": clipped(name), "code": key if key != name else ""}


MARKET_COLUMNS = [
    TableColumn(key="market", label=msg("Market")),
    TableColumn(key="code", label=msg("Code")),
]


def _cut(count: int) -> Message | None:
    if count <= MARKETS:
        return None
    return msg("The {shown} markets with the largest gaps, of {count}.", shown=MARKETS, count=count)


def _by_market(seen: Coverage) -> Table:
    rows: list[Row] = []
    gaps = _gaps_first(seen).filter(pl.col("share") < len(seen.has))
    for each in gaps.head(MARKETS).iter_rows(named=True):
        shares: Row = {name: each[name] / each["rows"] for name in seen.has}
        rows.append({**_market(seen, each["m"]), "rows": each["rows"], **shares})
    heat = [
        TableColumn(key=name, label=clipped(read.name), kind="heat")
        for name, read in zip(seen.has, seen.reads, strict=True)
    ]
    return Table(
        key="markets",
        title=msg("Markets with gaps: share of their rows that each table fills"),
        columns=[*MARKET_COLUMNS, TableColumn(key="rows", label=msg("Rows"), kind="integer"),
                 *heat],
        rows=rows,
        note=_cut(len(gaps)),
    )  # fmt: skip


def _by_period(seen: Coverage) -> list[AnyBlock]:
    places = sorted(seen.keys["p"].drop_nulls().unique().to_list())
    if not places:
        return []
    size = -(-len(places) // GROUPS)
    groups = [places[start : start + size] for start in range(0, len(places), size)]
    labels = [
        " – ".join(dict.fromkeys(grains.shown(seen.grain, group[end]) for end in (0, -1)))
        for group in groups
    ]
    lookup = pl.DataFrame(
        {"p": places, "g": [place // size for place in range(len(places))]},
        schema={"p": pl.Int64, "g": pl.Int64},
    )
    cells = seen.keys.join(lookup, on="p").with_columns(
        there=pl.sum_horizontal(seen.has), full=pl.all_horizontal(seen.has)
    )
    counted = cells.group_by("m", "g").agg(pl.col("there").sum(), pl.col("full").sum())
    widths = [len(group) for group in groups]
    table = _heat(seen, counted, labels, widths)
    if len(places) == 1:
        return [table]
    full = dict(counted.group_by("g").agg(pl.col("full").sum()).iter_rows())
    bars = [
        [label, full.get(group, 0) / width]
        for group, (label, width) in enumerate(zip(labels, widths, strict=True))
    ]
    chart = Chart(
        key="complete",
        title=msg("Markets with all tables, by period"),
        x=Axis(label=msg("Period"), scale="category"),
        y=Axis(label=msg("Markets")),
        series=[Series(name=msg("Markets with all tables"), kind="bar", points=bars)],
        note=msg("Bars of several periods show their mean.") if size > 1 else None,
    )
    return [chart, table]


def _heat(seen: Coverage, counted: Any, labels: Sequence[str], widths: Sequence[int]) -> Table:
    tables = len(seen.reads)
    there = {(m, g): count for m, g, count in counted.select("m", "g", "there").iter_rows()}
    totals = dict(counted.group_by("g").agg(pl.col("there").sum()).iter_rows())
    spans = [width * tables for width in widths]
    everybody: Row = {"market": msg("All markets"), "code": ""}
    for group, span in enumerate(spans):
        everybody[f"g{group}"] = totals.get(group, 0) / (span * len(seen.markets))
    rows = [everybody]
    for market in _gaps_first(seen).head(MARKETS)["m"].to_list():
        shares: Row = {
            f"g{group}": there.get((market, group), 0) / span for group, span in enumerate(spans)
        }
        rows.append({**_market(seen, market), **shares})
    return Table(
        key="periods",
        title=msg("How much of all tables each market has, by period"),
        columns=[
            *MARKET_COLUMNS,
            *(
                TableColumn(key=f"g{group}", label=label, kind="heat")
                for group, label in enumerate(labels)
            ),
        ],
        rows=rows,
        note=_cut(len(seen.markets)),
    )
