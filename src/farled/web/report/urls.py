from django.urls import path

from farled.web.report import views

app_name = "report"
urlpatterns = [
    path("inventory/<slug:slug>/", views.inventory, name="inventory"),
    path("inventory/<slug:slug>/farled.xlsx", views.inventory_xlsx, name="inventory-xlsx"),
    path("inventory/<slug:slug>/<slug:sheet>.csv", views.inventory_csv, name="inventory-csv"),
    path("workshop/<slug:slug>/", views.workshop, name="workshop"),
    path("workshop/<slug:slug>/farled.xlsx", views.workshop_xlsx, name="workshop-xlsx"),
    path("workshop/<slug:slug>/<slug:sheet>.csv", views.workshop_csv, name="workshop-csv"),
]
