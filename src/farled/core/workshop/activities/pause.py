"""A talk or a break: nothing to send in."""

from farled.core.workshop.activities.activity import Activity

ACTIVITY = Activity(key="pause", icon="pause", minutes=15)
