"""`promises schema`: JSON Schemas of the files that staff edit, for their editors."""

import json
from pathlib import Path

import click

from service_promises.cli import Failure
from service_promises.source.schemas import schema_files


@click.command()
@click.option(
    "--into",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write each schema as a file of its own; without it all are printed as one object.",
)
def schema(into: Path | None) -> None:
    """JSON Schemas (draft 2020-12) of service.yml, places.yml and of the files in declared, delivered, fixes and pledges."""
    made = {Path(path).name: content for path, content in schema_files().items()}
    if into is None:
        schemas = {name: json.loads(content) for name, content in made.items()}
        click.echo(json.dumps(schemas, indent=2, ensure_ascii=False))
        return
    try:
        into.mkdir(parents=True, exist_ok=True)
        for name, content in made.items():
            (into / name).write_bytes(content)
    except OSError as error:
        raise Failure(f"{error.filename or into} could not be written: {error.strerror}.") from None
    click.echo(f"{len(made)} schemas are in {into}: {', '.join(made)}")
