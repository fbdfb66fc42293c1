"""The site's settings: Django's own defaults for production, and nothing that a page would not use.

As a Django shop would run it: DEBUG off, so that templates are compiled once; the connection to the
database kept for ever and not tried before each request; the middleware that `startproject` writes,
but for sessions, sign-in and messages, which a page behind a mailed link has no use for.
"""

import os
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from workflows.services.installation import keys_from

_DATABASE = conninfo_to_dict(os.environ["BENCH_DATABASE_URL"])

DEBUG = False
SECRET_KEY = os.environ["BENCH_SECRET_KEY"]
LINK_KEY = keys_from(SECRET_KEY).link
"""So that the links of both are the same."""
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = ["benchmarks.django_shop"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "benchmarks.django_shop.pages"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _DATABASE["dbname"],
        "USER": _DATABASE.get("user", ""),
        "PASSWORD": _DATABASE.get("password", ""),
        "HOST": _DATABASE.get("host", ""),
        "PORT": _DATABASE.get("port", ""),
        "CONN_MAX_AGE": None,
    }
}
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"
LANGUAGE_CODE = "da"
