"""Celery: the beat schedule and thin tasks; each one calls one service."""
