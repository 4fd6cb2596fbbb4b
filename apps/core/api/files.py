"""Files in answers: streamed, named, never run by a browser."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse


def download(file: Any, name: str, media_type: str, *, tag: str = "") -> FileResponse:
    """Stream ``file`` (a stored ``FieldFile`` or an open binary file) as an attachment."""
    stream = file.open("rb") if hasattr(file, "storage") else file
    response = FileResponse(stream, as_attachment=True, filename=name, content_type=media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox"
    if tag:
        response.headers["ETag"] = f'"{tag}"'
    return response
