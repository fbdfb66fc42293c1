"""Runs migrations on the connection that `workflows.records.schema` hands over."""

from alembic import context

from workflows.records.tables import Base


def render(kind: str, item: object, autogen: object) -> str | bool:
    """Name the project's own column types by their place, so that a migration can be read."""
    module = type(item).__module__
    if kind == "type" and module == "workflows.records.base":
        autogen.imports.add("from workflows.records import base")  # type: ignore[attr-defined]
        return f"base.{type(item).__name__}()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=render,
)
context.run_migrations()
