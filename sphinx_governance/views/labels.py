"""Every string that we put on a page, translatable."""

from __future__ import annotations

from sphinx.locale import get_translation

from sphinx_governance.model.text import squeeze

CATALOG = "sphinx_governance"
_ = get_translation(CATALOG)

FIELDS = {
    "status": _("Status"),
    "date": _("Date"),
    "created": _("Created"),
    "updated": _("Updated"),
    "deciders": _("Deciders"),
    "authors": _("Authors"),
    "consulted": _("Consulted"),
    "informed": _("Informed"),
    "tags": _("Tags"),
    "track": _("Track"),
    "summary": _("Summary"),
    "discussion": _("Discussion"),
    "issue": _("Issue"),
    "pull-request": _("Pull request"),
    "resolution": _("Resolution"),
    "deadline": _("Deadline"),
    "amended": _("Amended"),
    "governs": _("Governs"),
    "review-by": _("Review by"),
    "supersedes": _("Supersedes"),
    "superseded-by": _("Superseded by"),
    "amends": _("Amends"),
    "amended-by": _("Amended by"),
    "implements": _("Implements"),
    "implemented-by": _("Implemented by"),
    "depends-on": _("Depends on"),
    "required-by": _("Required by"),
    "relates-to": _("Relates to"),
    "id": _("ID"),
    "title": _("Title"),
    "referenced-by": _("Referenced by"),
}
"""Field, relation or column → what a reader sees."""

SCRIPT_WORDS = {
    "filter": _("Filter"),
    "status": FIELDS["status"],
    "tag": _("Tag"),
    "all": _("All"),
    "show-all": _("Show all"),
    "some": _("{found} of {total} shown"),
    "none": _("None of {total} matches"),
    "pages": _("Pages of the index"),
    "page": _("Page {page} of {pages}"),
    "previous": _("Previous"),
    "next": _("Next"),
}
"""What the script of an index says; it reads them from its own element on the page."""

WIZARD_WORDS = {
    "next": _("Next"),
    "back": _("Back"),
    "change": _("Change"),
    "answers": _("Your answers"),
    "choose": _("Choose an answer."),
    "all": _("All questions at once"),
    "outcome": _("Your checklist"),
    "nothing": _("Nothing more is owed."),
    "copy": _("Copy as Markdown"),
    "copied": _("Copied."),
    "by-hand": _("Copy this text:"),
}
"""What the script of a decision tree says, in the same way."""

NONE = _("none")


def label(name: str, written: str = "") -> str:
    """Return what a reader sees for a field: its translated name, else the label as written."""
    known = FIELDS.get(name)
    return (
        str(known) if known is not None else squeeze(written or name.replace("-", " ").capitalize())
    )
