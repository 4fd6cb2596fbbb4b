"""What rooms with several small collections share: how rows are linked and checked, the forms and
pages that write them, their shapes over REST and their happenings.

A room declares a :class:`~apps.projects.domain.records.RecordKind` for each collection and a
:class:`~apps.projects.collections.sections.Section` for its pages.
"""
