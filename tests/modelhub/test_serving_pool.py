"""Models in memory: batches, memory, lines, and processes that end when nobody expected it."""

import asyncio
import os
import signal
import time

import psutil
import pytest

from apps.modelhub.serving.figures import Figures
from apps.modelhub.serving.limits import Limits
from apps.modelhub.serving.queue import FullError, Line
from tests.modelhub.serving_toy import Shelf, apart, run, values


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path)


def one(**row):
    return [row]


def test_what_comes_together_is_predicted_together(shelf):
    shelf.put("m")

    async def scenario(pool):
        await pool.ask("m", one(x=0), 10)  # loaded
        hold = asyncio.create_task(pool.ask("m", one(sleep=0.2), 10))
        await asyncio.sleep(0.05)
        asked = [pool.ask("m", [{"x": number}, {"x": -number}], 10) for number in range(20)]
        answers = await asyncio.gather(*asked)
        await hold
        return answers, pool.told()

    answers, told = run(shelf, scenario, batch_rows=16)
    assert [values(answer) for answer in answers] == [[2 * n, -2 * n] for n in range(20)]
    assert {size for answer in answers for size in values(answer, "batch")} == {16, 8}
    (model,) = told["models"]
    assert model["batches"] == 1 + 1 + 3  # 40 rows in 16, 16 and 8
    assert model["outcomes"] == told["outcomes"] == {"answered": 22}
    assert model["rows"] == 42
    assert 0 < model["median"] <= model["p95"]
    assert sum(told["classes"]) == 22


def test_one_that_fails_or_is_refused_harms_no_other(shelf):
    shelf.put("m")

    async def scenario(pool):
        hold = asyncio.create_task(pool.ask("m", one(sleep=0.2), 10))
        await asyncio.sleep(0.05)
        rows = [one(x=1), one(do="fail"), one(do="refuse"), one(x=4)]
        found = await asyncio.gather(*(pool.ask("m", asked, 10) for asked in rows))
        await hold
        return found

    first, failed, refused, last = run(shelf, scenario)
    assert (values(first), values(last)) == ([2], [8])
    assert failed == {"outcome": "failed"}
    assert refused["outcome"] == "refused"
    assert refused["issue"]["message"]["text"] == "This row cannot be read."
    assert len(shelf.started) == 1


def test_more_than_may_wait_is_turned_away(shelf):
    shelf.put("m")

    async def scenario(pool):
        await pool.ask("m", one(x=1), 10)
        held = [asyncio.create_task(pool.ask("m", one(sleep=0.3), 10))]
        await asyncio.sleep(0.05)  # it is worked at; two rows may wait
        held += [asyncio.create_task(pool.ask("m", one(x=n), 10)) for n in range(2)]
        await asyncio.sleep(0)
        began = time.monotonic()
        away = await pool.ask("m", one(x=3), 10)
        assert time.monotonic() - began < 0.1
        return away, await asyncio.gather(*held)

    away, held = run(shelf, scenario, queue_rows=2)
    assert away == {"outcome": "busy"}
    assert all(answer["outcome"] == "answered" for answer in held)


def test_a_wait_that_is_over_is_said_and_the_model_goes_on(shelf):
    shelf.put("m")

    async def scenario(pool):
        await pool.ask("m", one(x=1), 10)
        late = await pool.ask("m", one(sleep=0.5), 0.1)
        return late, await pool.ask("m", one(x=2), 10)

    late, after = run(shelf, scenario)
    assert late == {"outcome": "late"}
    assert values(after) == [4]
    assert len(shelf.started) == 1


def test_a_model_that_loads_for_longer_than_the_wait(shelf):
    shelf.put("m", sleep=0.8)

    async def scenario(pool):
        early = await pool.ask("m", one(x=1), 0.2)
        return early, await pool.ask("m", one(x=2), 10), pool.told()["models"][0]

    early, after, told = run(shelf, scenario)
    assert early == {"outcome": "loading"}
    assert values(after) == [4]
    assert told["starts"] == 1


def test_a_killed_process_is_started_anew_and_nobody_notices(shelf):
    shelf.put("m")

    async def scenario(pool):
        (former,) = values(await pool.ask("m", one(x=1), 10), "pid")
        os.kill(former, signal.SIGKILL)
        idle = await pool.ask("m", one(x=2), 10)
        at_work = asyncio.create_task(pool.ask("m", one(x=3, sleep=0.4), 10))
        await asyncio.sleep(0.2)
        os.kill(values(idle, "pid")[0], signal.SIGKILL)
        return former, idle, await at_work

    former, idle, again = run(shelf, scenario)
    assert values(idle) == [4]
    assert values(again) == [6]
    assert len({former, *values(idle, "pid"), *values(again, "pid")}) == 3


def test_what_ends_its_process_twice_is_given_up_and_its_neighbours_are_not(shelf, tmp_path):
    shelf.put("m")

    async def scenario(pool):
        hold = asyncio.create_task(pool.ask("m", one(sleep=0.2), 10))
        await asyncio.sleep(0.05)
        rows = [one(x=1), one(do="die"), one(x=4)]
        found = await asyncio.gather(*(pool.ask("m", asked, 20) for asked in rows))
        await hold
        once = one(x=5, do="die once", mark=str(tmp_path / "mark"))
        return [*found, await pool.ask("m", once, 10)]

    first, deadly, last, once = run(shelf, scenario)
    assert deadly == {"outcome": "died"}
    assert (values(first), values(last), values(once)) == ([2], [8], [10])


def test_a_process_that_hangs_is_ended(shelf):
    shelf.put("m")

    async def scenario(pool):
        await pool.ask("m", one(x=1), 10)
        stuck = await pool.ask("m", one(sleep=60), 10)
        return stuck, await pool.ask("m", one(x=2), 10)

    stuck, after = run(shelf, scenario, answer=0.3)
    assert stuck == {"outcome": "died"}
    assert values(after) == [4]
    assert len(shelf.started) == 3


def test_the_least_recently_used_leaves_when_memory_is_short(shelf):
    for key in ("a", "b", "c"):
        shelf.put(key, megabytes=200)

    async def scenario(pool):
        pids = {}
        for key in ("a", "b", "a", "c"):
            (pids[key],) = values(await pool.ask(key, one(x=1), 10), "pid")
        held = {model["model"] for model in pool.told()["models"] if model["loaded"]}
        gone = not psutil.pid_exists(pids["b"])
        again = await pool.ask("b", one(x=2), 10)  # and another leaves for it
        return held, gone, again, pool.memory

    held, gone, again, memory = run(shelf, scenario, memory=700 << 20)
    assert held == {"a", "c"}
    assert gone
    assert values(again) == [4]
    assert 400 << 20 < memory <= 700 << 20


def test_a_model_larger_than_all_memory_is_left_to_a_job(shelf):
    shelf.put("m", megabytes=100)

    async def scenario(pool):
        first = await pool.ask("m", one(x=1), 10)
        return first, await pool.ask("m", one(x=1), 10), pool.told()

    first, second, told = run(shelf, scenario, memory=50 << 20)
    assert first == second == {"outcome": "unserved"}
    assert len(shelf.started) == 1  # its size is known afterwards
    assert told["memory"] == 0


def test_a_deleted_models_process_ends(shelf):
    shelf.put("m")
    shelf.put("n")

    async def scenario(pool):
        (pid,) = values(await pool.ask("m", one(x=1), 10), "pid")
        await pool.ask("n", one(x=1), 10)
        busy = asyncio.create_task(pool.ask("m", one(sleep=20), 10))
        await asyncio.sleep(0.05)
        shelf.remove("m")
        await pool.look()
        left = [model["model"] for model in pool.told()["models"]]
        return psutil.pid_exists(pid), left, await busy, await pool.ask("m", one(x=2), 10)

    there, left, busy, asked = run(shelf, scenario)
    assert not there
    assert left == ["n"]
    assert busy == asked == {"outcome": "gone"}


def test_what_nobody_asks_is_let_go(shelf):
    shelf.put("m")

    async def scenario(pool):
        await pool.ask("m", one(x=1), 10)
        await pool.look()
        before = len(pool.told()["models"])
        await asyncio.sleep(0.3)
        await pool.look()
        return before, pool.told()["models"]

    assert run(shelf, scenario, idle=0.2) == (1, [])


@pytest.mark.parametrize(
    ("how", "outcome"),
    [({"refuse": True}, "refused"), ({"fail": True}, "failed"), ({"die": True}, "died")],
)
def test_a_model_that_cannot_be_loaded(shelf, how, outcome):
    shelf.put("m", **how)

    async def scenario(pool):
        first, second = await asyncio.gather(*(pool.ask("m", one(x=1), 20) for _ in range(2)))
        shelf.put("m")  # repaired
        return first, second, await pool.ask("m", one(x=2), 10)

    first, second, after = run(shelf, scenario)
    assert first["outcome"] == second["outcome"] == outcome
    assert values(after) == [4]


def test_a_load_without_end_is_ended(shelf):
    shelf.put("m", sleep=60)

    async def scenario(pool):
        return await pool.ask("m", one(x=1), 10)

    assert run(shelf, scenario, load=0.5) == {"outcome": "failed"}


def test_a_lone_request_waits_for_no_window():
    async def scenario():
        line = Line(Limits(memory=1, idle=1, window=5.0))
        line.put(one(x=1))
        return await asyncio.wait_for(line.batch(), 1)

    assert [asked.rows for asked in apart(scenario())] == [one(x=1)]


def test_a_window_gathers_what_follows_closely_and_ends_when_full():
    async def scenario():
        line = Line(Limits(memory=1, idle=1, window=0.2, batch_rows=3))
        line.put(one(x=1))
        line.put(one(x=2))
        asyncio.get_running_loop().call_later(0.02, line.put, one(x=3))
        began = time.monotonic()
        full = await line.batch()
        quick = time.monotonic() - began
        line.put(one(x=4))
        line.put(one(x=5))
        began = time.monotonic()
        rest = await line.batch()
        return len(full), quick, len(rest), time.monotonic() - began

    full, quick, rest, slow = apart(scenario())
    assert (full, rest) == (3, 2)
    assert quick < 0.15 < slow


def test_a_request_is_never_cut_and_whoever_gave_up_is_passed_over():
    async def scenario():
        line = Line(Limits(memory=1, idle=1, window=0, batch_rows=4, queue_requests=4))
        asked = [line.put([{"x": 1}] * count) for count in (3, 3, 9, 1)]
        with pytest.raises(FullError):
            line.put(one(x=1))
        asked[0].settle({"outcome": "late"})
        line.put(one(x=1))  # the place of the one that gave up
        sizes = []
        while len(line):
            sizes.append([len(one.rows) for one in await line.batch()])
        return sizes, line.rows

    assert apart(scenario()) == ([[3], [9], [1, 1]], 0)


def test_quantiles_are_of_the_latest_answers():
    figures = Figures()
    for milliseconds in range(1, 101):
        figures.count("answered", 1, milliseconds / 1000)
    figures.count("late", 1, 99.0)
    told = figures.told()
    assert (told["median"], told["p95"]) == (0.05, 0.095)
    assert told["outcomes"] == {"answered": 100, "late": 1}
    assert told["classes"][:5] == [2, 3, 5, 15, 25]
