"""The Celery app by the name that `celery -A worker` expects."""

from tasks.app import app

__all__ = ["app"]
