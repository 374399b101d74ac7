"""What the REST endpoints that make exports share."""

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.response import Response

from foundation.rest.serializers import Answer, Body
from sessions.exports import jobs
from sessions.exports.worker import export_worker


class LanguageField(serializers.RegexField):
    """A field for a language, as a BCP 47 tag."""

    def __init__(self) -> None:
        super().__init__(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?$", max_length=12, required=False, default="")


class ExportBody(Body):
    """The body: the format of an export, and the language of its texts."""

    format = serializers.ChoiceField(["docx", "pdf"])
    language = LanguageField()


class JobAnswer(Answer):
    """An export: its state, how much is done, how many are made before it, and why it failed if it did."""

    id = serializers.CharField()
    form = serializers.CharField()
    format = serializers.ChoiceField(["docx", "pdf"], source="kind")
    state = serializers.ChoiceField(["waiting", "running", "done", "failed"])
    percent = serializers.IntegerField()
    ahead = serializers.IntegerField()
    problem = serializers.ChoiceField(["", "no_room", "broken"])
    octets = serializers.IntegerField()


def accepted_response(job: jobs.Job) -> Response:
    """Start an export, and return the response that says so."""
    export_worker.wake()
    return Response(JobAnswer(job).data, status=202)


def state_response(subject: str, job: str) -> Response:
    """The response with the state of an export. Refuses `exports.unknown`."""
    return Response(JobAnswer(jobs.find(subject, job)).data, headers={"Cache-Control": "no-store"})


def file_response(subject: str, job: str, name: str) -> HttpResponse:
    """The response with the exported file. `name` is the file's name without its ending. Refuses `exports.unknown`,
    `exports.not_ready`.
    """
    octets, found = jobs.octets_of(subject, job), jobs.find(subject, job)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}-{found.form}.{found.kind}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(octets, content_type=jobs.TYPES[found.kind], headers=headers)
