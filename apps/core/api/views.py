"""What every resource of the API shares: scopes, language, paging, tags, locked changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Model
from django.utils import translation
from rest_framework.exceptions import AuthenticationFailed, NotFound
from rest_framework.generics import get_object_or_404
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from apps.core.api import idempotency, selection
from apps.core.api.conditional import require_match, tagged
from apps.core.api.problems import Problem


class AnyAccept(DefaultContentNegotiation):
    """Never 406."""

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> Any:
        return renderers[0], renderers[0].media_type


class ApiViewSet(GenericViewSet):
    """``scopes`` names a scope for every action; an action without one is refused.

    ``resource`` is the plural noun that operation ids and tags are made of; ``serializer_class``
    is how a row is read. Actions parse with :meth:`parse`, call ``domain``, answer with
    :meth:`answer`.
    """

    resource: ClassVar[str] = ""
    scopes: ClassVar[Mapping[str, str]] = {}
    conditional: ClassVar[frozenset[str]] = frozenset()
    """Actions that honour If-Match."""
    downloads: ClassVar[frozenset[str]] = frozenset()
    """Actions that answer with a file: any ``Accept`` will do."""
    selective: ClassVar[frozenset[str]] = frozenset({"list", "retrieve"})
    """Actions that honour ``?fields=``."""
    unrepeatable: ClassVar[frozenset[str]] = frozenset()
    """Changes that take no ``Idempotency-Key`` (their bodies are files)."""
    secretive: ClassVar[frozenset[str]] = frozenset()
    """Changes whose answers hold a secret: no cache keeps them, a repetition reads them sealed."""
    _counted = False
    _keyed = False
    afterwards: Callable[[], Response] | None = None
    """What is left to do once the change is committed (see :meth:`answer_after`)."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        self._keyed = bool(self.action) and idempotency.named(request)
        if self._keyed and self.action not in self.unrepeatable:
            # Kept for its fingerprint before anybody parses it: the check of a session's CSRF
            # token reads the body as a form, and a stream is read once.
            _ = request._request.body
        super().initial(request, *args, **kwargs)
        self.enter()
        if self._keyed:
            # dispatch() looks the handler up after this.
            method = str(request.method).lower()
            setattr(self, method, partial(idempotency.once, self, getattr(self, method)))

    def get_content_negotiator(self) -> Any:
        """A file has the type it has; errors are problem documents all the same."""
        action = getattr(self, "action", None)
        return AnyAccept() if action in self.downloads else super().get_content_negotiator()

    def enter(self) -> None:
        """Called once the caller is known and allowed in: rooms look up what the URL is inside."""

    def perform_authentication(self, request: Request) -> None:
        """Who is it? Refused callers count against their address, so guessing is throttled."""
        try:
            super().perform_authentication(request)
        except (AuthenticationFailed, Problem):
            self.check_throttles(request)
            raise
        own = getattr(request.user, "language", "")
        if own and "Accept-Language" not in request.headers:
            translation.activate(own)

    def check_permissions(self, request: Request) -> None:
        """Throttle first: a caller without the scope may not hammer either."""
        self.check_throttles(request)
        self._counted = True
        super().check_permissions(request)

    def check_throttles(self, request: Request) -> None:
        if not self._counted:
            super().check_throttles(request)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        window = getattr(getattr(request, "_request", request), "rate_window", None)
        for name, value in (window.headers() if window else {}).items():
            response.headers[name] = value
        secret = getattr(self, "action", None) in self.secretive
        kept = "no-store" if secret else "private, no-cache"
        response.headers.setdefault("Cache-Control", kept)
        return response

    @property
    def user(self) -> Any:
        """The person who acts, for ``domain``."""
        return self.request.user

    def get_object(self) -> Any:
        """The row of the URL among those that the caller may see; 404 otherwise."""
        name = self.lookup_url_kwarg or self.lookup_field
        return get_object_or_404(self.get_queryset(), **{self.lookup_field: self.kwargs[name]})

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        serializer = self.get_serializer(rows, many=True)
        if "list" in self.selective:
            selection.narrow(serializer, request)
        return self.get_paginated_response(serializer.data)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.answer(self.get_object())

    def parse(self, serializer_class: type[BaseSerializer], **options: Any) -> Any:
        """The validated body; a problem with JSON pointers if it is not valid."""
        serializer = serializer_class(
            data=self.request.data, context=self.get_serializer_context(), **options
        )
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data

    def read(self, row: Model) -> Any:
        return self.get_serializer(row).data

    def answer(self, row: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Any:
        """The row as it is now, with its ETag: of the whole row, whatever fields are asked for."""
        response = tagged(self.request, self.read(row), status)
        if response.data and self.action in self.selective:
            names = selection.read(self.request, list(response.data))
            response.data = {k: v for k, v in response.data.items() if not names or k in names}
        for name, value in (headers or {}).items():
            response.headers[name] = value
        return response

    def answer_fresh(self, row: Model, status: int = 200, location: str = "") -> Any:
        """Like :meth:`answer`, read anew with everything that the serializer needs."""
        fresh = self.get_queryset().filter(pk=row.pk).first()
        if fresh is None:
            raise NotFound
        return self.answer(fresh, status, {"Location": location} if location else None)

    def answer_after(
        self, row: Any, wait: Callable[[Any], Any], answer: Callable[[Any], Response]
    ) -> Response:
        """``answer`` of the row that ``wait`` gives back.

        Under an ``Idempotency-Key`` the change is committed first (a job starts only then), with
        ``answer`` of the row as it is as what is kept if this process dies while it waits.
        """
        if not self._keyed:
            return answer(wait(row))
        self.afterwards = lambda: answer(wait(row))
        return answer(row)

    @contextmanager
    def change(self) -> Iterator[Any]:
        """The row of the URL, locked until the block ends; 412 if If-Match names an older one."""
        with transaction.atomic():
            queryset = self.get_queryset()
            model = queryset.model
            name = self.lookup_url_kwarg or self.lookup_field
            key = {self.lookup_field: self.kwargs[name]}
            # Lock first, read afterwards: what is compared is what will be changed.
            get_object_or_404(
                model._default_manager.select_for_update(no_key=True).filter(
                    pk__in=queryset.order_by().values("pk")
                ),
                **key,
            )
            row = get_object_or_404(queryset, **key)
            require_match(self.request, self.read(row))
            yield row
