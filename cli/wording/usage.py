"""What click finds wrong with a command line, in Danish and with the nearest right word."""

import re
from collections.abc import Iterable

import click
from click.exceptions import NoSuchCommand, NoSuchOption

from workflows.engine.quoting import nearest_or_all

_QUOTE = "sæt tekst med mellemrum i '…'"
_MESSAGES = (
    (r"Got unexpected extra arguments? \((.*)\)", rf"»\1« er for meget — {_QUOTE}"),
    (r"Option '(.*)' requires an argument\.", r"\1: værdien mangler"),
    (r"Option '(.*)' does not take a value\.", r"\1: kan ikke have en værdi"),
    (r"Missing command\.", "kommandoen mangler"),
    (r"'(.*)' is not a valid integer(?: range)?\.", r"»\1« er ikke et helt tal"),
    (r"(.*) is not in the range (.*)\.", r"\1 går ikke — det rette er \2"),
    (r"(?:Directory|Path|File|Folder) '(.*)' does not exist\.", r"»\1« findes ikke"),
)


def in_danish(fault: click.ClickException) -> str:
    """The fault in Danish; what click says itself where it is none of the usual."""
    match fault:
        case NoSuchCommand():
            hint = nearest_or_all(fault.command_name, _commands(fault.ctx))
            return f"kommandoen »{fault.command_name}« findes ikke — {hint}"
        case NoSuchOption():
            hint = nearest_or_all(fault.option_name, _options(fault.ctx))
            return f"{fault.option_name} findes ikke — {hint}"
        case click.MissingParameter() if fault.param is not None:
            return f"{_named(fault.param, fault.ctx)}: mangler"
        case click.BadParameter() if fault.param is not None:
            return f"{_named(fault.param, fault.ctx)}: {_translated(fault.message)}"
        case _:
            return _translated(fault.format_message())


def _translated(message: str) -> str:
    for english, danish in _MESSAGES:
        if found := re.fullmatch(english, message, re.DOTALL):
            return found.expand(danish)
    return message


def _named(param: click.Parameter, ctx: click.Context | None) -> str:
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.make_metavar(ctx or click.Context(click.Command("sagsgang")))


def _commands(ctx: click.Context | None) -> Iterable[str]:
    known = ctx and isinstance(ctx.command, click.Group) and ctx.command.list_commands(ctx)
    return known or ()


def _options(ctx: click.Context | None) -> Iterable[str]:
    if ctx is None:
        return ()
    options = [one for one in ctx.command.get_params(ctx) if isinstance(one, click.Option)]
    return [max(option.opts, key=len) for option in options]
