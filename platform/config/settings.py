"""All settings of Balai, read from the environment only here. `docs/settings.md` explains each."""

import locale
import os
import secrets
import time
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.http.request import split_domain_port, validate_host

from config.environment import Environment
from foundation import limits
from foundation.builds import CURRENT, lock_builds
from foundation.processes.data_folder import make_folder
from foundation.version import __version__

env = Environment(os.environ)
ROOT = Path(__file__).resolve().parent.parent.parent
SECRET_CHARACTERS, SECRET_VARIETY = 32, 8
"""The least number of characters of SECRET_KEY, and the least number of different characters in it."""


def _demo_secret(folder: Path) -> str:
    """The demo's secret key. It is made once and kept with the data. Outside of the demo SECRET_KEY must be given."""
    path = folder / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


def _secret_key() -> str:
    """SECRET_KEY, which must be hard to guess. Django checks that too (security.W009), but only with `check
    --deploy`.
    """
    given = env.required_str("SECRET_KEY")
    if (
        len(given) < SECRET_CHARACTERS
        or len(set(given)) < SECRET_VARIETY
        or given.startswith("django-insecure-")
    ):
        raise ImproperlyConfigured(
            f"SECRET_KEY can be guessed. Give {SECRET_CHARACTERS} random characters or more, "
            "as `openssl rand -base64 48` prints them."
        )
    return given


def _made_folder(name: str, path: Path) -> Path:
    """A folder, which is made if it is missing. It must be writable."""
    if fault := make_folder(name, path):
        raise ImproperlyConfigured(fault)
    return path


def _require(right: bool, what: str) -> None:
    if not right:
        raise ImproperlyConfigured(what)


def _port_range(given: str) -> range:
    """The range of ports that the setting gives. Without a setting it is port 0 alone: the kernel chooses a
    free port.
    """
    if not given:
        return range(1)
    first, _, last = given.partition("-")
    ports = range(int(first), int(last) + 1) if first.isdecimal() and last.isdecimal() else range(0)
    if not ports or ports[0] < 1 or ports[-1] > 65535:
        raise ImproperlyConfigured(
            f'MEDIA_PORTS is "{given}". Write the first and the last port: 40000-40999.'
        )
    return ports


DEMO = env.bool("DEMO", default=False)
DATA_DIR = _made_folder("DATA_DIR", Path(env.str("DATA_DIR", default=str(ROOT / ".data"))).resolve())
SECRET_KEY = (env.str("SECRET_KEY") or _demo_secret(DATA_DIR)) if DEMO else _secret_key()
DEBUG = False
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
ALLOWED_ORIGINS = env.origins("ALLOWED_ORIGINS")
TRUSTED_PROXIES = env.addresses("TRUSTED_PROXIES", default=[])
PUBLIC_URL = env.origin("PUBLIC_URL")
_require(
    not PUBLIC_URL or validate_host(split_domain_port(urlsplit(PUBLIC_URL).netloc.lower())[0], ALLOWED_HOSTS),
    f"PUBLIC_URL is {PUBLIC_URL}, a name that ALLOWED_HOSTS does not have: its pages would be refused. Add it there.",
)
PROCESS_TYPE = env.choice("PROCESS_TYPE", default="", choices=("web", "relay"))
RELAY_URL = env.url("RELAY_URL", needed=True) if PROCESS_TYPE == "relay" else ""
RELAY_ORIGINS = env.origins("RELAY_ORIGINS")
MEDIA_ADDRESSES = env.addresses("MEDIA_ADDRESSES", default=["127.0.0.1"], pairs=True)
MEDIA_PORTS = _port_range(env.str("MEDIA_PORTS", default=""))
MEDIA_OFFERS_OF_AN_ADDRESS = env.int("MEDIA_OFFERS_OF_AN_ADDRESS", default=600)
TURN_URLS = env.urls("TURN_URLS", begins=("turn:", "turns:"))
TURN_SECRET = env.required_str("TURN_SECRET") if TURN_URLS else env.str("TURN_SECRET")
TURN_SECONDS = min(3600, env.int("TURN_SECONDS", default=3600))
PUBLIC_HTTPS_URL = env.origin("PUBLIC_HTTPS_URL", begins=("https://",))
# Where a proxy ends TLS, a request does not say that its page came over HTTPS.
CSRF_TRUSTED_ORIGINS = [*ALLOWED_ORIGINS, *(url.lower() for url in (PUBLIC_URL, PUBLIC_HTTPS_URL) if url)]
LAN_DIR = DATA_DIR / "lan"
MICROPHONES = env.str("MICROPHONES", default="simulated" if DEMO else "")
REDIS_URL = env.url("REDIS_URL", begins=("redis://", "rediss://", "unix://"))
MAIL_SERVER = env.mail_server("MAIL_URL")
MAIL_FROM = env.required_str("MAIL_FROM") if MAIL_SERVER else env.str("MAIL_FROM")
_require(
    not MAIL_FROM or "@" in parseaddr(MAIL_FROM)[1],
    f'MAIL_FROM is "{MAIL_FROM}". Give an e-mail address, such as Balai <hall@example.org>.',
)
MAILS_A_MINUTE = env.int("MAILS_A_MINUTE", default=600)
INVITATION_DAYS = env.int("INVITATION_DAYS", default=14)
STAFF_MFA = env.choice(
    "STAFF_MFA", default="optional" if DEMO else "required", choices=("required", "optional")
)
OIDC_URL = env.secret_url("OIDC_URL")
OIDC_NAME = env.str("OIDC_NAME", default="OpenID Connect")
OIDC_CLIENT_ID = env.required_str("OIDC_CLIENT_ID") if OIDC_URL else env.str("OIDC_CLIENT_ID")
OIDC_CLIENT_SECRET = env.required_str("OIDC_CLIENT_SECRET") if OIDC_URL else env.str("OIDC_CLIENT_SECRET")
OIDC_ORIGINS = env.origins("OIDC_ORIGINS") or [f"{urlsplit(OIDC_URL).scheme}://{urlsplit(OIDC_URL).netloc}"]

SEAT_SECONDS = env.int("SEAT_SECONDS", default=4 * 3600)
SEAT_MOST_SECONDS = env.int("SEAT_MOST_SECONDS", default=24 * 3600)
_require(
    SEAT_SECONDS <= SEAT_MOST_SECONDS,
    f"SEAT_SECONDS is {SEAT_SECONDS}, more than SEAT_MOST_SECONDS ({SEAT_MOST_SECONDS}). Lower it, or raise the other.",
)
MEDIA_TOKEN_SECONDS = env.int("MEDIA_TOKEN_SECONDS", default=60)
RECORDINGS_DIR = Path(env.str("RECORDINGS_DIR", default=str(DATA_DIR / "session_recordings"))).resolve()
if RECORDINGS_DIR.exists() and not RECORDINGS_DIR.is_dir():
    raise ImproperlyConfigured(f"RECORDINGS_DIR is {RECORDINGS_DIR}, which is no folder. Name a folder.")
RECORDINGS_DIR = _made_folder("RECORDINGS_DIR", RECORDINGS_DIR)
PRIVATE_NAMES = ("secret_key", "lan", "rehearsal", "video_statements", "written", "documents")
RECORDINGS_FREE_MEGABYTES = env.int_from_zero("RECORDINGS_FREE_MEGABYTES", default=1024)
VIDEO_STATEMENT_MOST_MEGABYTES = env.int("VIDEO_STATEMENT_MOST_MEGABYTES", default=500)
VIDEO_STATEMENT_MOST_SECONDS = env.int("VIDEO_STATEMENT_MOST_SECONDS", default=900)
WEBHOOKS_ALLOWED_HOSTS = env.hosts_and_networks("WEBHOOKS_ALLOWED_HOSTS")
DOCUMENT_MOST_MEGABYTES = env.int("DOCUMENT_MOST_MEGABYTES", default=50)
WRITTEN_MOST_MEGABYTES = env.int("WRITTEN_MOST_MEGABYTES", default=5)
MINUTES_CORRECTION_DAYS = env.int("MINUTES_CORRECTION_DAYS", default=7)
HOLDER_GRACE_SECONDS = env.int_from_zero("HOLDER_GRACE_SECONDS", default=30)
PRESENCE_GRACE_SECONDS = env.int_from_zero("PRESENCE_GRACE_SECONDS", default=30)
WIRE_POLL_SECONDS = env.float("WIRE_POLL_SECONDS", default=2)
WIRE_REREAD_SECONDS = env.float("WIRE_REREAD_SECONDS", default=10)
SOCKET_COMMANDS_A_MINUTE = env.int("SOCKET_COMMANDS_A_MINUTE", default=100)
SOCKET_HELLO_SECONDS = env.int("SOCKET_HELLO_SECONDS", default=10)
SOCKET_PING_SECONDS = env.int("SOCKET_PING_SECONDS", default=10)
CONNECTIONS_PER_ADDRESS = env.int("CONNECTIONS_PER_ADDRESS", default=8000)
SOCKET_PONG_SECONDS = env.int("SOCKET_PONG_SECONDS", default=12)
_require(
    SOCKET_PING_SECONDS + SOCKET_PONG_SECONDS < 28,
    f"SOCKET_PING_SECONDS and SOCKET_PONG_SECONDS are {SOCKET_PING_SECONDS + SOCKET_PONG_SECONDS} together. "
    "Keep them below 28 (FL21).",
)

INSTALLED_APPS = [
    "config.administration.Administration",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "foundation.accounts",
    "foundation.audit",
    "foundation.jobs",
    "foundation.journal",
    "foundation.mail",
    "foundation.wire",
    "rehearsal",
    "sessions",
    "chat",
    "streaming",
    # After Balai's own, whose templates replace these.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
_SECURITY_HEADERS = [
    "config.headers.other_headers",
    "config.headers.ContentPolicy",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
_HOST_CHECK = "django.middleware.common.CommonMiddleware"
# Middleware that only adds headers is before WhiteNoise, which responds itself.
MIDDLEWARE = [
    *_SECURITY_HEADERS,
    "foundation.http.static_files.StaticFiles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    _HOST_CHECK,
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "sessions.sign_in.middleware.in_readers_language",
    "allauth.account.middleware.AccountMiddleware",
]
# For views that accept only bearers and run on the event loop (`foundation.http.on_loop`).
MIDDLEWARE_WITHOUT_COOKIES = [*_SECURITY_HEADERS, _HOST_CHECK]
CSRF_FAILURE_VIEW = "config.views.csrf_failure"
ROOT_URLCONF = "config.relay_urls" if PROCESS_TYPE == "relay" else "config.urls"
ASGI_APPLICATION = "config.asgi.application"
WIRE_LIFESPAN = "config.asgi.lifespan"
WIRE_BODIES = (
    "foundation.http.upload_hooks.no_files"
    if PROCESS_TYPE == "relay"
    else "config.request_bodies.body_receiver"
)
REGISTRY = "config.concepts.REGISTRY"

DATABASES = {"default": env.database("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'balai.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    if not Path(DATABASES["default"]["NAME"]).resolve().parent.is_dir():
        raise ImproperlyConfigured(
            "DATABASE_URL names a file in a folder that is not there. Make the folder."
        )
    # A connection belongs to its thread and is kept. With IMMEDIATE two writers wait for each other instead of failing.
    DATABASES["default"] |= {
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
        "TEST": {"NAME": str(DATA_DIR / "test.sqlite3")},
    }
else:
    # A connection that the server dropped is not used again.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASE_CONNECTIONS = env.int("DATABASE_CONNECTIONS", default=20)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL]},
    }
    if REDIS_URL
    else {"BACKEND": "channels.layers.InMemoryChannelLayer", "CONFIG": {"capacity": 10_000}}
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["foundation.accounts.signing_in.Backend"]
PASSWORD_HASHERS = [f"foundation.accounts.passwords.{name}" for name in ("Argon2Hasher", "Pbkdf2Hasher")]
AUTH_PASSWORD_VALIDATORS = [
    *(
        {"NAME": f"django.contrib.auth.password_validation.{name}"}
        for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
    ),
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "sessions.sign_in.passwords.KnownWordsValidator"},
]
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "/"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
ACCOUNT_ADAPTER = "sessions.sign_in.adapters.AccountAdapter"
MFA_ADAPTER = "sessions.sign_in.adapters.SecondFactorAdapter"
SOCIALACCOUNT_ADAPTER = "sessions.sign_in.adapters.ProviderAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# Nobody signs up: an invitation or a registration has verified the address, or an administrator entered it.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# By a code, because a link would contain the person's primary key. Without a mail server the pages do not offer it.
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
# Ten minutes are the most that ASVS 6.5.5 allows. An e-mail waits in the outbox for a part of them.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Also for a first password, and to add or remove a provider's account.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
SESSION_ENGINE = "sessions.sign_in.session_store"
ACCOUNT_RATE_LIMITS = limits.SIGN_IN
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Balai"
MFA_FORMS = {
    "add_webauthn": "sessions.sign_in.forms.AddPasskeyForm",
    "edit_webauthn": "sessions.sign_in.forms.EditPasskeyForm",
}
# A code of the 30 s before or after, because clocks of phones differ.
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": OIDC_NAME,
                "client_id": OIDC_CLIENT_ID,
                "secret": OIDC_CLIENT_SECRET,
                "settings": {"server_url": OIDC_URL, "email_authentication": True},
            }
        ]
        if OIDC_URL
        else [],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("id", "Bahasa Indonesia"),
    ("fr", "Français"),
    ("es", "Español"),
    ("ar", "العربية"),
    ("zh", "中文"),
    ("ru", "Русский"),
]
# The catalogues of the first are the words of sign-in that django-allauth has: the pages and e-mails are its own.
LOCALE_PATHS = [Path(__file__).parent / name for name in ("locale_of_allauth", "locale")]
# Django and allauth have Chinese under the name of its script.
locale.locale_alias["zh"] = "zh_Hans"
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = "UTC"
USE_TZ = True

FRONTEND_BUILDS = ROOT / "frontend" / "dist"
builds = lock_builds(FRONTEND_BUILDS, time.time())
FRONTEND_DIR = builds[0] if builds else FRONTEND_BUILDS / CURRENT
STATIC_URL = "static/"
STATIC_ROOT = env.str("STATIC_ROOT", default="") or None
# Files that Balai writes are closed to other users (manage.py), except static files.
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o755
STATICFILES_DIRS = [("app", build) for build in builds]
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
# Vite puts a hash of the contents into the name of each file under assets/.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.*/app/assets/.*$"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        # A form that begins a sign-in is redirected to the provider.
        "form-action": [SELF, *(OIDC_ORIGINS if OIDC_URL else [])],
        "frame-ancestors": [NONE],
        "frame-src": [NONE],
        "object-src": [NONE],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "connect-src": [SELF, *RELAY_ORIGINS],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
# A proxy in front may end TLS, and the hall may use plain HTTP, where browsers ignore this header with an error.
SECURE_CROSS_ORIGIN_OPENER_POLICY = None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.bool("COOKIES_SECURE", default=False)

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "sessions.api_tokens.authentication.ApiTokenAuthentication",
        "foundation.rest.authentication.SeatAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["foundation.http.parsing.Parser"],
    "EXCEPTION_HANDLER": "foundation.rest.exception_handler.handle_exception",
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_SCHEMA_CLASS": "foundation.rest.schema.Schema",
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "foundation.rest.negotiation.OneRepresentation",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Balai",
    "VERSION": __version__,
    "DESCRIPTION": "What the pages of Balai use, and what integrators may. How to begin: `docs/api.md`.",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENFORCE_NON_BLANK_FIELDS": True,
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "POSTPROCESSING_HOOKS": ["foundation.rest.schema.finish_schema", "config.api_examples.add_examples"],
    "ENABLE_DJANGO_DEPLOY_CHECK": False,
}

LOG_LEVEL = env.choice(
    "LOG_LEVEL", default="WARNING", choices=("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {
        "outages": {"()": "foundation.database_log_filter.OutageFilter"},
        "untraced": {"()": "foundation.database_log_filter.TracebackFilter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["outages"]}},
    "loggers": {
        # It logs every second that Redis is unavailable; `notifications.py` logs it once.
        "channels_redis.pubsub": {"level": "CRITICAL"},
        "django.security.DisallowedHost": {"filters": ["untraced"]},
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}

env.check_names()
