"""Speaks with ElevenLabs' own client, and over the endpoint for several contexts with the messages of its own types."""

import base64
import json
import sys

from elevenlabs.client import ElevenLabs
from elevenlabs.types import (
    AudioOutputMulti,
    CloseContext,
    FinalOutputMulti,
    InitializeConnectionMulti,
    SendTextMulti,
)
from websockets.sync.client import connect

VOICE = "JBFqnCBsd6RMkjVDRZzb"


def one_context(url):
    client = ElevenLabs(api_key="key", base_url=url)
    audio = client.text_to_speech.convert_realtime(
        VOICE, text=iter(["Good morning. ", "How are you?"]), model_id="eleven_flash_v2_5", output_format="pcm_24000"
    )
    return sum(len(piece) for piece in audio)


def contexts(url):
    said = {"bytes": 0, "chars": "", "normalized": "", "finals": []}
    address = (
        f"{url.replace('http', 'ws', 1)}/v1/text-to-speech/{VOICE}/multi-stream-input"
        "?model_id=eleven_flash_v2_5&output_format=pcm_24000&auto_mode=true&sync_alignment=true"
    )
    with connect(address, additional_headers={"xi-api-key": "key"}) as socket:
        for message in (
            InitializeConnectionMulti(text=" ", context_id="one"),
            SendTextMulti(text="Good morning. ", context_id="one", flush=True),
            SendTextMulti(text="How are you? ", context_id="one", flush=True),
            CloseContext(context_id="one", close_context=True),
        ):
            socket.send(json.dumps(message.dict(exclude_none=True)))
        while not said["finals"]:
            event = json.loads(socket.recv(timeout=10))
            if event.get("isFinal"):
                said["finals"].append(FinalOutputMulti.model_validate(event, strict=True).context_id)
            else:
                output = AudioOutputMulti.model_validate(event, strict=True)
                assert output.context_id == "one"
                assert len(output.alignment.chars) == len(output.alignment.char_start_times_ms)
                assert len(output.alignment.chars) == len(output.alignment.char_durations_ms)
                said["bytes"] += len(base64.b64decode(output.audio))
                said["chars"] += "".join(output.alignment.chars)
                said["normalized"] += "".join(output.normalized_alignment.chars)
    return said


def main(url):
    print(json.dumps({"one": one_context(url), "several": contexts(url)}))


main(*sys.argv[1:])
