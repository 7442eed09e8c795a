"""Speaks with OpenAI's own client, and asks for a voice and a model that there are not."""

import json
import sys

import openai


def error(client, **wrong):
    request = {"model": "gpt-4o-mini-tts", "voice": "alloy", "input": "Hello.", "response_format": "pcm", **wrong}
    try:
        client.audio.speech.create(**request)
    except openai.APIStatusError as fault:
        return {"type": type(fault).__name__, "param": fault.param, "code": fault.code}
    return None


def main(url):
    client = openai.OpenAI(base_url=url + "/v1", api_key="key", max_retries=0)
    pieces = []
    with client.audio.speech.with_streaming_response.create(
        model="gpt-4o-mini-tts", voice="alloy", input="Good morning.", response_format="pcm"
    ) as response:
        pieces = [len(piece) for piece in response.iter_bytes()]
    print(
        json.dumps(
            {
                "bytes": sum(pieces),
                "pieces": len(pieces),
                "voice": error(client, voice="nobody"),
                "model": error(client, model="sonic-2"),
                "key": error(openai.OpenAI(base_url=url + "/v1", api_key="wrong", max_retries=0)),
            }
        )
    )


main(*sys.argv[1:])
