"""Bundles, approval and the rule for serving names over REST."""

from __future__ import annotations

import io
from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.conditional import tagged
from apps.core.api.files import attachment
from apps.core.api.serializers import InputSerializer, PersonSerializer
from apps.core.api.views import ApiViewSet
from apps.modelhub import serializers as shapes
from apps.modelhub.bundles import keys
from apps.modelhub.bundles.receiving import receive
from apps.modelhub.bundles.writing import bundle_name, export_bundle
from apps.modelhub.domain import approvals
from apps.modelhub.models import ModelApproval, RegisteredModel, RegistryPolicy
from apps.projects.api_base import ProjectViewSet
from apps.projects.models import Role


class FileParser(BaseParser):
    """A whole bundle: its bytes are read piece by piece."""

    media_type = "application/octet-stream"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        return stream


class ApprovalSerializer(serializers.Serializer):
    """Whether an owner has approved the model. `by` and `at` are null where none has."""

    approved = serializers.BooleanField()
    by = PersonSerializer(allow_null=True)
    at = serializers.DateTimeField(allow_null=True)


class PolicySerializer(serializers.Serializer):
    """`needs_approval`: serving names point to approved models alone."""

    needs_approval = serializers.BooleanField()


class PolicyInput(InputSerializer):
    needs_approval = serializers.BooleanField()


class SigningKeySerializer(serializers.Serializer):
    """The key that this installation signs bundles of models with."""

    algorithm = serializers.CharField()
    public_key = serializers.CharField(help_text="32 bytes in base64.")
    fingerprint = serializers.CharField(help_text="For people to compare.")


class BundlesViewSet(ProjectViewSet):
    """Registered models as signed zips."""

    resource = "bundles"
    selective = frozenset()
    scopes = {"retrieve": "read", "create": "write"}
    roles = {"retrieve": Role.ANALYST, "create": Role.EDITOR}
    downloads = frozenset({"retrieve"})
    unrepeatable = frozenset({"create"})
    parser_classes = [FileParser]
    queryset = RegisteredModel.objects.select_related("job", "project")
    serializer_class = shapes.ModelDetailSerializer
    lookup_url_kwarg = "model_id"

    @extend_schema(
        summary="Export a model",
        operation_id="models_export",
        responses={(200, "application/zip"): OpenApiTypes.BINARY},
    )
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        """A zip of safetensors, JSON and text with the SHA-256 of each and the signature of this
        installation. Another installation imports it.
        """
        model = self.get_object()
        response = StreamingHttpResponse(export_bundle(model), content_type="application/zip")
        answer: StreamingHttpResponse = attachment(response, bundle_name(model))
        return answer

    @extend_schema(
        summary="Import a model",
        operation_id="models_import",
        request={"application/octet-stream": OpenApiTypes.BINARY},
        parameters=[
            OpenApiParameter(
                "fingerprint",
                str,
                description="Of the signer's key, where it is not trusted here; owners only.",
            )
        ],
        responses={201: shapes.ModelDetailSerializer},
    )
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The body is a bundle. What was changed, would run code, or needs what is not here is
        refused in words.
        """
        typed = request.query_params.get("fingerprint", "")
        source: Any = request.data if hasattr(request.data, "read") else io.BytesIO()  # no body
        model = receive(source, self.project.pk, self.user, typed)
        row = self.get_queryset().get(pk=model.pk)
        return Response(self.get_serializer(row).data, status=status.HTTP_201_CREATED)


class ApprovalsViewSet(ProjectViewSet):
    """An owner's word that a model may serve."""

    resource = "approvals"
    selective = frozenset()
    scopes = {"retrieve": "read", "approve": "write", "destroy": "write"}
    roles = {"retrieve": Role.VIEWER, "approve": Role.OWNER, "destroy": Role.OWNER}
    queryset = RegisteredModel.objects.select_related("project", "created_by")
    serializer_class = ApprovalSerializer
    lookup_url_kwarg = "model_id"

    @extend_schema(summary="Read a model's approval", operation_id="model_approval_retrieve")
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Whether, by whom and when."""
        return tagged(request, _told(approvals.approval_of(self.get_object())))

    @extend_schema(summary="Approve a model", request=None, operation_id="model_approval_create")
    def approve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """By an owner other than whoever made it (else 409)."""
        return Response(_told(approvals.approve(self.get_object(), self.user)))

    @extend_schema(
        summary="Withdraw an approval",
        operation_id="model_approval_destroy",
        responses={204: None},
    )
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """409 while a serving name that needs it points to the model."""
        approvals.withdraw(self.get_object(), self.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _told(approval: ModelApproval | None) -> dict[str, Any]:
    if approval is None:
        return {"approved": False, "by": None, "at": None}
    values = {"approved": True, "by": approval.by, "at": approval.created_at}
    return dict(ApprovalSerializer(values).data)


class PolicyViewSet(ProjectViewSet):
    """The project's rule for its serving names."""

    resource = "model_policy"
    selective = frozenset()
    scopes = {"retrieve": "read", "update": "administer"}
    roles = {"retrieve": Role.VIEWER, "update": Role.OWNER}
    queryset = RegistryPolicy.objects.all()
    serializer_class = PolicySerializer

    @extend_schema(summary="Read the rule for serving names", operation_id="model_policy_retrieve")
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Without approval unless an owner has said otherwise."""
        return tagged(request, {"needs_approval": approvals.needs_approval(self.project.pk)})

    @extend_schema(
        summary="Change the rule for serving names",
        request=PolicyInput,
        operation_id="model_policy_update",
    )
    def update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Names that point already stay where they are."""
        needed = self.parse(PolicyInput)["needs_approval"]
        approvals.set_policy(self.project.pk, self.user, needed)
        return Response({"needs_approval": needed})


class SigningKeyViewSet(ApiViewSet):
    """This installation's public key. It belongs to no project."""

    resource = "signing_key"
    selective = frozenset()
    scopes = {"retrieve": "read"}
    serializer_class = SigningKeySerializer
    pagination_class = None
    filter_backends: list[Any] = []

    @extend_schema(
        summary="Read the signing key",
        operation_id="signing_key_retrieve",
        responses=SigningKeySerializer,
    )
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Others trust it by `manage.py model_signers trust NAME KEY`."""
        key = keys.public_key()
        told = {
            "algorithm": "ed25519",
            "public_key": key,
            "fingerprint": keys.fingerprint(key),
        }
        return tagged(request, told)
