"""All settings, read from the environment. Every variable is in README's table."""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from apps.accounts.panel.theme import UNFOLD as UNFOLD
from apps.core.addresses import read_header, read_trusted
from apps.core.logs import logging_settings
from apps.core.reach import read_networks
from apps.plugins.loader import with_plugins
from lepton_site.choices import one_of
from lepton_site.content_policy import (
    ADMIN_CONTENT_SECURITY_POLICY as ADMIN_CONTENT_SECURITY_POLICY,
)
from lepton_site.content_policy import ADMIN_PATH as ADMIN_PATH
from lepton_site.content_policy import CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY
from lepton_site.memory import job_share, serve_share
from lepton_site.oauth2 import client_credentials
from lepton_site.openapi import SPECTACULAR_SETTINGS as SPECTACULAR_SETTINGS
from lepton_site.rooms import CHORES, ROOMS
from lepton_site.secret import read_or_create_secret
from lepton_site.spool import spool_options

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- where things live -------------------------------------------------------
VAR_DIR = Path(env.str("LEPTON_VAR", default=str(BASE_DIR / "var"))).resolve()
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)  # it holds hashes and keys
WORK_DIR = VAR_DIR / "work"  # job spools, partial uploads, local copies of inputs

# --- core --------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or read_or_create_secret(VAR_DIR / "secret_key")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # former keys, still read
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
_port = env.str("PORT", default="8000")
_site_url = env.str("SITE_URL", default="")
SITE_URL = (_site_url or f"http://127.0.0.1:{_port}").rstrip("/")
SITE_URL_CONFIGURED = bool(_site_url)
_here_only = env.str("HOST", default="127.0.0.1") in {"localhost", "127.0.0.1", "::1"}
if "*" in ALLOWED_HOSTS and not SITE_URL_CONFIGURED and not _here_only:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS=* needs SITE_URL: the site would answer under any name that a visitor makes"
        " up. Set SITE_URL to the address that people use, or name the hosts in ALLOWED_HOSTS."
    )
HTTPS = env.bool("HTTPS", default=SITE_URL.startswith("https://"))
ROOT_URLCONF = "lepton_site.urls"
WSGI_APPLICATION = "lepton_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "oauth2_provider",  # before accounts, whose admin takes its models out of the panel
    *ROOMS,
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
    "apps.core.logs.RequestMiddleware",
    "apps.core.means.MeansMiddleware",
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
DATABASES["default"]["CONN_MAX_AGE"] = 60  # opening one anew takes longer than a request's queries
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue instead of failing half-way: the lock is taken when a transaction starts.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        " PRAGMA foreign_keys=ON; PRAGMA cache_size=-4000;",
    }
    # Tests with threads need a file: shared in-memory tables answer 'locked' instead of waiting.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)

CACHES = {"default": env.cache_url("CACHE_URL", default=f"filecache://{VAR_DIR / 'cache'}")}
if CACHES["default"]["BACKEND"].endswith(".FileBasedCache"):
    CACHES["default"]["BACKEND"] = "apps.core.file_cache.CountingFileCache"
    CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 5000)
elif CACHES["default"]["BACKEND"].endswith(".RedisCache"):
    CACHES["default"]["BACKEND"] = "apps.core.redis_cache.EnduringRedisCache"

# --- Celery: a doorbell that carries job ids ---------------------------------
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="filesystem://localhost")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A busy worker must not hold what an idle one could run. The embedded broker has its own rule for
# this (broker.QoS), RabbitMQ another (free_slots).
CELERY_WORKER_DISABLE_PREFETCH = CELERY_BROKER_URL.startswith("redis")
# After a lost connection Celery would take fewer messages at first and raise the number in a pool's
# thread, on the connection that its main thread reads: the two break each other's frames, and the
# worker hears nothing more. There is nothing to reduce where the multiplier is 1.
CELERY_WORKER_ENABLE_PREFETCH_COUNT_REDUCTION = False
# Of tasks that are acknowledged late: there are none. Without it each lost connection warns.
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker outlives any absence of its broker
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.1}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_TRANSPORT_OPTIONS = (
    spool_options(VAR_DIR / "broker") if CELERY_BROKER_URL.startswith("filesystem") else {}
)

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
            "max_memory_size": 8 * 1024**2,  # a larger one is read by way of a temporary file
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
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
LOCALE_PATHS = [BASE_DIR / "lepton_site" / "locale"]
FORMAT_MODULE_PATH = ["lepton_site.formats"]
LANGUAGE_COOKIE_SAMESITE = "Lax"

# --- accounts ----------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["apps.accounts.backends.PeopleBackend"]
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
EMAIL_TIMEOUT = 30  # seconds that a mail server may be silent
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
TRUST_PROXY = env.bool("TRUST_PROXY", default=False)
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# X-Forwarded-For can be forged: only what these proxies wrote is believed (core.addresses).
TRUSTED_PROXIES = read_trusted(env.str("TRUSTED_PROXIES", default="1" if TRUST_PROXY else "0"))
PROXY_HEADER = read_header(env.str("PROXY_HEADER", default="X-Forwarded-For"))

# Requests to addresses that people typed (apps.core.outbound) reach public addresses only.
OUTBOUND_ALLOW = read_networks(env.list("OUTBOUND_ALLOW", default=[]))
OUTBOUND_PORTS = frozenset(env.list("OUTBOUND_PORTS", cast=int, default=[80, 443]))

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
    "DEFAULT_FILTER_BACKENDS": ["apps.core.api.filtering.Filters"],
    "DEFAULT_THROTTLE_CLASSES": ["apps.core.api.throttling.CallerThrottle"],
    "DEFAULT_THROTTLE_RATES": {"user": env.str("API_RATE", default="1200/min")},
    "DEFAULT_SCHEMA_CLASS": "apps.core.api.schema.LeptonSchema",
    "EXCEPTION_HANDLER": "apps.core.api.problems.problem_handler",
    "URL_FORMAT_OVERRIDE": None,
    "PAGE_SIZE": 100,
}
OAUTH2_TOKEN_SECONDS = env.int("OAUTH2_TOKEN_SECONDS", default=3600)
OAUTH2_PROVIDER_APPLICATION_MODEL = "oauth2_provider.Application"
OAUTH2_PROVIDER = client_credentials(OAUTH2_TOKEN_SECONDS)

# --- jobs --------------------------------------------------------------------
JOB_QUEUES = ("default", "heavy", "gpu")
JOB_WARM_CHILDREN = env.int("JOB_WARM_CHILDREN", default=2)
JOB_MAX_ATTEMPTS = 3  # the first and at most two more after a lost worker
JOB_LOST_AFTER_SECONDS = env.int("JOB_LOST_AFTER_SECONDS", default=60)
JOB_HEARTBEAT_SECONDS = min(JOB_LOST_AFTER_SECONDS / 6, 10)  # never so rare that it reads as death
JOB_RESEND_AFTER_SECONDS = env.int("JOB_RESEND_AFTER_SECONDS", default=30)
JOB_HOUSEKEEPING_SECONDS = env.int("JOB_HOUSEKEEPING_SECONDS", default=10)  # reap, ring again
JOB_PRUNE_SECONDS = 3600
JOB_TIME_LIMIT_SECONDS = env.int("JOB_TIME_LIMIT_SECONDS", default=6 * 3600)
JOB_CANCEL_GRACE_SECONDS = 1.0  # then SIGKILL: even the stubborn end within 2 s on a busy machine
JOB_CONCURRENCY = env.int("JOB_CONCURRENCY", default=0)  # 0: what the worker was started with
JOB_DEVICES = env.int("JOB_DEVICES", default=1)  # GPUs of one training that can share its work
JOB_GPUS = env.int("JOB_GPUS", default=-1)  # -1: look for them on this machine
_job_memory = env.int("JOB_MEMORY_BYTES", default=-1)  # -1: a share of what there is
JOB_MEMORY_BYTES = job_share() if _job_memory < 0 else _job_memory  # of a job's processes; 0: none
JOB_SYSTEM_MEMORY_BYTES = env.int("JOB_SYSTEM_MEMORY_BYTES", default=3 * 1024**3)
JOB_WARM_RUNS = 100  # jobs that a warm child serves before it is replaced
JOB_WARM_MEMORY_BYTES = 600 * 1024**2  # a warm child that holds more is replaced
# Idle, a child that has imported what trainings need waits so long for the next; 0: none waits.
JOB_READY_SECONDS = env.int("JOB_READY_SECONDS", default=900)
JOB_LOG_LINES, JOB_METRIC_POINTS = 10_000, 2_000
JOB_PARTS = env.int("JOB_PARTS", default=1000)  # of one divided run, trials of one search
JOB_NICE = env.int("JOB_NICE", default=10)  # pages go before computations
JOB_CHILD_ENV = env.list("JOB_CHILD_ENV", default=[])  # more variables that engines may see
JOB_TRACKING = env.list("JOB_TRACKING", default=["tensorboard"])  # also: wandb, always offline
# Base models that an administrator puts there, each a folder as transformers saves it.
TEXT_MODELS_DIR = Path(env.str("LEPTON_TEXT_MODELS", default=str(VAR_DIR / "text-models")))
JOB_LOG_DAYS = env.int("JOB_LOG_DAYS", default=90)  # log lines and curves of finished jobs
COMPETITOR_OLD_MONTHS = env.int("COMPETITOR_OLD_MONTHS", default=12)  # older figures say so
JOB_KEEP_DAYS = env.int("JOB_KEEP_DAYS", default=0)  # finished runs of people; 0: for ever
JOB_SYSTEM_DAYS = env.int("JOB_SYSTEM_DAYS", default=7)  # finished system and predict jobs
# --- models that answer at once ------------------------------------------------
SERVE_SOCKET = VAR_DIR / "serve.sock"  # where `serve` listens; only this account may open it
_serve_memory = env.int("SERVE_MEMORY_BYTES", default=-1)  # -1: a share of what there is
SERVE_MEMORY_BYTES = serve_share() if _serve_memory < 0 else _serve_memory  # of all loaded models
SERVE_IDLE_SECONDS = env.int("SERVE_IDLE_SECONDS", default=1800)  # then a model is let go
SERVE_QUEUE_ROWS = env.int("SERVE_QUEUE_ROWS", default=2000)  # that wait for one model
SERVE_THREADS = env.int("SERVE_THREADS", default=0)  # of each model; 0: half of the cores
SERVE_GPU = env.str("SERVE_GPU", default="")  # what CUDA_VISIBLE_DEVICES says; empty: processor
_precision = env.str("SERVE_PRECISION", default="fp32")
SERVE_PRECISION = one_of("SERVE_PRECISION", _precision, "fp32", "auto")
PREDICTION_LOG_SECONDS = 1.0  # for which logged predictions gather; 0: each is written at once
_runtime = env.str("SERVE_RUNTIME", default="auto")
SERVE_RUNTIME = one_of("SERVE_RUNTIME", _runtime, "auto", "torch", "openvino")
SERVE_ROWS, SERVE_REQUEST_BYTES = 500, 1024**2  # of one request; more, or longer, is a job's
MODEL_SIGNING_KEY = env.str("MODEL_SIGNING_KEY", default="")  # else var/model_signing_key
MODEL_BUNDLE_BYTES = env.int("MODEL_BUNDLE_BYTES", default=4 * 1024**3)  # of an import, unpacked
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BEAT_SCHEDULE = CHORES

# --- what happened -----------------------------------------------------------
WEBHOOK_POLL_SECONDS = 1.0  # how soon a worker sees what is due
WEBHOOK_DAYS = env.int("WEBHOOK_DAYS", default=30)  # deliveries that are over
UNKNOWN_KINDS_ARE_ERRORS = False  # tests are stricter: see apps.core.catalogue

# --- quotas of a new project --------------------------------------------------
PROJECT_DISK_BYTES = env.int("PROJECT_DISK_BYTES", default=20 * 1024**3)
PROJECT_CONCURRENT_JOBS = env.int("PROJECT_CONCURRENT_JOBS", default=20)
PROJECT_OPEN_STEPS = env.int("PROJECT_OPEN_STEPS", default=50)  # predictions and file readings
PROJECT_GPU_HOURS = env.int("PROJECT_GPU_HOURS", default=100)
PERSON_INVITATIONS_A_DAY = env.int("PERSON_INVITATIONS_A_DAY", default=50)
PROJECT_INVITATIONS_A_DAY = env.int("PROJECT_INVITATIONS_A_DAY", default=100)

LEPTON_PLUGINS = env.list("LEPTON_PLUGINS", default=[])
LEPTON_STRICT = env.bool("LEPTON_STRICT", default=False)
INSTALLED_APPS = with_plugins(INSTALLED_APPS, LEPTON_PLUGINS, strict=LEPTON_STRICT)

METRICS_TOKEN = env.str("METRICS_TOKEN", default="")  # without it there is no /metrics
LOG_FORMAT = env.str("LOG_FORMAT", default="line")
LOGGING = logging_settings(LOG_FORMAT, env.str("LOG_LEVEL", default="INFO"))
