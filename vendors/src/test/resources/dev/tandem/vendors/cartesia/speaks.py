"""Speaks with Cartesia's own client: two flushed texts in a context, one that is cancelled, and one with a wrong model."""

import json
import sys

from cartesia import Cartesia

VOICE = {"mode": "id", "id": "6ccbfb76-1fc6-48f7-b71d-91ac6298247b"}
FORMAT = {"container": "raw", "encoding": "pcm_s16le", "sample_rate": 24000}


def settings(model):
    return dict(model_id=model, voice=VOICE, output_format=FORMAT, language="en", add_timestamps=True)


def main(http, web_socket):
    client = Cartesia(api_key="key", base_url=http, websocket_base_url=web_socket)
    said = {"bytes": 0, "flushes": [], "words": [], "ends": [], "types": []}
    with client.tts.websocket_connect() as connection:
        context = connection.context(timeout=10, **settings("sonic-2"))
        context.push("Good morning.")
        context.push("", flush=True)
        context.push(" How are you?")
        context.push("", flush=True)
        context.no_more_inputs()
        for event in context.receive():
            said["types"].append(type(event).__name__)
            if event.type == "chunk":
                said["bytes"] += len(event.audio or b"")
            elif event.type == "flush_done":
                said["flushes"].append(event.flush_id)
            elif event.type == "timestamps":
                said["words"] += event.word_timestamps.words
                said["ends"] += event.word_timestamps.end

        cut = connection.context(timeout=10, **settings("sonic-2"))
        cut.push("This is never heard to its end, however long it may be.")
        cut.cancel()

        wrong = connection.context(timeout=10, **settings("gpt-x"))
        wrong.push("Hello.")
        for event in wrong.receive():
            if event.type == "error":
                said["error"] = {"status": event.status_code, "code": event.error_code, "title": event.title}
    print(json.dumps(said))


main(*sys.argv[1:])
