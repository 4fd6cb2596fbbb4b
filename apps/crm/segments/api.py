"""Segments over REST."""

from __future__ import annotations

from apps.core.api.columns import filters_of
from apps.crm.models import Segment
from apps.crm.segments import serializers as shapes
from apps.crm.segments.records import SEGMENTS
from apps.projects.api_records import RecordViewSet, described


@described(
    "segment", "segments", shapes.SegmentSerializer, shapes.SegmentInput, shapes.SegmentBatch
)
class SegmentsViewSet(RecordViewSet):
    """Saved filters over companies, contacts and leads."""

    resource = "segments"
    kind = SEGMENTS
    queryset = Segment.objects.all()
    serializer_class = shapes.SegmentSerializer
    input_class = shapes.SegmentInput
    row_class = shapes.SegmentRow
    filterset_class = filters_of(shapes.SegmentSerializer, Segment)
    lookup_url_kwarg = "segment_id"
