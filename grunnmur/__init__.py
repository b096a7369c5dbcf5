"""The ground floor: what every agreement area stands on."""
