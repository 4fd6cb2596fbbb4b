"""All settings, read from the environment. Every variable is in README's table."""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from apps.accounts.panel.theme import UNFOLD as UNFOLD
from apps.plugins.loader import with_plugins
from lepton_site.secret import read_or_create_secret

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- where things live -------------------------------------------------------
VAR_DIR = Path(env.str("LEPTON_VAR", default=str(BASE_DIR / "var"))).resolve()
VAR_DIR.mkdir(parents=True, exist_ok=True)
WORK_DIR = VAR_DIR / "work"  # job spools, partial uploads, local copies of inputs

# --- core --------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or read_or_create_secret(VAR_DIR / "secret_key")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # former keys, still read
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
_port = env.str("PORT", default="8000")
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{_port}").rstrip("/")
SITE_URL_CONFIGURED = "SITE_URL" in env
HTTPS = env.bool("HTTPS", default=SITE_URL.startswith("https://"))
ROOT_URLCONF = "lepton_site.urls"
WSGI_APPLICATION = "lepton_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "apps.core",
    "apps.reference",
    "apps.accounts",
    "apps.engines",
    "apps.plugins",
    "apps.projects",
    "apps.events",
    "apps.jobs",
    "apps.datasets",
    "apps.modelhub",
    "apps.research",
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "unfold.contrib.import_export",
    "import_export",
    "apps.accounts.panel.config.LeptonAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "template_partials",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "apps.core.policies.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "apps.accounts.middleware.PersonalSettingsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "apps.core.htmx.HtmxMannersMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "csp.context_processors.nonce",
                "apps.core.context.chrome",
            ],
            "builtins": ["apps.core.templatetags.lepton"],
        },
    }
]
FORM_RENDERER = "apps.core.forms.LeptonFormRenderer"

# --- database ----------------------------------------------------------------
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'lepton.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue instead of failing half-way: the lock is taken when a transaction starts.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        " PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;",
    }
    # Tests with threads need a file: shared in-memory tables answer 'locked' instead of waiting.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {"default": env.cache_url("CACHE_URL", default=f"filecache://{VAR_DIR / 'cache'}")}

# --- Celery: a doorbell that carries job ids ---------------------------------
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="filesystem://localhost")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A busy worker must not hold what an idle one could run. The embedded broker has its own rule for
# this (broker.QoS); RabbitMQ has none, there the housekeeping sends the id again.
CELERY_WORKER_DISABLE_PREFETCH = CELERY_BROKER_URL.startswith("redis")
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.1}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {}
if CELERY_BROKER_URL.startswith("filesystem"):
    _spool = VAR_DIR / "broker"
    for _name in ("messages", "control", "processed"):
        (_spool / _name).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_spool / "messages"),
        "data_folder_out": str(_spool / "messages"),
        "control_folder": str(_spool / "control"),
        "processed_folder": str(_spool / "processed"),
        "polling_interval": 0.05,
    }

# --- files -------------------------------------------------------------------
MEDIA_ROOT = VAR_DIR / "files"
_storage = env.str("LEPTON_STORAGE", default="files")  # "files" or "s3://bucket/prefix"
if _storage.startswith("s3://"):
    _bucket, _slash, _prefix = _storage.removeprefix("s3://").partition("/")
    _default_storage: dict[str, Any] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": _bucket,
            "location": _prefix,
            "endpoint_url": env.str("S3_ENDPOINT_URL", default=None),
            "region_name": env.str("S3_REGION", default=None),
            "file_overwrite": False,
            "default_acl": "private",
        },
    }
else:
    _default_storage = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
STORAGES = {
    "default": _default_storage,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- language and time -------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
LOCALE_PATHS = [BASE_DIR / "lepton_site" / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"

# --- accounts ----------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "apps.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts come by invitation, whose link proves the address
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Allowed tries; beyond them the person reads a sentence that says when to try again.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "10/m/ip,3/m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
# X-Forwarded-For can be forged: only the hops added by this many own proxies are believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int(
    "TRUSTED_PROXY_COUNT", default=1 if env.bool("TRUST_PROXY", default=False) else 0
)
USERSESSIONS_TRACK_ACTIVITY = False
MFA_ADAPTER = "apps.accounts.second_factor.MFAAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the invitation's link has proven the address
MFA_TOTP_TOLERANCE = 1  # one step of 30 s either way, for clocks that are a little off
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True  # names are typed by people; spreadsheets run "="
LEPTON_ADMIN_REQUIRE_MFA = env.bool("LEPTON_ADMIN_REQUIRE_MFA", default=False)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Lepton"

# --- mail: without a server, mail goes to the administrators' outbox page -----
EMAIL_URL = env.str("EMAIL_URL", default="")
if EMAIL_URL:
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "apps.accounts.outbox.OutboxBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Lepton <lepton@localhost>")

# --- security ----------------------------------------------------------------
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "apps.core.views.csrf_failure"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=HTTPS)
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.bool("TRUST_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

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

# --- REST --------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "apps.accounts.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["apps.core.api.permissions.ScopedPermission"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["apps.core.api.parsers.BoundedJSONParser"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_PAGINATION_CLASS": "apps.core.api.pagination.KeysetPagination",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_THROTTLE_CLASSES": ["apps.core.api.throttling.CallerThrottle"],
    "DEFAULT_THROTTLE_RATES": {"user": env.str("API_RATE", default="1200/min")},
    "DEFAULT_SCHEMA_CLASS": "apps.core.api.schema.LeptonSchema",
    "EXCEPTION_HANDLER": "apps.core.api.problems.problem_handler",
    "URL_FORMAT_OVERRIDE": None,
    "PAGE_SIZE": 100,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Lepton API",
    "DESCRIPTION": "Everything that the pages do with projects, market entries, data, jobs and"
    " models, for programs. Make a token on your page 'API tokens', send it as"
    " `Authorization: Bearer …`. Lists are paged: follow `next` until it is null. Errors are"
    " problem documents (RFC 9457). Texts come in the language of `Accept-Language`"
    " (`en`, `zh-Hans`).",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "COMPONENT_NO_READ_ONLY_REQUIRED": False,
    "SORT_OPERATIONS": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "apps.core.api.schema.add_problems",
    ],
    "ENUM_NAME_OVERRIDES": {
        "Stage": "apps.projects.models.Stage",
        "Role": "apps.projects.models.Role",
        "JobState": "apps.jobs.models.State",
        "EngineState": "apps.engines.api.STATES",
        "UploadState": "apps.datasets.models.Upload.State",
    },
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
}

# --- jobs --------------------------------------------------------------------
JOB_QUEUES = ("default", "heavy", "gpu")
JOB_WARM_CHILDREN = env.int("JOB_WARM_CHILDREN", default=2)
JOB_MAX_ATTEMPTS = 3  # the first and at most two more after a lost worker
JOB_HEARTBEAT_SECONDS = 10
JOB_LOST_AFTER_SECONDS = env.int("JOB_LOST_AFTER_SECONDS", default=60)
JOB_RESEND_AFTER_SECONDS = env.int("JOB_RESEND_AFTER_SECONDS", default=30)
JOB_HOUSEKEEPING_SECONDS = env.int("JOB_HOUSEKEEPING_SECONDS", default=10)  # reap, ring again
JOB_PRUNE_SECONDS = 3600
JOB_TIME_LIMIT_SECONDS = env.int("JOB_TIME_LIMIT_SECONDS", default=6 * 3600)
JOB_CANCEL_GRACE_SECONDS = 1.0  # then SIGKILL: even the stubborn end within 2 s on a busy machine
JOB_CONCURRENCY = env.int("JOB_CONCURRENCY", default=0)  # 0: what the worker was started with
JOB_GPUS = env.int("JOB_GPUS", default=-1)  # -1: look for them on this machine
JOB_MEMORY_BYTES = env.int("JOB_MEMORY_BYTES", default=0)  # of one job's processes; 0: no limit
JOB_WARM_RUNS = 100  # jobs that a warm child serves before it is replaced
JOB_WARM_MEMORY_BYTES = 600 * 1024**2  # a warm child that holds more is replaced
JOB_LOG_LINES = 10_000
JOB_METRIC_POINTS = 2_000
JOB_CHILD_ENV = env.list("JOB_CHILD_ENV", default=[])  # more variables that engines may see
JOB_LOG_DAYS = env.int("JOB_LOG_DAYS", default=90)  # log lines and curves of finished jobs
JOB_SYSTEM_DAYS = env.int("JOB_SYSTEM_DAYS", default=7)  # finished system and predict jobs
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "accounts.clean_up": {"task": "accounts.clean_up", "schedule": 86400.0},
    "datasets.prune": {"task": "datasets.prune", "schedule": 3600.0, "options": {"expires": 3600}},
}

# --- quotas of a new project --------------------------------------------------
PROJECT_DISK_BYTES = env.int("PROJECT_DISK_BYTES", default=20 * 1024**3)
PROJECT_CONCURRENT_JOBS = env.int("PROJECT_CONCURRENT_JOBS", default=20)
PROJECT_GPU_HOURS = env.int("PROJECT_GPU_HOURS", default=100)

LEPTON_PLUGINS = env.list("LEPTON_PLUGINS", default=[])
LEPTON_STRICT = env.bool("LEPTON_STRICT", default=False)
INSTALLED_APPS = with_plugins(INSTALLED_APPS, LEPTON_PLUGINS, strict=LEPTON_STRICT)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
