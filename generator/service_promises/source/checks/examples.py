"""Examples, and texts of service.yml, that stand as `init` wrote them."""

from collections.abc import Iterator

from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_value, whole_file
from service_promises.source.documents.prose import texts_of
from service_promises.source.examples import SAMPLE_TEXTS
from service_promises.source.files import FOLDER
from service_promises.source.reading import Reading


def check_examples(reading: Reading) -> Iterator[Problem]:
    """Examples, and texts of service.yml, that stand as `init` wrote them."""
    for path in sorted(reading.partial.examples) if reading.partial else ():
        yield named_problem("example", whole_file(f"{FOLDER}/{path}.yml"))
    file = reading.service_file
    if file is None:
        return
    links = [(("reach_us", index, "url"), link.url) for index, link in enumerate(file.document.reach_us)]
    for keys, text in [*((one.keys, one.text) for one in texts_of(file.document)), *links]:
        if text in SAMPLE_TEXTS:
            yield from file.accept([named_problem("sample-text", at_value(*keys))])
