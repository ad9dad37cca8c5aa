from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "farled.web"
    label = "web"
