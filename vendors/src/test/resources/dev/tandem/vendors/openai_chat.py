import json
import sys

import openai

base_url, key = sys.argv[1:]
client = openai.OpenAI(base_url=base_url, api_key=key, max_retries=0)
TOOLS = [
    {"type": "function", "function": {"name": name, "parameters": {"type": "object", "properties": {}}}}
    for name in ("check_order", "check_stock")
]
SYSTEM = {"role": "system", "content": "You help callers of a shop. " * 10}


def ask(client=client, model="gpt-4o-mini"):
    stream = client.chat.completions.create(
        model=model, stream=True, stream_options={"include_usage": True}, tools=TOOLS,
        messages=[SYSTEM, {"role": "user", "content": "Hello"}],
    )
    answer = {"words": "", "refused": "", "calls": {}, "finish": None, "usage": None}
    for chunk in stream:
        if chunk.usage:
            answer["usage"] = chunk.usage
        for choice in chunk.choices:
            answer["words"] += choice.delta.content or ""
            answer["refused"] += choice.delta.refusal or ""
            answer["finish"] = choice.finish_reason or answer["finish"]
            for call in choice.delta.tool_calls or []:
                known = answer["calls"].setdefault(call.index, ["", ""])
                known[0] += call.function.name or ""
                known[1] += call.function.arguments or ""
    return answer


def error(**options):
    try:
        ask(**options)
    except openai.APIStatusError as fault:
        return [type(fault).__name__, fault.status_code, fault.response.headers.get("retry-after")]


words, tools, refusal, length = ask(), ask(), ask(), ask()
errors = [error(), error()]
cut = ask()
errors += [error(model="gpt-unknown"), error(client=client.with_options(api_key="sk-wrong"))]
print(json.dumps({
    "words": words["words"],
    "usage": {"input": words["usage"].prompt_tokens, "output": words["usage"].completion_tokens},
    "cached": tools["usage"].prompt_tokens_details.cached_tokens,
    "tools": [[name, json.loads(arguments or "{}")] for name, arguments in tools["calls"].values()],
    "refused": refusal["refused"],
    "length": length["finish"] == "length",
    "errors": errors,
    "cut": cut["finish"] is None,
}))
