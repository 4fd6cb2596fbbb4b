"""Files in answers: streamed, named, never run by a browser."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse
from django.utils.http import content_disposition_header


def attachment(response: Any, name: str) -> Any:
    """Mark a response as a file to keep, whatever it holds."""
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox"
    return response


def download(file: Any, name: str, media_type: str, *, tag: str = "") -> Any:
    """Stream ``file`` (a stored ``FieldFile`` or an open binary file) as an attachment."""
    stream = file.open("rb") if hasattr(file, "storage") else file
    response = FileResponse(stream, filename=name, content_type=media_type)
    if tag:
        response.headers["ETag"] = f'"{tag}"'
    return attachment(response, name)
