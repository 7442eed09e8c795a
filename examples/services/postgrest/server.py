"""A table as PostgREST and Supabase serve it: filters, select, order and limit in the query, arrays as answers.

It behaves as their documentation says, for what docs/tools.md uses of it. Run it with: uvicorn server:app --port 54321
"""

import json
import sqlite3

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

KEY = "demo-key"
COLUMNS = ("id", "customer", "status", "total", "note")
OPERATORS = {"eq": "=", "neq": "<>", "gt": ">", "gte": ">=", "lt": "<", "lte": "<=", "like": "LIKE", "ilike": "LIKE"}
ONE = "application/vnd.pgrst.object+json"

database = sqlite3.connect(":memory:", check_same_thread=False)
database.row_factory = sqlite3.Row
database.execute("create table orders (id integer primary key, customer text, status text, total real, note text)")
database.executemany(
    "insert into orders values (?, ?, ?, ?, ?)",
    [(42, "Ada", "sent", 59.9, None), (43, "Ada", "packed", 12.5, None), (44, "Ben", "sent", 7, None)],
)


def problem(status, code, message, details=None):
    return JSONResponse({"code": code, "details": details, "hint": None, "message": message}, status)


def conditions(request):
    """The query's filters as SQL: column=operator.value, column=in.(a,b), column=is.null."""
    texts, values = [], []
    for column, told in request.query_params.multi_items():
        if column in ("select", "order", "limit", "offset"):
            continue
        operator, _, value = told.partition(".")
        if column not in COLUMNS:
            raise ValueError(f"column orders.{column} does not exist")
        if operator == "is" and value == "null":
            texts.append(f"{column} is null")
        elif operator == "in":
            listed = value.strip("()").split(",")
            texts.append(f"{column} in ({','.join('?' * len(listed))})")
            values += listed
        else:
            texts.append(f"{column} {OPERATORS[operator]} ?")
            values.append(value.replace("*", "%") if operator.endswith("like") else value)
    return (" where " + " and ".join(texts) if texts else ""), values


def selected(rows, request):
    names = request.query_params.get("select", "*")
    columns = COLUMNS if names == "*" else [name for name in names.split(",") if name in COLUMNS]
    return [{column: row[column] for column in columns} for row in rows]


def answer(rows, request, status=200):
    found = selected(rows, request)
    if ONE not in request.headers.get("accept", ""):
        return JSONResponse(found, status)
    if len(found) != 1:
        return problem(
            406, "PGRST116", "Cannot coerce the result to a single JSON object", f"The result contains {len(found)} rows"
        )
    return Response(json.dumps(found[0]), status, media_type=ONE)


async def orders(request: Request):
    if request.headers.get("apikey") != KEY:
        return JSONResponse({"message": "No API key found in request", "hint": "No `apikey` request header was found."}, 401)
    if request.headers.get("authorization") != f"Bearer {KEY}":
        return problem(401, "PGRST301", "JWT cryptographic operation failed")
    wants_rows = "return=representation" in request.headers.get("prefer", "")
    try:
        where, values = conditions(request)
    except ValueError as unknown:
        return problem(400, "42703", str(unknown))
    if request.method == "GET":
        column, _, direction = request.query_params.get("order", "id.asc").partition(".")
        order = f" order by {column if column in COLUMNS else 'id'} {'desc' if direction == 'desc' else 'asc'}"
        limit = f" limit {int(request.query_params.get('limit', 1000))}"
        return answer(database.execute("select * from orders" + where + order + limit, values).fetchall(), request)
    body = await request.json()
    columns = [column for column in body if column in COLUMNS]
    if request.method == "PATCH":
        sets = ", ".join(f"{column} = ?" for column in columns)
        written = f"update orders set {sets}{where} returning *"
        rows = database.execute(written, [body[column] for column in columns] + values).fetchall()
        return answer(rows, request) if wants_rows else Response(status_code=204)
    marks = ", ".join("?" * len(columns))
    written = f"insert into orders ({', '.join(columns)}) values ({marks}) returning *"
    rows = database.execute(written, [body[column] for column in columns]).fetchall()
    return answer(rows, request, 201) if wants_rows else Response(status_code=201)


app = Starlette(routes=[Route("/rest/v1/orders", orders, methods=["GET", "POST", "PATCH"])])
