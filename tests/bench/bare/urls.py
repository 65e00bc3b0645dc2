"""The address of the yardstick, and the one by which a server shows that it is up."""

from django.urls import path

from config.addresses import robots
from tests.bench.bare.views import write_row

urlpatterns = [path("robots.txt", robots), path("bare/<uuid:attempt>/", write_row)]
