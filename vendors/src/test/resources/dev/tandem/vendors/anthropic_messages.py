import json
import sys

import anthropic

base_url, key = sys.argv[1:]
client = anthropic.Anthropic(base_url=base_url, api_key=key, max_retries=0)
TOOLS = [{"name": name, "input_schema": {"type": "object"}} for name in ("check_order", "check_stock")]
SYSTEM = [{"type": "text", "text": "You help callers of a shop. " * 10, "cache_control": {"type": "ephemeral"}}]


def ask(client=client, model="claude-haiku-4-5"):
    with client.messages.stream(
        model=model, max_tokens=100, system=SYSTEM, tools=TOOLS, messages=[{"role": "user", "content": "Hello"}]
    ) as stream:
        return stream.get_final_message()


def words(message):
    return "".join(block.text for block in message.content if block.type == "text")


def error(**options):
    try:
        ask(**options)
    except anthropic.APIStatusError as fault:
        return [type(fault).__name__, fault.status_code, fault.response.headers.get("retry-after")]


def is_cut():
    """The SDK has no event that says so: either it complains, or the message has no reason for its end."""
    try:
        return ask().stop_reason is None
    except Exception:
        return True


first, tools, refusal, length = ask(), ask(), ask(), ask()
errors = [error(), error()]
cut = is_cut()
errors += [error(model="claude-unknown"), error(client=client.with_options(api_key="sk-wrong"))]
print(json.dumps({
    "words": words(first),
    "usage": {
        "input": first.usage.input_tokens + first.usage.cache_creation_input_tokens,
        "output": first.usage.output_tokens,
    },
    "cached": tools.usage.cache_read_input_tokens,
    "tools": [[block.name, block.input] for block in tools.content if block.type == "tool_use"],
    "refused": words(refusal) if refusal.stop_reason == "refusal" else None,
    "length": length.stop_reason == "max_tokens",
    "errors": errors,
    "cut": cut,
}))
