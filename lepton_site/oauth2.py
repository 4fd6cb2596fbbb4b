"""django-oauth-toolkit's settings: client credentials and nothing else."""

from __future__ import annotations

from typing import Any

# What the library offers of RFC 9700; TOKEN_STORAGE keeps only the SHA-256 of a token.
GATES = (
    *("IMPLICIT_GRANT", "PASSWORD_GRANT", "PKCE_METHOD", "PKCE_REQUIRED", "REDIRECT_URI_MATCHING"),
    *("REDIRECT_URI_SCHEME", "ACCESS_TOKEN_TRANSPORT", "AUTHZ_RESPONSE_ISS", "REFRESH_TOKEN"),
    "TOKEN_STORAGE",
)


def client_credentials(seconds: int) -> dict[str, Any]:
    """Tokens that live for ``seconds``; no page where a person grants something, no refresh."""
    return {
        "OAUTH2_SERVER_CLASS": "oauthlib.oauth2.BackendApplicationServer",
        "OAUTH2_VALIDATOR_CLASS": "apps.accounts.oauth.ClientValidator",
        "SCOPES_BACKEND_CLASS": "apps.accounts.oauth.ClientScopes",
        "ACCESS_TOKEN_GENERATOR": "apps.accounts.oauth.new_token",
        "ACCESS_TOKEN_EXPIRE_SECONDS": seconds,
        "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
        "REFRESH_TOKEN_REUSE_PROTECTION": True,
        **{f"COMPLIANT_BCP_RFC9700_{gate}": True for gate in GATES},
    }
