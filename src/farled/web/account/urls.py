from django.urls import path

from farled.web.account import link_views, member_views, region_views, views

app_name = "account"

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("start/", views.start, name="start"),
    path("demo/<str:who>/", views.demo, name="demo"),
    path("me/", views.me, name="me"),
    path("me/password/", views.password, name="password"),
    path("forgotten/", link_views.forgotten, name="forgotten"),
    path("forgotten/sent/", link_views.forgotten_sent, name="forgotten-sent"),
    path("reset/<str:who>/<str:key>/", link_views.reset, name="reset"),
    path("invitation/<str:key>/", link_views.invitation, name="invitation"),
    path("regions/", region_views.regions, name="regions"),
    path("regions/new/", region_views.new_region, name="new-region"),
    path("members/", member_views.own_members, name="members"),
    path("region/<str:slug>/", region_views.region, name="region"),
    path("region/<str:slug>/choose/", region_views.choose, name="choose"),
    path("region/<str:slug>/log/", region_views.log, name="log"),
    path("region/<str:slug>/tokens/", region_views.tokens, name="tokens"),
    path("region/<str:slug>/tokens/<int:number>/revoke/", region_views.revoke, name="revoke"),
    path("region/<str:slug>/members/", member_views.region_members, name="region-members"),
    path("region/<str:slug>/invite/", member_views.invite, name="invite"),
    path(
        "region/<str:slug>/invitations/<int:number>/withdraw/",
        member_views.withdraw,
        name="withdraw",
    ),
    path("region/<str:slug>/members/<int:number>/role/", member_views.change_role, name="role"),
    path("region/<str:slug>/members/<int:number>/remove/", member_views.remove, name="remove"),
    path("region/<str:slug>/members/<int:number>/restore/", member_views.restore, name="restore"),
    path(
        "region/<str:slug>/members/<int:number>/link/", member_views.reset_link, name="reset-link"
    ),
]
