"""All of Farled's settings, from the environment (environment.py reads it)."""

from pathlib import Path
from urllib.parse import urlsplit

from farled.cli.places import user_data_directory
from farled.locale.compile import compile_stale
from farled.site import environment as env
from farled.site.logs import refusals_without_trace

PACKAGE = Path(__file__).resolve().parent.parent
compile_stale()

# --- what an installation says about itself ---------------------------------------------------
FARLED_DATA = env.data_directory(user_data_directory())
FARLED_URL = env.public_address("FARLED_URL")
FARLED_DEMO = env.flag("FARLED_DEMO")
FARLED_MAIL = bool(env.text("FARLED_MAIL_URL"))
DEBUG = env.flag("FARLED_DEBUG")
SECRET_KEY = env.secret_key(FARLED_DATA)
DATABASES = {"default": env.database(FARLED_DATA)}

_public = urlsplit(FARLED_URL)
_https = _public.scheme == "https"
# we speak plain http ourselves, so https means that a proxy stands in front
FARLED_PROXIES = env.number("FARLED_PROXIES", 1 if _https else 0)

# --- who may ask, and how -------------------------------------------------------------------
ALLOWED_HOSTS = [*env.items("FARLED_HOSTS"), "localhost", "127.0.0.1", "[::1]"]
if _public.hostname:
    ALLOWED_HOSTS.append(_public.hostname)
CSRF_TRUSTED_ORIGINS = [FARLED_URL] if FARLED_URL else []
USE_X_FORWARDED_HOST = False
if FARLED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Plain http in a room's own network must work, so these follow the public address.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SECURE_SSL_REDIRECT = _https
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin" if _https else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    # whether HSTS covers other sites on the authority's domain is the authority's decision
    "security.W005",
    "security.W021",
    # a constraint on the lower-cased address makes it unique, which this check does not see
    "auth.E003",
]

_cookies = "farled_demo" if FARLED_DEMO else "farled"
SESSION_ENGINE = "farled.store.sessions"
SESSION_COOKIE_NAME = _cookies
CSRF_COOKIE_NAME = f"{_cookies}_csrf"
CSRF_FAILURE_VIEW = "farled.web.ui.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# --- the parts ------------------------------------------------------------------------------
ROOT_URLCONF = "farled.site.urls"
WSGI_APPLICATION = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "farled.store",
    "farled.web",
    "farled.web.ui",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "farled.web.ui.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "farled.web.account.first_run.FirstRunMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # after sign-in, since a person's own language comes first
    "farled.web.ui.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "farled.web.workshop.put_away.PutAwayMiddleware",
]

# one folder of templates and one of static files a station; files name the station once more
_web = PACKAGE / "web"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(_web.glob("*/templates")),
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "farled.web.ui.context.frame",
            ],
        },
    }
]

# --- people ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "store.User"
LOGIN_URL = "account:sign-in"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- language and time -----------------------------------------------------------------------
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

# --- static files -----------------------------------------------------------------------------
# `serve` collects them under names that never change; everything else serves them where they lie
STATIC_URL = "/static/"
STATICFILES_DIRS = sorted(_web.glob("*/static"))
_collected = env.flag("FARLED_COLLECTED")
STATIC_ROOT = FARLED_DATA / "static" if _collected else None
WHITENOISE_USE_FINDERS = not _collected
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "farled.site.static.NamedByContent"
        if _collected
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# --- mail and log -----------------------------------------------------------------------------
globals().update(env.mail(env.text("FARLED_MAIL_URL")))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {
        "one_line": {"()": "django.utils.log.CallbackFilter", "callback": refusals_without_trace}
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["one_line"]}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "farled": {"level": "INFO"},
        # a wrong link is no news; a server error is
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": [], "propagate": True, "level": "WARNING"},
    },
}
