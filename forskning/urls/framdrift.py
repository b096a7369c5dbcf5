from django.urls import URLPattern, path

from ..views import framdrift as v

urlpatterns: list[URLPattern] = [
    path("<uuid:pk>/framdrift/", v.framdrift, name="framdrift"),
    path("<uuid:pk>/framdrift/milepael/", v.milepael_ny, name="milepael_ny"),
    path("<uuid:pk>/framdrift/milepael/<uuid:milepael>/endre/", v.milepael_endre, name="milepael_endre"),
    path("<uuid:pk>/framdrift/milepael/<uuid:milepael>/gjort/", v.milepael_gjort, name="milepael_gjort"),
    path("<uuid:pk>/framdrift/milepael/<uuid:milepael>/ta-ut/", v.milepael_ta_ut, name="milepael_ta_ut"),
    path("<uuid:pk>/framdrift/resultat/", v.resultat_nytt, name="resultat_nytt"),
    path("<uuid:pk>/framdrift/resultat/<uuid:resultat>/trekk/", v.resultat_trekk, name="resultat_trekk"),
    path("<uuid:pk>/framdrift/resultat/<uuid:resultat>/brukt/", v.viderebruk_ny, name="viderebruk_ny"),
    path("<uuid:pk>/framdrift/formidlet/", v.formidlet, name="formidlet"),
    path("<uuid:pk>/framdrift/lever/", v.lever_det, name="lever_det"),
    path("<uuid:pk>/vis-aapent/", v.vis_aapent, name="vis_aapent"),
    path("<uuid:pk>/skjul/", v.skjul, name="skjul"),
]
