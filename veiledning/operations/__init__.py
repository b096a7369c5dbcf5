"""Every write of guidance, one module per noun; one function per verb a caseworker says."""
