"""Questions that count over many rows, answered from columns of numbers instead of row by row."""
