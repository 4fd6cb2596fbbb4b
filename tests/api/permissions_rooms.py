"""Routes of customers, feedback and promotion, for ``test_permissions``: (scope, lowest role)."""

TABLE = {
    ("creative-submit", "post"): ("write", "analyst"),
    ("creative-decide", "post"): ("write", "editor"),
    ("feedback-records", "get"): ("read", "viewer"),
    ("feedback-records", "post"): ("write", "analyst"),
    ("feedback-records-batch", "post"): ("write", "analyst"),
    ("feedback-record", "get"): ("read", "viewer"),
    ("feedback-record", "patch"): ("write", "analyst"),
    ("feedback-record", "delete"): ("write", "editor"),
    ("lead-convert", "post"): ("write", "analyst"),
    ("consents", "get"): ("read", "viewer"),
    ("consents", "post"): ("write", "analyst"),
    ("consent", "get"): ("read", "viewer"),
    ("suppressions", "get"): ("read", "viewer"),
    ("suppressions", "post"): ("write", "analyst"),
    ("suppression-check", "post"): ("read", "viewer"),
    ("suppression", "get"): ("read", "viewer"),
    ("suppression-lift", "post"): ("write", "owner"),
}
