"""Addresses about the person, the same words in both languages."""

from django.urls import URLPattern, path

from accounts.views.account import my_account
from accounts.views.signing_in import card_sign_in, signed_out

urlpatterns: list[URLPattern] = [
    path("card/", card_sign_in, name="card-sign-in"),
    path("signed-out/", signed_out, name="signed-out"),
    path("my-account/", my_account, name="my-account"),
]
