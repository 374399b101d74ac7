"""Examples of request bodies for the description of the REST API. Each is valid. Each that adds something is
accepted.
"""

from datetime import date, timedelta
from typing import Any

Examples = dict[str, Any]

SESSION = {
    "title": {"en": "Opening", "id": "Pembukaan"},
    "description": {"en": "Welcome by the host."},
    "date": "2021-11-16",
    "starts": "09:00",
    "ends": "10:30",
    "room": "Plenary hall",
    "kind": "opening",
    "access": "public",
}
DATE_IN_A_MONTH = (date.today() + timedelta(days=30)).isoformat()
WEBHOOK = {"url": "https://example.org/balai", "events": ["session.opened", "statement.released"]}

EXAMPLES: dict[tuple[str, str], Examples] = {
    ("patch", "/api/v1/c/{slug}/conference"): {
        "Another venue": {"venue": "Bali Nusa Dua Convention Center"},
        "Colour and links": {
            "accent": "#204060",
            "links": [{"label": {"en": "Visas", "id": "Visa"}, "url": "https://example.org/visas"}],
        },
    },
    ("post", "/api/v1/c/{slug}/copy"): {
        "The conference of the next year": {
            "slug": "icdd-2022",
            "name": {"en": "ICDD 2022", "id": "KIDD 2022"},
            "short": "ICDD 2022",
            "first_day": "2022-11-15",
            "timezone": "Asia/Makassar",
            "parties": True,
        }
    },
    ("post", "/api/v1/c/{slug}/days"): {"A day": {"date": "2021-11-18"}},
    ("post", "/api/v1/c/{slug}/rooms"): {"A room": {"name": {"en": "Hall A", "id": "Ruang A"}}},
    ("post", "/api/v1/c/{slug}/themes"): {"A theme": {"title": {"en": "Data", "id": "Data"}}},
    ("post", "/api/v1/c/{slug}/sessions"): {
        "A session": SESSION,
        "The least": {"title": {"en": "Press"}, "date": "2021-11-17", "starts": "14:00", "ends": "14:30"},
    },
    ("patch", "/api/v1/c/{slug}/sessions/{id}"): {
        "Moved, of the same length": {"date": "2021-11-17", "starts": "11:00"},
        "Another title": {"title": {"en": "Opening ceremony", "id": "Upacara pembukaan"}},
    },
    ("post", "/api/v1/c/{slug}/parties"): {
        "A state": {"name": {"en": "Fiji", "id": "Fiji"}, "code": "FJ", "place": "remote", "most_members": 6},
        "An observer": {"name": {"en": "Red Cross"}, "category": "observer", "place": "hall"},
    },
    ("patch", "/api/v1/c/{slug}/parties/{id}"): {
        "Groups and precedence": {"groups": ["Group of 77"], "rank": 12}
    },
    ("post", "/api/v1/c/{slug}/people"): {
        "A delegate": {"name": "Ana Example", "email": "ana@example.org", "roles": ["delegate"]},
        "A moderator in the hall": {
            "name": "Budi Example",
            "email": "budi@example.org",
            "roles": ["moderator"],
            "place": "hall",
            "language": "id",
        },
    },
    ("patch", "/api/v1/c/{slug}/people/{id}"): {
        "As on the badge": {"honorific": "Ms", "function": "Adviser"}
    },
    ("put", "/api/v1/c/{slug}/people/{id}/roles"): {"A rapporteur": {"roles": ["delegate", "rapporteur"]}},
    ("post", "/api/v1/c/{slug}/session-roles"): {
        "Moderates one session": {"session": "12", "participant": "345", "role": "moderator"},
        "Interprets one session": {
            "session": "12",
            "participant": "345",
            "role": "interpreter",
            "language": "id",
        },
    },
    ("post", "/api/v1/c/{slug}/invitations"): {
        "Everyone who has none yet": {},
        "A delegation": {"party": "7"},
        "These people, also again": {"participants": ["345", "346"]},
    },
    ("post", "/api/v1/c/{slug}/documents"): {
        "Open to everyone": {"title": {"en": "Provisional agenda"}, "symbol": "ICDD/2021/1"},
        "Held until it is released": {
            "title": {"en": "Draft message", "id": "Rancangan pesan"},
            "symbol": "ICDD/2021/3",
            "access": "delegations",
            "embargo": "held",
        },
    },
    ("patch", "/api/v1/c/{slug}/documents/{id}"): {"For the public": {"access": "public"}},
    ("post", "/api/v1/c/{slug}/outcomes"): {
        "With its areas": {
            "title": {"en": "Message", "id": "Pesan"},
            "symbol": "ICDD/2021/L.1",
            "access": "delegations",
            "areas": ["Capacity building", "Open data"],
        }
    },
    ("patch", "/api/v1/c/{slug}/outcomes/{id}"): {"For the public": {"access": "public"}},
    ("post", "/api/v1/c/{slug}/outcomes/{id}/readings"): {
        "With a deadline for amendments": {"reading": 1, "amendments_until": "2099-11-17T09:00:00Z"}
    },
    ("post", "/api/v1/c/{slug}/outcomes/{id}/silence"): {
        "With a reminder": {
            "until": f"{DATE_IN_A_MONTH}T09:00:00Z",
            "remind_at": f"{DATE_IN_A_MONTH}T08:00:00Z",
        }
    },
    ("post", "/api/v1/c/{slug}/outcomes/{id}/paragraphs"): {
        "At the beginning": {
            "after": None,
            "paragraphs": [
                {"kind": "preamble", "text": "Recalling the <i>Tunis Agenda</i>,"},
                {"kind": "paragraph", "text": "We will share good practices.<fn>Voluntarily.</fn>"},
            ],
        }
    },
    ("post", "/api/v1/c/{slug}/outcomes/{id}/paragraphs/{part}/write"): {
        "Another text": {"version": 0, "text": "We agree that data are a common good."}
    },
    ("post", "/api/v1/c/{slug}/outcomes/{id}/paragraphs/{part}/mark"): {"Agreed": {"status": "agreed"}},
    ("post", "/api/v1/c/{slug}/outcomes/{id}/paragraphs/{part}/translate"): {
        "In Indonesian": {"language": "id", "of_version": 0, "text": "Kami setuju."}
    },
    ("post", "/api/v1/c/{slug}/outcomes/{id}/paragraphs/{part}/merge-amendments"): {
        "Two words of one": {"amendments": ["7"], "version": 0, "text": "All of us agree."}
    },
    ("post", "/api/v1/c/{slug}/outcomes/{id}/amendments/{part}/accept"): {"As it was read": {"version": 0}},
    ("post", "/api/v1/c/{slug}/outcomes/{id}/amendments/{part}/reject"): {
        "With a reason": {"reason": "The area on data says it already."}
    },
    ("post", "/api/v1/organise/webhooks"): {"A webhook": WEBHOOK},
    ("put", "/api/v1/organise/webhooks/{webhook}"): {"Switched off": WEBHOOK | {"is_active": False}},
    ("post", "/api/v1/organise/api-tokens"): {
        "For a website": {"name": "Website", "scopes": ["programme:read", "documents:read"], "days": 90}
    },
    ("post", "/api/v1/organise/exchange/{table}/preview"): {
        "Delegations as CSV": "code,name:en,name:id,category\nFJ,Fiji,Fiji,state\nCL,Chile,Chili,state\n"
    },
}
"""The examples of request bodies, by method and path. Each has a summary."""


def add_examples(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Add the examples to the description of the REST API. Called by drf-spectacular."""
    for (method, path), examples in EXAMPLES.items():
        for content in result["paths"][path][method]["requestBody"]["content"].values():
            content["examples"] = {
                summary.lower().replace(" ", "-").replace(",", ""): {"summary": summary, "value": value}
                for summary, value in examples.items()
            }
    return result
