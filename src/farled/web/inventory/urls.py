from django.urls import path

from farled.web.inventory import (
    board_views,
    conflict_views,
    lfa_views,
    need_views,
    records_views,
    stakeholder_views,
    theme_views,
    views,
    voice_views,
)

app_name = "inventory"

urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("<str:slug>/", views.show, name="show"),
    path("<str:slug>/edit/", views.edit, name="edit"),
    path("<str:slug>/archive/", views.archive, name="archive"),
    path("<str:slug>/undo/<int:number>/", views.undo, name="undo"),
    path("<str:slug>/records/", records_views.records, name="records"),
    path("<str:slug>/records/log/", records_views.log, name="log"),
    path("<str:slug>/lfa/", lfa_views.steps, name="lfa"),
    path("<str:slug>/lfa/<str:key>/", lfa_views.step, name="lfa-step"),
    path("<str:slug>/stakeholders/", stakeholder_views.stakeholders, name="stakeholders"),
    path("<str:slug>/stakeholders/new/", stakeholder_views.new, name="new-stakeholder"),
    path("<str:slug>/stakeholders/<int:number>/", stakeholder_views.edit, name="stakeholder"),
    path(
        "<str:slug>/stakeholders/<int:number>/remove/",
        stakeholder_views.remove,
        name="remove-stakeholder",
    ),
    path("<str:slug>/needs/", board_views.needs, name="needs"),
    path("<str:slug>/needs/new/", need_views.new, name="new-need"),
    path("<str:slug>/needs/move/", board_views.move, name="move-needs"),
    path("<str:slug>/needs/merge/", board_views.merge, name="merge-needs"),
    path("<str:slug>/needs/groups/", need_views.groups, name="groups"),
    path("<str:slug>/needs/groups/<int:number>/", need_views.from_group, name="from-group"),
    path("<str:slug>/needs/<int:number>/", need_views.show, name="need"),
    path("<str:slug>/needs/<int:number>/edit/", need_views.edit, name="edit-need"),
    path("<str:slug>/needs/<int:number>/remove/", need_views.remove, name="remove-need"),
    path("<str:slug>/needs/<int:number>/hint/", need_views.dismiss, name="dismiss-hint"),
    path("<str:slug>/themes/", theme_views.themes, name="themes"),
    path("<str:slug>/themes/new/", theme_views.new, name="new-theme"),
    path("<str:slug>/themes/<int:number>/", theme_views.edit, name="theme"),
    path("<str:slug>/themes/<int:number>/remove/", theme_views.remove, name="remove-theme"),
    path("<str:slug>/conflicts/", conflict_views.conflicts, name="conflicts"),
    path("<str:slug>/conflicts/<int:number>/", conflict_views.correct, name="correct-conflict"),
    path("<str:slug>/voices/", voice_views.voices, name="voices"),
    path("<str:slug>/voices/place/", voice_views.place, name="place-voices"),
]
