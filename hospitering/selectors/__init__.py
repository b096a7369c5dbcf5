"""Read models of hospitering: the case page, the list, the form as data, the export."""
