"""What Schemathesis cannot know of the API: a valid Idempotency-Key is sent once.

Sequences of requests are made up with few keys. A POST whose key was there before gets the answer of then, with the id
of a thing that the sequence may have deleted meanwhile, and the next request would rightly be answered 404.
"""

import itertools
import re

import schemathesis

VALID = re.compile(r"[!-~]{1,200}")
numbers = itertools.count(1)


@schemathesis.hook
def before_call(context, case, kwargs):
    for name, value in (case.headers or {}).items():
        if name.lower() == "idempotency-key" and isinstance(value, str) and VALID.fullmatch(value):
            case.headers[name] = f"{value}-{next(numbers)}"
