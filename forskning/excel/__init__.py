"""The lists of research as workbooks, one file per noun."""
