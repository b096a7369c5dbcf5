from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm


def legg_feil(skjema: BaseForm, feil: ValidationError) -> None:
    """Show what an operation refused, at the field it concerns where the form has that field."""
    if not hasattr(feil, "error_dict"):
        skjema.add_error(None, feil)
        return
    for felt, grunner in feil.error_dict.items():
        skjema.add_error(felt if felt in skjema.fields and felt != NON_FIELD_ERRORS else None, grunner)
