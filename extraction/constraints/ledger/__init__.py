"""The figures of a report laid out for finding relations: lines, names, tables, lists (底账)."""
