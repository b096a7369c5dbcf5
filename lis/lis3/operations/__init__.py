"""Every write of LIS3, one module per noun; one function per verb a caseworker says."""
