"""Areas: those that promises and pledges name, and those that the service has."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_value
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.service import AreaKeys
from service_promises.source.files import FileKind
from service_promises.source.reading import Reading
from service_promises.source.source_file import SourceFile
from service_promises.source.values.scalars import slug
from service_promises.source.values.suggest import nearest
from service_promises.source.yaml.flow import quoted


def check_areas(reading: Reading) -> Iterator[Problem]:
    """Promises and pledges in an area that the service does not have, and areas without any."""
    service = reading.service_file
    if service is None or any(keys[0] == "areas" for keys in service.invalid):
        return
    areas, promises = service.document.areas, reading.promise_files
    files: list[SourceFile[Any]] = [*promises.values(), *reading.pledge_files.values()]
    if not areas:
        yield from _check_area_spellings(files)
    for file in files:
        yield from file.accept(_check_area(file.document.area, areas))
    if promises.keys() == reading.names(FileKind.DECLARED):
        used = {file.document.area for file in files}
        yield from service.accept(_check_unused_areas(areas, used))


def _check_area_spellings(files: Iterable[SourceFile[PromiseFile]]) -> Iterator[Problem]:
    """Areas that differ only in capitals, spaces or marks."""
    first: dict[str, SourceFile[PromiseFile]] = {}
    for file in files:
        area = file.document.area
        if area is not None:
            other = first.setdefault(slug(area), file)
            if other.document.area != area:
                values = {"name": quoted(area), "others": other.name, "other": other.document.area}
                yield from file.accept([named_problem("area-spelling", at_value("area"), **values)])


def _check_area(area: str | None, areas: Sequence[AreaKeys]) -> Iterator[Problem]:
    """An area that service.yml does not have; where it has none, any text is one."""
    if area is None or not areas or any(area == known.id for known in areas):
        return
    ids = {name: known.id for known in areas for name in (known.name, known.id)}
    near = ids.get(nearest(area, ids) or "")
    known = ", ".join(f"`{known.id}`" for known in areas)
    name = "unknown-area-like" if near else "unknown-area"
    yield named_problem(name, at_value("area"), area=area, near=near, known=known)


def _check_unused_areas(areas: Sequence[AreaKeys], used: Collection[str | None]) -> Iterator[Problem]:
    """Areas that no promise names."""
    for index, area in enumerate(areas):
        if area.id not in used:
            yield named_problem("unused-area", at_value("areas", index, "id"), id=area.id)
