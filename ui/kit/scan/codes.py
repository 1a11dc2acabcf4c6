"""The barcodes on the first page of a scan: lines or squares, turned however they are."""

from __future__ import annotations

from PySide6.QtGui import QImage

from ui.kit.scan.reading import image_of


def codes_in(content: bytes) -> tuple[str, ...]:
    """What the barcodes say; raises UnreadableScanError, a ValueError in words, where the scan cannot be read."""
    import zxingcpp  # noqa: PLC0415 - only matching a folder of scans needs it

    image, __ = image_of(content)
    gray = image.convertToFormat(QImage.Format.Format_Grayscale8)
    dots = memoryview(bytes(gray.constBits())).cast("B", (gray.height(), gray.bytesPerLine()))
    return tuple(dict.fromkeys(code.text.strip() for code in zxingcpp.read_barcodes(dots) if code.text.strip()))
