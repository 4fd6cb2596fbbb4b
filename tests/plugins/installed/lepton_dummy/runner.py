from apps.sdk import msg, result


class Runner:
    def run(self, ctx, params, inputs):
        ctx.progress(1, 1)
        said = msg("Hello {count} times.", count=params.times)
        return result.Result(headline=said, summary={"times": params.times})
