"""The places that a table names: by id, name or what they are also called; what is no place is told once."""

from service_promises.ledger.ledger import Ledger
from service_promises.ledger.promises.promise import Promise
from service_promises.problems.problem import Location
from service_promises.source.rules.places import suggest_place
from service_promises.staff.spreadsheets.cell_texts import Names, name_key
from service_promises.staff.spreadsheets.table import Table


class PlaceNames:
    """Finds the places that cells name."""

    def __init__(self, table: Table, names: Names, ledger: Ledger) -> None:
        self._table, self._places, self._ledger = table, names.places, ledger
        self._rejected: set[str] = set()

    def find(self, text: str, location: Location) -> str | None:
        """The id of a place; None, and a problem where it is named for the first time, where there is none."""
        ids = self._places.get(name_key(text), ())
        if len(ids) == 1:
            return ids[0]
        if text not in self._rejected:
            self._rejected.add(text)
            if ids:
                self._table.reject(location, f"`{text}` is what {' and '.join(ids)} are called", "write the id")
            else:
                way_out = (
                    f"{suggest_place(text, self._ledger.places.places)}; where it is the total of all, take the row out"
                )
                self._table.reject(location, f"there is no place `{text}`", way_out)
        return None


def promise_of_file(table: Table, names: Names, ledger: Ledger) -> str | None:
    """The promise of a table of places that has no column for it: that of its name, or the only one made at places."""
    of_name = names.promises.get(name_key(table.path.rpartition(".")[0]), ())
    if len(of_name) == 1:
        return of_name[0]
    made: list[Promise] = [promise for promise in ledger.promises.values() if promise.at is not None]
    return made[0].id if len(made) == 1 else None
