"""Other CRM systems kept in step with this one, both ways.

``contract`` is what a system has to offer, ``systems`` are those that are built in, ``registry``
knows them and those of plugins. ``running`` is the course of one exchange: ``pulling`` takes in
what was changed there, ``pushing`` sends what was changed here, ``comparing`` decides field by
field.
"""
