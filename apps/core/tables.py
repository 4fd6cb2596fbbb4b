"""Tables that page, filter and sort on the server, with their state in the URL.

``Table`` is the base of every list; ``table_page`` turns a request into what its page shows.
"""

from __future__ import annotations

from typing import Any

import django_tables2
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tables2.config import RequestConfig

from apps.core import rendering
from apps.core.counting import CappedPaginator

PER_PAGE = 25
MOST_PER_PAGE = 100


class Table(django_tables2.Table):
    """The base of every list of the site.

    ``region`` is the id of the part that HTMX swaps; give each table of a page its own.
    ``empty_context`` (``icon, title, text, action_url, action_label``) is what a list shows that
    has no rows at all; a filter that matches nothing shows a line instead.
    """

    region = "table-region"
    caption: str | Promise = ""
    empty_context: dict[str, Any] | None = None
    filtered = False
    paginator_class: type[CappedPaginator] = CappedPaginator

    class Meta:
        template_name = "core/table.html"
        attrs = {"class": "table table-vcenter card-table"}

    @property
    def total(self) -> int:
        return int(self.paginator.count) if hasattr(self, "paginator") else len(self.rows)

    @property
    def spoken_name(self) -> str:
        """What the table holds, for the label of its scrolling region."""
        model = getattr(getattr(self.data, "data", None), "model", None)
        return str(self.caption or (model and model._meta.verbose_name_plural) or _("Table"))

    @property
    def capped(self) -> bool:
        """There are more rows than ``total``: nobody waits for a count of all."""
        return bool(getattr(getattr(self, "paginator", None), "capped", False))

    @property
    def spoken_count(self) -> str:
        """Said by a screen reader after a filter, a sort or a page changed what is shown."""
        total = self.total
        if total == 0:
            return _("No rows match.")
        if self.capped:
            return _("More than {count} rows, page {page}.").format(
                count=rendering.show(total), page=self.page.number
            )
        rows = ngettext("{count} row", "{count} rows", total).format(count=rendering.show(total))
        if not hasattr(self, "paginator") or self.paginator.num_pages == 1:
            return rows
        return _("{rows}, page {page} of {pages}.").format(
            rows=rows, page=self.page.number, pages=self.paginator.num_pages
        )

    @property
    def count_line(self) -> str:
        """'26–50 of 804', or '26–50 of more than 1,000'."""
        if self.capped:
            text = _("{first}–{last} of more than {total}")
        else:
            text = _("{first}–{last} of {total}")
        return text.format(
            first=rendering.show(self.page.start_index()),
            last=rendering.show(self.page.end_index()),
            total=rendering.show(self.total),
        )


def table_page(
    request: HttpRequest,
    table_class: type[Table],
    queryset: Any,
    filterset_class: Any = None,
    *,
    per_page: int = PER_PAGE,
    **table_kwargs: Any,
) -> dict[str, Any]:
    """The context of a list page: ``table`` (paged, sorted) and ``filter`` (or None).

    An unknown sort column or page number is ignored rather than an error: URLs get old.
    """
    filterset = None
    if filterset_class is not None:
        filterset = filterset_class(request.GET or None, queryset=queryset, request=request)
        queryset = filterset.qs
    table = table_class(queryset, **table_kwargs)
    RequestConfig(request, paginate=False).configure(table)  # it would count every row
    table.filtered = bool(filterset and filterset.is_bound and any(request.GET.values()))
    if table.filtered:
        table.empty_context = None
    _sort(table, request)
    _paginate(table, request, per_page)
    return {"table": table, "filter": filterset}


def _sort(table: Table, request: HttpRequest) -> None:
    known = {name for name, column in table.columns.items() if column.orderable}
    asked = request.GET.getlist(table.prefixed_order_by_field)
    order = [name for name in asked if name.lstrip("-") in known]
    if order:
        table.order_by = order


def _paginate(table: Table, request: HttpRequest, per_page: int) -> None:
    wanted = _number(request.GET.get(table.prefixed_per_page_field), per_page)
    page = _number(request.GET.get(table.prefixed_page_field), 1)
    try:
        table.paginate(
            table.paginator_class, page=page, per_page=min(max(wanted, 1), MOST_PER_PAGE)
        )
    except PageNotAnInteger:
        table.page = table.paginator.page(1)
    except EmptyPage:
        table.page = table.paginator.page(max(table.paginator.num_pages, 1))
    table.data._length = table.paginator.count  # the template asks; it would be counted again


def _number(text: str | None, default: int) -> int:
    try:
        return int(text or default)
    except ValueError:
        return default
