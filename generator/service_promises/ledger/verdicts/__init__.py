"""The verdict on a promise in a month: of one record, and of a whole at several places."""
