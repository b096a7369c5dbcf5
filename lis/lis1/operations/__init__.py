"""Every write of LIS1, one module per noun; one function per verb a caseworker says."""
