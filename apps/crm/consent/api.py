"""Consents and the suppression list over REST."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.addresses import address_of
from apps.core.api.columns import filters_of
from apps.core.messages import msg
from apps.crm.consent import facts, suppressing
from apps.crm.consent import serializers as shapes
from apps.crm.consent.facts import Statement
from apps.crm.models import Consent, Contact, ContactReference, Lead, Suppression
from apps.projects.api_base import SyncedViewSet
from apps.projects.domain.errors import Refused
from apps.projects.models import Role


@extend_schema_view(
    list=extend_schema(summary="List consents"),
    retrieve=extend_schema(summary="Read a consent"),
    create=extend_schema(
        summary="Record a consent or its withdrawal",
        request=shapes.ConsentInput,
        responses={201: shapes.ConsentSerializer},
    ),
)
class ConsentsViewSet(SyncedViewSet):
    """What people agreed to, and what they took back. Nothing here is changed or deleted but with
    the person: a change of mind is a new row, and the newest of a person and purpose counts.
    """

    resource = "consents"
    scopes = {"list": "read", "retrieve": "read", "create": "write"}
    roles = {"list": Role.VIEWER, "retrieve": Role.VIEWER, "create": Role.ANALYST}
    orderings = {"created_at": "created_at", "at": "at"}
    queryset = Consent.objects.all()
    serializer_class = shapes.ConsentSerializer
    filterset_class = filters_of(shapes.ConsentSerializer, Consent)
    lookup_url_kwarg = "consent_id"

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Withdrawing is `decision: withdrawn`. Whether a person may be written to is told by
        their newest statement and the suppression list together.
        """
        sent = dict(self.parse(shapes.ConsentInput))
        person = self._person(sent)
        row = facts.record(person, self.user, Statement(**sent))
        return self.answer_fresh(row, status.HTTP_201_CREATED, address_of(row))

    def _person(self, sent: dict[str, Any]) -> Contact | Lead:
        named = {name: sent.pop(name, None) for name in ("contact", "lead", "contact_by_external")}
        given = {name: value for name, value in named.items() if value is not None}
        if len(given) != 1:
            raise Refused(
                msg("Name the person by one of 'contact', 'lead' and 'contact_by_external'."),
                field="contact",
            )
        ((name, value),) = given.items()
        model = Lead if name == "lead" else Contact
        if name == "contact_by_external":
            references = ContactReference.objects.filter(project=self.project)
            value = references.filter(system=value["system"], external_id=value["id"]).values(
                "row"
            )[:1]
        row: Contact | Lead | None = model.objects.filter(project=self.project, pk=value).first()
        if row is None:
            raise Refused(msg("There is no such person in this project."), field=name)
        return row


@extend_schema_view(
    list=extend_schema(summary="List suppressions"),
    retrieve=extend_schema(summary="Read a suppression"),
    create=extend_schema(
        summary="Suppress an address",
        request=shapes.SuppressionInput,
        responses={200: shapes.SuppressionSerializer, 201: shapes.SuppressionSerializer},
    ),
)
class SuppressionsViewSet(SyncedViewSet):
    """Addresses that are not to be used, known by keyed hashes alone."""

    resource = "suppressions"
    scopes = {"list": "read", "retrieve": "read", "check": "read", "create": "write",
              "lift": "write"}  # fmt: skip
    roles = {
        **dict.fromkeys(["list", "retrieve", "check"], Role.VIEWER),
        "create": Role.ANALYST,
        "lift": Role.OWNER,
    }
    conditional = frozenset({"lift"})
    queryset = Suppression.objects.all()
    serializer_class = shapes.SuppressionSerializer
    filterset_class = filters_of(shapes.SuppressionSerializer, Suppression)
    lookup_url_kwarg = "suppression_id"

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """201 if it is new on the list, 200 if it was there: 'erased' takes the place of a weaker
        reason, and otherwise the entry stays as it is. Who is on the list as `erased` cannot be
        made anew, by REST, import or a form.
        """
        sent = self.parse(shapes.SuppressionInput)
        added = suppressing.add(
            self.project, self.user, _address(sent), sent["reason"], sent.get("note", "")
        )
        code = status.HTTP_201_CREATED if added.new else status.HTTP_200_OK
        return self.answer_fresh(added.row, code, address_of(added.row))

    @extend_schema(
        summary="Look an address up",
        request=shapes.SuppressionQuestion,
        responses=shapes.SuppressionAnswer,
    )
    def check(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Whether this address is on the list. Nothing is changed, and the address is not kept."""
        address = _address(self.parse(shapes.SuppressionQuestion))
        found = suppressing.find(self.project.pk, [address]).get(address)
        entry = self.read(found) if found else None
        return Response({"suppressed": found is not None, "entry": entry})

    @extend_schema(
        summary="Lift a suppression",
        request=shapes.LiftInput,
        responses=shapes.SuppressionSerializer,
    )
    def lift(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Owners, with a reason. The entry stays as `lifted_at` and counts no more."""
        why = self.parse(shapes.LiftInput)["lifted_why"]
        with self.change() as row:
            suppressing.lift(row, self.user, why)
        return self.answer_fresh(row)


def _address(sent: dict[str, Any]) -> suppressing.Address:
    given = [name for name in suppressing.CHANNELS if sent.get(name)]
    if len(given) != 1:
        raise Refused(msg("Give one of 'email' and 'phone'."), field="email")
    (channel,) = given
    return channel, suppressing.normal(channel, sent[channel], sent.get("country", ""))
