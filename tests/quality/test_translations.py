"""Every marked string has a sound Chinese translation."""

from deploy import messages


def test_every_string_is_translated_with_the_same_placeholders():
    assert list(messages.problems([])) == []


def test_no_catalogue_holds_what_is_no_longer_used():
    extracted = messages.extract(messages.ROOT)
    for app, strings in extracted.items():
        used = {(found.msgid, found.context) for found in strings}
        catalogue = messages._read(messages.catalogue_path(app))
        held = {
            (tuple(entry.id) if entry.pluralizable else entry.id, entry.context)
            for entry in catalogue
            if entry.id
        }
        assert held <= used, app
