from django.urls import path

from farled.web.home import views

app_name = "home"

urlpatterns = [
    path("", views.chart_table, name="chart-table"),
    path("search/", views.search, name="search"),
    path("about/", views.about, name="about"),
]
