"""What has to fit together in the file of the service."""

from collections.abc import Iterator
from datetime import date

from service_promises.problems.problem import Problem
from service_promises.source.documents.service import ServiceFile
from service_promises.source.rules.common import check_coverage


def check_service(document: ServiceFile, as_of: date) -> Iterator[Problem]:  # noqa: ARG001 - as for every kind of file
    """Everything in the file that does not go together with something else in it."""
    return check_coverage(("covers",), document.covers)
