"""What the REST endpoints of exports share."""

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.response import Response

from foundation.accounts.seats import Seat
from foundation.rate_limit import RateLimiter
from foundation.refusals import Refusal
from foundation.rest.serializers import Answer, Body
from sessions.exports import jobs
from sessions.exports.worker import export_worker

IN_A_ROW, SECONDS_EACH = 20, 5
limiter = RateLimiter(IN_A_ROW, 1 / SECONDS_EACH)
"""How many exports a person may ask for in a row, and after how many seconds for one more."""


class LanguageField(serializers.RegexField):
    """A language as a BCP 47 tag."""

    def __init__(self) -> None:
        super().__init__(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?$", max_length=12, required=False, default="")


class ExportBody(Body):
    """The format of an export, and the language of its texts."""

    format = serializers.ChoiceField(["docx", "pdf"])
    language = LanguageField()


class JobAnswer(Answer):
    """An export: its state, how far it is, how many are made before it, and why it failed."""

    id = serializers.CharField()
    form = serializers.CharField()
    format = serializers.ChoiceField(["docx", "pdf"], source="kind")
    state = serializers.ChoiceField(["waiting", "running", "done", "failed"])
    percent = serializers.IntegerField()
    ahead = serializers.IntegerField()
    problem = serializers.ChoiceField(["", "no_room", "broken"])
    octets = serializers.IntegerField()


def check_rate(seat: Seat) -> None:
    """Limit how many exports a person asks for. Refuses `exports.throttled`."""
    if not limiter.take(seat.person):
        raise Refusal("exports.throttled", "You have asked for many exports. Ask again in a minute.")


def accepted(job: jobs.Job) -> Response:
    """Answer that an export was asked for, and start it."""
    export_worker.wake()
    return Response(JobAnswer(job).data, status=202)


def state(subject: str, job: str) -> Response:
    """Answer how far an export is. Refuses `exports.unknown`."""
    return Response(JobAnswer(jobs.find(subject, job)).data, headers={"Cache-Control": "no-store"})


def file(subject: str, job: str, name: str) -> HttpResponse:
    """Answer with the file. `name` is without its ending. Refuses `exports.unknown`, `exports.not_ready`."""
    octets, found = jobs.octets_of(subject, job), jobs.find(subject, job)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}-{found.form}.{found.kind}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(octets, content_type=jobs.TYPES[found.kind], headers=headers)
