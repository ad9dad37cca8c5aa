from django.urls import path

from farled.web.workshop import (
    agenda,
    bridge,
    cards,
    paper,
    people,
    planning,
    prints,
    purging,
    wall,
)

app_name = "workshop"

urlpatterns = [
    path("new/<slug:inventory>/", planning.new, name="new"),
    path("<slug:slug>/", bridge.bridge, name="bridge"),
    path("<slug:slug>/do/<slug:act>/", bridge.do, name="do"),
    path("<slug:slug>/wall/", wall.wall, name="wall"),
    path("<slug:slug>/voice/<int:number>/", cards.voice, name="voice"),
    path("<slug:slug>/group/<int:number>/", cards.group, name="group"),
    path("<slug:slug>/similar/<int:number>/", cards.similar, name="similar"),
    path("<slug:slug>/people/", people.people, name="people"),
    path("<slug:slug>/people/<slug:act>/", people.change, name="change-people"),
    path("<slug:slug>/typing/", paper.typing, name="typing"),
    path("<slug:slug>/typing/<slug:act>/", paper.type_in, name="type-in"),
    path("<slug:slug>/overview/", planning.show, name="show"),
    path("<slug:slug>/settings/", planning.edit, name="edit"),
    path("<slug:slug>/copy/", planning.copy, name="copy"),
    path("<slug:slug>/archive/", planning.archive, name="archive"),
    path("<slug:slug>/purge/", purging.purge, name="purge"),
    path("<slug:slug>/agenda/", agenda.agenda, name="plan"),
    path("<slug:slug>/agenda/add/", agenda.add, name="add-step"),
    path("<slug:slug>/agenda/order/", agenda.order, name="order-steps"),
    path("<slug:slug>/agenda/undo/", agenda.undo, name="undo-plan"),
    path("<slug:slug>/agenda/<int:number>/", agenda.edit, name="edit-step"),
    path("<slug:slug>/agenda/<int:number>/move/", agenda.move, name="move-step"),
    path("<slug:slug>/agenda/<int:number>/remove/", agenda.remove, name="remove-step"),
    path("<slug:slug>/print/agenda/", prints.agenda, name="print-agenda"),
    path("<slug:slug>/print/cards/", prints.cards, name="cards"),
    path("<slug:slug>/print/tables/", prints.tables, name="table-signs"),
    path("<slug:slug>/print/link/", prints.link, name="link-sheet"),
]
