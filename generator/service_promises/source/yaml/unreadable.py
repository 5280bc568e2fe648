"""A file from which nothing can be read."""

from service_promises.problems.problem import Problem


class Unreadable(ValueError):
    """Says why nothing can be read from a text; carries the problems."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems
