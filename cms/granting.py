"""What the roles may do in Wagtail: pages and their workflow, and the catalogue's rows."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from accounts import roles

EDITORS_MAY = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
# The groups and the workflow that Wagtail's migrations put there; ours are named by the roles.
WAGTAILS_OWN_GROUPS = ("Editors", "Moderators")
REVIEW = "Relecture"

# role → app_label.codename. Access to the admin itself stands in `accounts.roles`.
MODEL_PERMISSIONS: dict[str, tuple[str, ...]] = {
    roles.EDITOR: (
        "wagtail_localize.submit_translation",
        "cms.add_source",
        "cms.change_source",
        "cms.view_source",
        "courses.view_course",
        "courses.view_module",
        "courses.view_fact",
        "courses.view_activity",
    ),
    roles.REGISTRAR: (
        "courses.view_course",
        "courses.view_module",
        "courses.view_fact",
        "courses.view_activity",
        "courses.view_cohort",
        "courses.add_cohort",
        "courses.change_cohort",
        "courses.view_cohortstaff",
        "courses.add_cohortstaff",
        "courses.change_cohortstaff",
        "courses.view_fundingline",
        "courses.add_fundingline",
        "courses.change_fundingline",
        "courses.delete_fundingline",
        "certificates.view_issuingbody",
        "certificates.add_issuingbody",
        "certificates.change_issuingbody",
        "certificates.delete_issuingbody",
        "certificates.view_signatory",
        "certificates.add_signatory",
        "certificates.change_signatory",
        "certificates.delete_signatory",
    ),
    roles.TECHNICAL: (
        "courses.view_course",
        "courses.change_course",
        "courses.view_module",
        "courses.view_fact",
        "courses.change_module",
        "courses.view_activity",
        "courses.change_activity",
    ),
}


@transaction.atomic
def grant_rows() -> None:
    """Give the groups what MODEL_PERMISSIONS says; what an administrator gave beside it stays."""
    for role, names in MODEL_PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.add(*(_permission(name) for name in names))


@transaction.atomic
def grant_editing() -> None:
    """Give the groups their permissions and pages their review; repeating it changes nothing.

    Anything given beside it by an administrator stays.
    """
    grant_rows()
    root = Page.objects.get(depth=1)
    editors, _ = Group.objects.get_or_create(name=roles.EDITOR)
    for codename in EDITORS_MAY:
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore",
            content_type__model="page",
            codename=codename,
        )
        GroupPagePermission.objects.get_or_create(group=editors, page=root, permission=permission)
    _lay_out_review(root, editors)
    Group.objects.filter(name__in=WAGTAILS_OWN_GROUPS, user__isnull=True).delete()


def _permission(name: str) -> Permission:
    app_label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def _lay_out_review(root: Page, editors: Group) -> None:
    leads, _ = Group.objects.get_or_create(name=roles.LEAD)
    workflow, _ = Workflow.objects.get_or_create(name=REVIEW)
    task = GroupApprovalTask.objects.filter(name=REVIEW).first()
    if task is None:
        task = GroupApprovalTask.objects.create(name=REVIEW)
        task.groups.set([editors, leads])
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    assigned, created = WorkflowPage.objects.get_or_create(
        page=root, defaults={"workflow": workflow}
    )
    if (
        not created
        and assigned.workflow_id != workflow.pk
        and not assigned.workflow.tasks.filter(pk=task.pk).exists()
    ):
        wagtails_own = assigned.workflow
        if wagtails_own.name == "Moderators approval":
            assigned.workflow = workflow
            assigned.save()
            wagtails_own.deactivate()
