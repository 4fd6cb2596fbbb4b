"""Pages of this room."""

from django.urls import path

from apps.research import views

app_name = "research"
urlpatterns = [
    path("demand/", views.demand_list, name="demand"),
    path("demand/new/", views.demand_new, name="demand_new"),
]
