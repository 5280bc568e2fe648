"""The words for what is wrong: they stand in `messages.toml`, by name."""

from functools import cache
from typing import NamedTuple

from service_promises.problems.problem import Location, Problem, Severity


class Message(NamedTuple):
    """What is wrong and what to do, with names in braces for what differs from case to case."""

    rule: str
    message: str
    help: str
    severity: Severity = Severity.ERROR

    def filled(self, values: dict[str, object]) -> tuple[str, str]:
        """The message and the help with values in place of the names; braces in a value stay braces."""
        return self.message.format(**values), self.help.format(**values)


def load_messages(package: str, file: str) -> dict[str, Message]:
    """The messages in a file of a package, by name."""
    # Where nothing is wrong, nothing of this is loaded.
    import tomllib  # noqa: PLC0415
    from importlib.resources import files  # noqa: PLC0415

    table = tomllib.loads(files(package).joinpath(file).read_text("utf-8"))
    return {name: Message(**{"rule": name, **entry}) for name, entry in table.items()}


@cache
def messages() -> dict[str, Message]:
    """Every message by its name, but for those of texts that are not YAML."""
    return load_messages(__package__, "messages.toml")


def named_problem(name: str, location: Location, /, **values: object) -> Problem:
    """The problem of that name at a location; the values fill the names in braces."""
    message = messages()[name]
    return Problem(location, message.rule, *message.filled(values), Severity(message.severity))
