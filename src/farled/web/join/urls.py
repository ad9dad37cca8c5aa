from django.urls import path

from farled.web.join import views

app_name = "join"

urlpatterns = [
    path("j/", views.enter, name="enter"),
    path("j/<str:code>/", views.join, name="join"),
    path("w/<str:slug>/", views.phone, name="phone"),
    path("w/<str:slug>/mine/", views.mine, name="mine"),
    path("w/<str:slug>/table/", views.table, name="table"),
    # typed by hand, the last stroke is easily forgotten
    path("j", views.enter),
    path("j/<str:code>", views.join),
]
