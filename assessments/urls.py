"""Addresses of the attempt player and of the entry forms."""

from django.urls import URLPattern, path

from assessments.views import (
    amending,
    answerfiles,
    answers,
    appeal_files,
    appeals,
    bench,
    calibration,
    corrections,
    ending,
    irregularities,
    items,
    late,
    laterruling,
    lessons,
    marks,
    papers,
    plans,
    player,
    practical_groups,
    practicals,
    quiz,
    ranking,
    regrade,
    rules,
    sittings,
    specimens,
    steps,
    teaching,
    teaching_report,
    turns,
)

# The player's, for config/urls.py under « attempt/ »: found before all others, since a trainee
# who answers asks for them far more often than for anything else.
attempt_urlpatterns: list[URLPattern] = [
    path("<uuid:public_id>/", quiz.attempt_resume, name="attempt"),
    path("<uuid:public_id>/<int:position>/", player.attempt_item, name="attempt-item"),
    path("<uuid:public_id>/step/", steps.attempt_step, name="attempt-step"),
    path("<uuid:public_id>/items/", player.attempt_bundle, name="attempt-items"),
    path("<uuid:public_id>/review/", ending.attempt_review, name="attempt-review"),
    path("<uuid:public_id>/submit/", ending.attempt_submit, name="attempt-submit"),
    path("<uuid:public_id>/result/", ending.attempt_result, name="attempt-result"),
]

urlpatterns: list[URLPattern] = [
    path("quiz/<slug:key>/", quiz.quiz_start, name="quiz-start"),
    path("cohort/<slug:code>/practical/<slug:key>/", marks.practical_marks, name="practical-marks"),
    path(
        "cohort/<slug:code>/practical/<slug:key>/groups/",
        practical_groups.practical_groups,
        name="practical-groups",
    ),
    path(
        "cohort/<slug:code>/practical/<slug:key>/groups/<int:number>/",
        practicals.practical_group,
        name="practical-group",
    ),
    path("cohort/<slug:code>/paper/<slug:key>/", marks.paper_marks, name="paper-marks"),
    path("cohort/<slug:code>/teaching/", teaching.teaching_sheets, name="teaching-sheets"),
    path("cohort/<slug:code>/teaching/lessons/", lessons.teaching_lessons, name="teaching-lessons"),
    path(
        "cohort/<slug:code>/teaching/lessons/<int:enrolment_id>/annul/",
        lessons.annul,
        name="annul-lesson",
    ),
    path("cohort/<slug:code>/teaching/papers/", papers.teaching_papers, name="teaching-papers"),
    path(
        "cohort/<slug:code>/teaching/<int:enrolment_id>/blank/",
        papers.blank_sheet,
        name="teaching-blank",
    ),
    path(
        "cohort/<slug:code>/teaching/<int:enrolment_id>/paper/",
        papers.paper_sheet,
        name="teaching-paper",
    ),
    path("cohort/<slug:code>/teaching/report/", teaching_report.report, name="teaching-report"),
    path("cohort/<slug:code>/turns/", turns.turns, name="turns"),
    path("cohort/<slug:code>/turns/<int:enrolment_id>/", turns.turn, name="turn"),
    path("cohort/<slug:code>/calibration/", calibration.team_calibration, name="team-calibration"),
    path("calibration/", calibration.calibration, name="calibration"),
    path("calibration/<slug:key>/", calibration.calibration_lesson, name="calibration-lesson"),
    path(
        "cohort/<slug:code>/teaching/<int:enrolment_id>/",
        teaching.teaching_sheet,
        name="teaching-sheet",
    ),
    path("cohort/<slug:code>/sittings/", sittings.sittings, name="sittings"),
    path("cohort/<slug:code>/sittings/<slug:key>/", sittings.quiz_sittings, name="quiz-sittings"),
    path(
        "cohort/<slug:code>/sittings/<slug:key>/files/",
        answerfiles.answer_files,
        name="answer-files",
    ),
    path(
        "cohort/<slug:code>/sittings/<slug:key>/grant/<int:grant_id>/withdraw/",
        sittings.withdraw_grant,
        name="withdraw-grant",
    ),
    *(
        path(
            f"cohort/<slug:code>/sittings/<slug:key>/<int:number>/{act}/",
            sittings.sitting_act,
            {"act": act},
            name=f"sitting-{act}",
        )
        for act in ("move", "cancel", "release")
    ),
    path("cohort/<slug:code>/answers/", answers.unmatched_answers, name="unmatched-answers"),
    path("cohort/<slug:code>/late/", late.late_answers, name="late-answers"),
    path("questions/<slug:key>/regrade/", regrade.regrade, name="regrade"),
    path("cohort/<slug:code>/corrections/", corrections.corrections, name="corrections"),
    path(
        "cohort/<slug:code>/corrections/<int:enrolment_id>/",
        amending.correct_result,
        name="correct-result",
    ),
    path(
        "cohort/<slug:code>/corrections/<int:enrolment_id>/jury/",
        laterruling.later_ruling,
        name="later-ruling",
    ),
    path("cohort/<slug:code>/appeals/", appeals.appeals, name="appeals"),
    path("cohort/<slug:code>/appeals/<int:appeal_id>/", appeals.appeal, name="appeal"),
    path(
        "cohort/<slug:code>/appeals/<int:appeal_id>/file/",
        appeal_files.appeal_file,
        name="appeal-file",
    ),
    path(
        "cohort/<slug:code>/appeals/<int:appeal_id>/file/<uuid:public_id>/",
        appeal_files.attempt_file,
        name="attempt-file",
    ),
    path(
        "cohort/<slug:code>/appeals/<int:appeal_id>/file/<uuid:public_id>.pdf",
        appeal_files.attempt_file_pdf,
        name="attempt-file-pdf",
    ),
    path(
        "cohort/<slug:code>/irregularities/", irregularities.irregularities, name="irregularities"
    ),
    path(
        "cohort/<slug:code>/irregularities/<int:irregularity_id>/lift/",
        irregularities.lift,
        name="lift-irregularity",
    ),
    path("rules/", rules.rules, name="rules"),
    path("rules/<int:rule_set_id>/", rules.rule_set, name="rule-set"),
    path("rules/<int:rule_set_id>/new/", rules.new_rules, name="new-rules"),
    path("cohort/<slug:code>/ranking/", ranking.ranking, name="ranking"),
    path("cohort/<slug:code>/items/", items.item_index, name="item-index"),
    path("cohort/<slug:code>/items/<slug:key>/", items.item_results, name="item-results"),
    path("document-bench/", bench.bench, name="document-bench"),
    path("document-bench/sheets/", specimens.specimen_sheets, name="specimen-sheets"),
    path(
        "document-bench/sheets/<slug:reference>/", specimens.specimen_sheet, name="specimen-sheet"
    ),
    *(
        path(
            f"document-bench/sheets/<slug:reference>/{part}.pdf",
            specimens.specimen_file,
            {"part": part},
            name=f"specimen-{part}-file",
        )
        for part in ("sheet", "key")
    ),
    path("document-bench/<slug:task>/", bench.drill, name="document-drill"),
    path(
        "document-bench/<slug:task>/<slug:seed>/",
        bench.drill_exercise,
        name="document-exercise",
    ),
    path("action-plan/", plans.action_plan, name="action-plan"),
    path("cohort/<slug:code>/action-plans/", plans.action_plans, name="action-plans"),
]
