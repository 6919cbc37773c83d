"""QR codes of addresses."""

from __future__ import annotations

from io import BytesIO

import segno

TYPES = {"svg": "image/svg+xml", "png": "image/png"}
"""Kind of image → media type."""


def qr_code(address: str, kind: str) -> bytes:
    """Return the QR code of an address as an image; `kind` is a key of TYPES."""
    buffer = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(buffer, kind=kind, scale=8, border=4, light="#fff")
    return buffer.getvalue()
