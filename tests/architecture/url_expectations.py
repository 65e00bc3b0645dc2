# ruff: noqa: E501 - a table is read across
"""URL × persona: what a GET answers, with objects of the demo (see addresses.py).

Cells: a status; `card` and `staff`, redirects to the two sign-in pages; `->`, a redirect elsewhere.
An outsider gets 404, a list that the person has nothing in is 200 and empty.
"""

EXPECTED = """
url                                     anonymous trainee other-trainee facilitator lead assessor registrar editor donor technical colleague
robots.txt                              200       200     200           200         200  200      200       200    200   200       200
favicon.ico                             ->        ->      ->            ->          ->   ->       ->        ->     ->    ->        ->
bare-address                            ->        ->      ->            ->          ->   ->       ->        ->     ->    ->        ->
admin/login/                            staff     403     403           403         ->   403      ->        ->     403   ->        ->
admin/account/                          ->        ->      ->            ->          200  ->       200       200    ->    200       200
admin/                                  ->        ->      ->            ->          200  ->       200       200    ->    200       200
wagtaildocs_serve                       404       404     404           404         404  404      404       404    404   404       404
wagtaildocs_authenticate_with_password  ->        ->      ->            ->          ->   ->       ->        ->     ->    ->        ->
verify-short                            ->        ->      ->            ->          ->   ->       ->        ->     ->    ->        ->
verify-number                           ->        ->      ->            ->          ->   ->       ->        ->     ->    ->        ->
account_login                           200       ->      ->            ->          ->   ->       ->        ->     ->    ->        ->
account_logout                          ->        200     200           200         200  200      200       200    200   200       200
account_inactive                        200       200     200           200         200  200      200       200    200   200       200
account_signup                          404       404     404           404         404  404      404       404    404   404       404
account_reauthenticate                  staff     404     404           200         200  200      200       200    200   200       200
account_email                           404       404     404           404         404  404      404       404    404   404       404
account_email_verification_sent         404       404     404           404         404  404      404       404    404   404       404
account_change_password                 staff     404     404           200         200  200      200       200    200   200       200
account_set_password                    404       404     404           404         404  404      404       404    404   404       404
account_reset_password                  404       404     404           404         404  404      404       404    404   404       404
account_confirm_login_code              404       404     404           404         404  404      404       404    404   404       404
account_confirm_email                   404       404     404           404         404  404      404       404    404   404       404
account_reset_password_from_key_done    404       404     404           404         404  404      404       404    404   404       404
account_reset_password_from_key         404       404     404           404         404  404      404       404    404   404       404
account_reset_password_done             404       404     404           404         404  404      404       404    404   404       404
mfa_index                               staff     404     404           200         200  200      200       200    200   200       200
mfa_authenticate                        staff     404     404           ->          ->   ->       ->        ->     ->    ->        ->
mfa_reauthenticate                      staff     404     404           ->          ->   ->       ->        ->     ->    ->        ->
mfa_activate_totp                       staff     404     404           ->          ->   ->       ->        ->     ->    ->        ->
mfa_deactivate_totp                     staff     404     404           404         404  404      404       404    404   404       404
mfa_view_recovery_codes                 staff     404     404           404         404  404      404       404    404   404       404
mfa_generate_recovery_codes             staff     404     404           ->          ->   ->       ->        ->     ->    ->        ->
mfa_download_recovery_codes             staff     404     404           404         404  404      404       404    404   404       404
mfa_list_webauthn                       staff     404     404           200         200  200      200       200    200   200       200
mfa_add_webauthn                        staff     404     404           ->          ->   ->       ->        ->     ->    ->        ->
mfa_reauthenticate_webauthn             staff     404     404           ->          ->   ->       ->        ->     ->    ->        ->
mfa_login_webauthn                      staff     404     404           ->          ->   ->       ->        ->     ->    ->        ->
usersessions_list                       staff     404     404           200         200  200      200       200    200   200       200
card-sign-in                            200       ->      ->            ->          ->   ->       ->        ->     ->    ->        ->
signed-out                              200       ->      ->            ->          ->   ->       ->        ->     ->    ->        ->
my-account                              card      200     200           200         200  200      200       200    200   200       200
register-index                          staff     404     404           200         200  404      200       404    404   404       404
register                                staff     404     404           200         200  404      200       404    404   404       404
cancel-half-day                         staff     404     404           404         200  404      200       404    404   404       404
cohort-cards                            staff     404     404           404         404  404      200       404    404   404       404
cohort-cards-replace                    staff     404     404           404         404  404      ->        404    404   404       404
quiz-start                              card      200     200           404         404  404      404       404    404   404       404
attempt                                 card      ->      404           404         404  404      404       404    404   404       404
attempt-item                            card      200     404           404         404  404      404       404    404   404       404
attempt-step                            405       405     405           405         405  405      405       405    405   405       405
attempt-review                          card      200     404           404         404  404      404       404    404   404       404
attempt-submit                          card      ->      404           404         404  404      404       404    404   404       404
attempt-result                          card      200     404           404         404  404      404       404    404   404       404
practical-marks                         staff     404     404           200         200  404      200       404    404   404       404
paper-marks                             staff     404     404           200         200  404      200       404    404   404       404
teaching-sheets                         staff     404     404           200         200  200      404       404    404   404       404
teaching-sheet                          staff     404     404           200         200  200      404       404    404   404       404
action-plan                             card      200     200           404         404  404      404       404    404   404       404
action-plans                            staff     404     404           404         200  404      200       404    404   404       404
verify                                  200       200     200           200         200  200      200       200    200   200       200
cohort-certificates                     staff     404     404           404         404  404      200       404    404   404       404
issue-certificates                      staff     404     404           404         404  404      200       404    404   404       404
cohort-certificates-file                staff     404     404           404         404  404      200       404    404   404       404
certificate-file                        staff     404     404           404         404  404      200       404    404   404       404
my-certificate                          card      200     200           200         200  200      200       200    200   200       200
my-certificate-file                     card      404     200           404         404  404      404       404    404   404       404
lessons                                 card      200     200           200         200  200      200       200    200   200       200
lesson                                  card      200     200           200         200  200      200       200    404   404       200
lesson-section                          card      200     200           200         200  200      200       200    404   404       200
home-for-me                             ->        ->      ->            ->          ->   ->       ->        ->     ->    ->        ->
home                                    ->        ->      ->            ->          ->   ->       ->        ->     ->    ->        ->
my-sheets                               staff     200     200           200         200  200      200       200    200   200       ->
aggregates                              staff     200     200           200         200  200      200       200    200   200       200
no-page-yet                             staff     200     200           200         200  200      200       200    200   200       200
today                                   card      200     200           200         200  200      200       200    200   200       200
my-results                              card      200     200           200         200  200      200       200    200   200       200
board-index                             staff     200     200           200         200  200      200       200    200   200       200
board                                   staff     404     404           200         200  404      200       404    404   404       404
registrar-index                         staff     200     200           200         200  200      200       200    200   200       200
end-of-course                           staff     404     404           404         200  404      200       404    404   404       404
freeze-cohort                           staff     404     404           404         404  404      200       404    404   404       404
wagtailcore_authenticate_with_password  404       404     404           404         404  404      404       404    404   404       404
wagtailcore_login                       404       404     404           404         404  404      404       404    404   404       404
wagtail_serve                           200       200     200           200         200  200      200       200    200   200       200
"""
