from apps.sdk import Num, msg, result


class Runner:
    def run(self, ctx, params, inputs):
        table = inputs["data"]
        points = table.numbers([*table.roles["x"], *table.roles["y"]])
        x, y = points[:, 0], points[:, 1]
        slope = float(x @ y / (x @ x))
        ctx.log(f"read {len(points)} points")
        ctx.metric("slope", 1, slope)
        ctx.progress(1, 1)
        shown = Num(value=slope, digits=params.digits)
        rows = [{"x": float(a), "y": float(b), "fit": slope * float(a)} for a, b in points]
        columns = [
            result.TableColumn(key=key, label=key, kind="number") for key in ("x", "y", "fit")
        ]
        line = result.Series(
            name=msg("Line"), kind="line", points=[[row["x"], row["fit"]] for row in rows]
        )
        return result.Result(
            headline=msg("y grows by {slope} for each x.", slope=shown),
            blocks=[
                result.Tiles(items=[result.Tile(label=msg("Slope"), value=shown)]),
                result.Equation(lines=["y = a · x"]),
                result.Table(key="points", title=msg("Points"), columns=columns, rows=rows),
                result.Chart(
                    key="line", title=msg("The line"), x=result.Axis(label="x"),
                    y=result.Axis(label="y"), series=[line],
                ),
            ],
            summary={"slope": slope},
        )  # fmt: skip
