"""Text in files that spreadsheets open."""

from __future__ import annotations

# Full-width forms too: spreadsheets of East Asian editions read them as formulas (OWASP).
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: str) -> str:
    """Text that a spreadsheet will not run as a formula (OWASP: CSV injection); numbers stay."""
    if not cell.startswith(_RISKY):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"'{cell}"
    return cell
