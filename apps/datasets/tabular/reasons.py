"""Why a value was rejected and what to do about it: one code, one sentence, one fix."""

from __future__ import annotations

from apps.core.messages import Message, msg

REASONS: dict[str, tuple[Message, Message]] = {
    "not_number": (
        msg("This is not a number."),
        msg("Correct the value, or import the column as text."),
    ),
    "grouping": (
        msg("The separators do not stand where they do in a number of this column."),
        msg("Check the decimal and thousands signs chosen for the column."),
    ),
    "not_whole": (
        msg("This is not a whole number."),
        msg("Import the column as 'number' instead of 'whole number'."),
    ),
    "too_large": (
        msg("The number is too large to be stored."),
        msg("Check for a typing error, or import the column as text."),
    ),
    "not_finite": (
        msg("Infinity and 'not a number' cannot be used in a calculation."),
        msg("Leave the cell empty or enter the real figure."),
    ),
    "currency": (
        msg("The amount is in another currency than the rest of the column."),
        msg("Convert it, or put each currency in a column of its own."),
    ),
    "date": (
        msg("This is not a date in the format chosen for the column."),
        msg("Write it like the others, or choose another date format."),
    ),
    "no_utc": (
        msg("In UTC this moment is not in the years 1 to 9999."),
        msg("Write it without its offset from UTC, or import the column as text."),
    ),
    "boolean": (
        msg("This is neither yes nor no."),
        msg("Use true/false, yes/no or 是/否, or import the column as text."),
    ),
    "country": (
        msg("No country is known by this name."),
        msg("Choose the country in the review list, or import the column as text."),
    ),
    "sheet_error": (
        msg("The spreadsheet shows an error in this cell."),
        msg("Correct the formula and save the file again."),
    ),
    "unreadable": (
        msg("Some characters cannot be read in the chosen encoding, or are NUL characters."),
        msg("Choose the right encoding, or save the file as UTF-8."),
    ),
    "ragged": (
        msg("The row does not have as many values as there are columns."),
        msg("Quote values that contain the delimiter; add the values that are missing."),
    ),
    "not_json": (
        msg("The line is not a JSON object."),
        msg('Write one object such as {{"a": 1}} on each line.'),
    ),
    "unknown_field": (
        msg("The object has a field that the rows before it did not have."),
        msg("Put every field in one of the first rows, with null where it is missing."),
    ),
    "duplicate": (
        msg("An earlier row has the same key."),
        msg("Remove one of the rows, or keep repeated keys."),
    ),
}
