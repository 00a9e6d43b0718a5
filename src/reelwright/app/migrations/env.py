"""Run by Alembic for every command, on the connection that `steps` opened."""

from alembic import context

from reelwright.app.migrations import all_tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=all_tables(),
    render_as_batch=context.config.attributes["batch"],
)
with context.begin_transaction():
    context.run_migrations()
