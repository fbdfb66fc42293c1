"""Folders on the command line."""

from pathlib import Path

import click

from cli.wording import house as say


class Folder(click.Path):
    """A folder's path; an empty one is a slip, such as a variable that is not set."""

    def __init__(self) -> None:
        super().__init__(file_okay=False, path_type=Path)

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        """The path, or a usage error."""
        if not str(value).strip():
            self.fail(say.FOLDER_HAS_NO_NAME, param, ctx)
        return Path(str(value))
