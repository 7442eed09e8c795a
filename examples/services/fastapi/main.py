"""Orders and refunds as a FastAPI service. Run it with: uvicorn main:app --port 8000"""

from typing import Annotated, Literal

from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel, Field

app = FastAPI(title="Orders")

ORDERS = {
    "10042": {"id": "10042", "status": "sent", "total": 59.9, "items": [{"name": "lamp", "count": 1}]},
    "10043": {"id": "10043", "status": "packed", "total": 12.5, "items": []},
}
REFUNDS: dict[str, dict] = {}


def signed_in(authorization: Annotated[str, Header()] = ""):
    if authorization != "Bearer demo-key":
        raise HTTPException(401, "Your key is not valid")


class Refund(BaseModel):
    order_id: str
    reason: Literal["broken", "late", "changed_mind"]
    amount: float = Field(gt=0)


@app.get("/orders/{order_id}", dependencies=[Depends(signed_in)])
def order(order_id: str):
    if order_id not in ORDERS:
        raise HTTPException(404, f"There is no order {order_id}")
    return ORDERS[order_id]


@app.post("/refunds", status_code=201, dependencies=[Depends(signed_in)])
def refund(refund: Refund, idempotency_key: Annotated[str, Header()]):
    """The same key makes one refund, however often it is sent."""
    if refund.amount > ORDERS[refund.order_id]["total"]:
        raise HTTPException(409, "That is more than was paid")
    return REFUNDS.setdefault(idempotency_key, {"number": len(REFUNDS) + 1, **refund.model_dump()})
