"""What people read and send on: the findings and facts of a run as text, page and workbook."""
