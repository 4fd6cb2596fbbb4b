"""What pages may load and run: the Content-Security-Policy of the site and of its admin panel."""

from csp.constants import NONCE, NONE, SELF

CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": [],
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    },
}
# The admin theme runs Alpine.js, which evaluates attribute expressions: its own policy.
# Named by the start of the path it is for; directives not named here stay as above.
ADMIN_PATH = "/admin/"
ADMIN_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, NONCE, "'unsafe-eval'"],
    "style-src": [SELF, "'unsafe-inline'"],
}
