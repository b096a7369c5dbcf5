"""Doctors in specialisation: the people (`lege`), and the procedures they take part in (`lis1`, `lis3`)."""
