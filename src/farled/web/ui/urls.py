from django.urls import path

from farled.web.ui import views

app_name = "ui"

urlpatterns = [
    path("language/", views.set_language, name="language"),
    path("theme/", views.set_theme, name="theme"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("ui/gallery/", views.gallery, name="gallery"),
    path("ui/gallery/<slug:frame>/", views.gallery, name="gallery-frame"),
]
