"""Addresses of other stations in templates: {% link_to "report:workshop" slug as url %}, "" where there is none."""

from django import template

from farled.web.ui import links

register = template.Library()
register.simple_tag(links.link_to)
