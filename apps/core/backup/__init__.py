"""The whole installation, or one project of it, as a zip that another installation can read.

A zip holds ``rows/<app.Model>.jsonl`` (one row a line, column → value), ``files/<name>`` (what
Django storage holds) and, last, ``manifest.json`` with counts, sizes, SHA-256 sums and the
migrations that the rows were written under. Nothing in it depends on the database engine, so what
SQLite wrote PostgreSQL reads.
"""
