"""QR codes of addresses."""

from __future__ import annotations

from io import BytesIO

import segno

TYPES = {"svg": "image/svg+xml", "png": "image/png"}
"""Media types by the kind of picture."""


def qr_code(address: str, kind: str) -> bytes:
    """Return the QR code of an address as a picture of a kind, with its quiet zone."""
    content = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(content, kind=kind, scale=8, border=4, light="#fff")
    return content.getvalue()
