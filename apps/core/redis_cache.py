"""Django's cache on Redis that is not missed while Redis is away.

What lies in the cache can be found anew, but the limits on log-ins and calls are counted there: an
absent Redis must neither turn every request into an error nor switch the limits off. Each process
then counts for itself, in memory.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any, ClassVar

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
ANSWER_SECONDS = 1.0
PAUSE_SECONDS = 5.0  # until Redis is asked again: an unreachable one takes a while for each answer


def _or_alone(name: str) -> Callable[..., Any]:
    def call(cache: EnduringRedisCache, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= EnduringRedisCache.asked_again_at:
            try:
                return getattr(RedisCache, name)(cache, *args, **kwargs)
            except RedisError as error:
                logger.warning("the cache on Redis does not answer (%s); counting alone", error)
                EnduringRedisCache.asked_again_at = time.monotonic() + PAUSE_SECONDS
        return getattr(cache.alone, name)(*args, **kwargs)

    call.__name__ = name
    return call


class EnduringRedisCache(RedisCache):
    """``alone`` is this process's own memory; it serves while Redis does not."""

    asked_again_at: ClassVar[float] = 0.0

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        patience = {"socket_connect_timeout": ANSWER_SECONDS, "socket_timeout": ANSWER_SECONDS}
        super().__init__(server, {**params, "OPTIONS": {**patience, **params.get("OPTIONS", {})}})
        self.alone = LocMemCache("while-redis-is-away", params)

    add = _or_alone("add")
    get = _or_alone("get")
    set = _or_alone("set")
    touch = _or_alone("touch")
    delete = _or_alone("delete")
    get_many = _or_alone("get_many")
    has_key = _or_alone("has_key")
    incr = _or_alone("incr")
    set_many = _or_alone("set_many")
    delete_many = _or_alone("delete_many")
    clear = _or_alone("clear")
