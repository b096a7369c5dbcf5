"""The top floor: wiring only. What knows two areas lives here, what one area can know alone does not."""
